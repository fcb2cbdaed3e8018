"""When a role is, as organisers say it."""

from typing import Any

from wtforms import IntegerField, RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, NumberRange, Optional

from app.events.forms import ClockField
from app.opportunities.models import MAX_SUMMARY, MOST_HOURS_A_WEEK
from app.shared.choosing import DayField
from app.shared.formatting import WEEKDAYS
from app.shared.forms import EditForm, one_line

TIMES = (1, 2, 3)
"""As many times in a week as can be said."""
_SHORT = Length(max=MAX_SUMMARY, message=f"Use up to {MAX_SUMMARY} letters")


class TimeForm(EditForm):
    time_commitment = StringField(
        "How much time does it take?",
        [DataRequired("Say how much time it takes"), _SHORT],
        filters=[one_line],
        description="Such as: One Thursday morning a week.",
    )
    is_regular = RadioField(
        "How often?",
        choices=[
            SelectChoice("yes", "Regularly"),
            SelectChoice("no", "One-off, or now and then"),
        ],
        default="yes",
    )
    day_1, day_2, day_3 = (
        SelectField(
            f"Day {n}",
            choices=[
                SelectChoice("", "No fixed day"),
                *(SelectChoice(str(i), day) for i, day in enumerate(WEEKDAYS)),
            ],
            default="",
        )
        for n in TIMES
    )
    start_1, start_2, start_3 = (ClockField(f"Day {n} from", [Optional()]) for n in TIMES)
    end_1, end_2, end_3 = (ClockField(f"Day {n} to", [Optional()]) for n in TIMES)
    when_words = StringField(
        "Or say when in words",
        [Optional(), _SHORT],
        filters=[one_line],
        default="",
        description="Such as: When someone moves in.",
    )
    closes_on = DayField("Last day to apply", [Optional()])
    most_hours_a_week = IntegerField(
        "Most hours one person may take on in a week",
        [
            DataRequired("Enter a number of hours"),
            NumberRange(1, MOST_HOURS_A_WEEK, f"Enter a number from 1 to {MOST_HOURS_A_WEEK}"),
        ],
        default=16,
        description="The rota keeps to it, so that nobody wears out.",
    )

    def validate(self, extra_validators: Any = None) -> bool:
        is_right = super().validate(extra_validators)
        for n in TIMES:
            day, start, end = (self[f"{name}_{n}"] for name in ("day", "start", "end"))
            if day.data and not (start.data and end.data) and not (start.errors or end.errors):
                start.errors = ["Enter when it starts and ends, like 9.45am"]
            elif day.data and start.data and end.data and start.data >= end.data:
                end.errors = ["Enter an end that is after the start"]
            is_right = is_right and not (start.errors or end.errors)
        return bool(is_right)
