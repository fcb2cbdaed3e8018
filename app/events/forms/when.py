"""When something is, as organisers say it."""

import re
from calendar import monthrange
from datetime import date, time, timedelta
from typing import Any

from wtforms import IntegerField, RadioField, SelectField, StringField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import NumberRange, Optional, StopValidation
from wtforms.widgets import DateInput, TimeInput

from app.events.models import Frequency
from app.shared.choosing import DayField, TicksField
from app.shared.formatting import WEEKDAYS, long_date, month
from app.shared.forms import Form

LENGTHS = (30, 45, 60, 75, 90, 105, 120, 150, 180, 210, 240, 300, 360, 420, 480)
"""Minutes to choose from. An event that lasts another time keeps it."""
MAX_BLOCK = 52
WEEK = "0123456"
MONTHLY_LAST = "monthly_last"
ORDINALS = ("first", "second", "third", "fourth", "fifth")
_TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*([ap])?\.?m?\.?", re.I)


class ClockField(StringField):
    """A time of day, as a browser's clock sends it or as people write it: 13:30, 1.30pm, 6 pm."""

    widget = TimeInput()

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return self.data.strftime("%H:%M") if self.data else ""

    def process_formdata(self, valuelist: list[Any]) -> None:
        typed = valuelist[0].strip() if valuelist else ""
        self.data = None
        if not typed:
            return
        found = _TIME.fullmatch(typed)
        hour, minute = (int(found[1]), int(found[2] or 0)) if found else (99, 0)
        if found and found[3]:
            hour = (
                hour % 12 + (12 if found[3].lower() == "p" else 0) if hour in range(1, 13) else 99
            )
        if hour > 23 or minute > 59:
            raise ValueError("Enter a time like 13:30 or 1.30pm")
        self.data = time(hour, minute)


class Said:
    """Asks for an answer; where what was typed is none, the words about that stand."""

    def __init__(self, words: str) -> None:
        self.words = words

    def __call__(self, _form: Any, field: Any) -> None:
        if field.data is None:
            raise StopValidation("" if field.errors else self.words)


def length_in_words(minutes: int) -> str:
    """45 minutes, 1 hour, 2 hours 15."""
    hours, left = divmod(minutes, 60)
    if not hours:
        return f"{left} minutes"
    return f"{hours} hour{'' if hours == 1 else 's'}{f' {left}' if left else ''}"


class WhenForm(Form):
    """How often, from which day, at what time, for how long, and which dates are left out."""

    frequency = RadioField(
        "How often is it?",
        choices=[
            SelectChoice(Frequency.WEEKLY.value, "Every week"),
            SelectChoice(Frequency.FORTNIGHTLY.value, "Every two weeks"),
            SelectChoice(Frequency.MONTHLY.value, "Once a month"),
            SelectChoice(MONTHLY_LAST, "Once a month, on the last such weekday"),
            SelectChoice(Frequency.BLOCK.value, "A course: a number of weeks, booked as one"),
            SelectChoice(Frequency.ONCE.value, "Once"),
        ],
        default=Frequency.WEEKLY.value,
    )
    first_date = DayField("The first date", [Said("Choose the first date")])
    start_time = ClockField("It starts at", [Said("Say what time it starts")])
    length = SelectField("It lasts", coerce=int, default=120, validate_choice=False)
    block_length = IntegerField(
        "How many dates has the course?",
        [Optional(), NumberRange(1, MAX_BLOCK, f"Enter a number from 1 to {MAX_BLOCK}")],
    )
    other_days = TicksField(
        "On other days of the week too?",
        choices=[SelectChoice(str(n), name) for n, name in enumerate(WEEKDAYS)],
        validate_choice=False,
    )
    last_date = DayField("The last date")
    left_out = TicksField("Leave out", validate_choice=False)

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.today = today
        lengths = sorted({*LENGTHS, *([self.length.data] if self.length.data else [])})
        self.length.choices = [(minutes, length_in_words(minutes)) for minutes in lengths]
        # A browser's calendar takes and gives days one way only.
        self.first_date.widget = self.last_date.widget = DateInput()

    def validate_first_date(self, field: DayField) -> None:
        day: Any = field.data
        often = self.frequency.data
        if day < self.today:
            raise ValidationError("Choose a date that has not gone")
        which, name = (day.day - 1) // 7, WEEKDAYS[day.weekday()]
        if often == Frequency.MONTHLY and which == 4:
            raise ValidationError(
                f"{long_date(day)} is the fifth {name} of {month(day)}, and most months have only "
                "four. Choose “the last such weekday”, or start in another week"
            )
        if often == MONTHLY_LAST and day.day + 7 <= monthrange(day.year, day.month)[1]:
            last = day + timedelta(7 * ((monthrange(day.year, day.month)[1] - day.day) // 7))
            raise ValidationError(
                f"The last {name} of {month(day)} is {long_date(last)}. Choose that one, or the "
                "last of another month"
            )

    def validate_length(self, field: SelectField) -> None:
        if field.data not in range(1, 24 * 60 + 1):
            raise ValidationError("Say how long it lasts")

    def validate(self, extra_validators: Any = None) -> bool:
        is_right = super().validate(extra_validators)
        count = self.block_length
        if self.frequency.data == Frequency.BLOCK and not count.data and not count.errors:
            count.errors = ["Say how many dates the course has"]
            return False
        return bool(is_right)

    def validate_last_date(self, field: DayField) -> None:
        if field.data and self.first_date.data and field.data < self.first_date.data:
            raise ValidationError("Choose a last date that is not before the first")

    def values(self) -> dict[str, Any]:
        """The columns of an event that say when it is. Only of a form that is right."""
        often: str = self.frequency.data
        day: Any = self.first_date.data
        days = {WEEK.index(n) for n in self.other_days.data or () if n in tuple(WEEK)}
        is_weekly = often in (Frequency.WEEKLY, Frequency.FORTNIGHTLY)
        repeats = {
            Frequency.MONTHLY.value: {"nth": (day.day - 1) // 7 + 1},
            MONTHLY_LAST: {"nth": -1},
            Frequency.BLOCK.value: {"block_length": self.block_length.data},
        }
        return {
            "frequency": Frequency.MONTHLY.value if often == MONTHLY_LAST else often,
            "first_date": day,
            "last_date": self.last_date.data if is_weekly or often.startswith("month") else None,
            "start_time": self.start_time.data,
            "duration_minutes": self.length.data,
            "weekdays": []
            if often == Frequency.ONCE
            else sorted({day.weekday(), *days} if is_weekly else {day.weekday()}),
            "nth": None,
            "block_length": None,
            "left_out": sorted({each for each in self.left_out.data or () if _is_day(each)}),
            **repeats.get(often, {}),
        }


def _is_day(words: str) -> bool:
    try:
        date.fromisoformat(words)
    except ValueError:
        return False
    return len(words) == 10
