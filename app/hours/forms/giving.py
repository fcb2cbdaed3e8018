"""Saying that one gave some time."""

from collections.abc import Sequence
from datetime import date

from wtforms import HiddenField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional, Regexp

from app.events.forms.when import ClockField, Said
from app.hours.models import LONGEST_DAY, MAX_NOTE, STEP
from app.shared.choosing import DayField
from app.shared.formatting import hours
from app.shared.forms import Form, one_line

TOO_LONG = "Use fewer words, up to {} characters"
LENGTHS = tuple(range(STEP, LONGEST_DAY + STEP, STEP))


def minutes_or_none(value: object) -> int | None:
    """Minutes as they were chosen; None for nothing, and for what was not on offer."""
    return next((minutes for minutes in (0, *LENGTHS) if str(minutes) == str(value)), None)


class HoursForm(Form):
    """When, where, and for how long: chosen as a length, or told as from when to when."""

    day = DayField("Which day?", [Said("Choose the day")])
    where = SelectField("What did you help with?", [InputRequired("Choose what you helped with")])
    length = SelectField(
        "How long?",
        choices=[
            SelectChoice("", "Choose"),
            *(SelectChoice(str(minutes), hours(minutes)) for minutes in LENGTHS),
        ],
        coerce=minutes_or_none,
        validate_choice=False,
    )
    start_time = ClockField("From", [Optional()])
    end_time = ClockField(
        "To",
        [Optional()],
        description="Went past midnight? Choose the day it began, and the time it ended.",
    )
    note = StringField(
        "Anything to add? (optional)",
        [Length(max=MAX_NOTE, message=TOO_LONG.format(MAX_NOTE))],
        filters=[one_line],
        description="The group reads this.",
    )
    form_key = HiddenField(validators=[Regexp(r"^[\w-]{16,64}$")])

    def offer(self, places: Sequence[tuple[str, str]], today: date) -> None:
        """What may be chosen; with one place only, that is chosen already."""
        self.where.choices = [
            *([SelectChoice("", "Choose")] if len(places) > 1 else []),
            *(SelectChoice(value, words) for value, words in places),
        ]
        self.day.render_kw = {"max": today.isoformat()}
