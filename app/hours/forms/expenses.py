"""Asking for costs back, and saying what a mile is worth."""

import re
from collections.abc import Sequence
from typing import Any

from wtforms import HiddenField, IntegerField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, Regexp

from app.events.forms.when import Said
from app.hours.forms.giving import TOO_LONG
from app.hours.models import MAX_WHAT, MOST_PENCE_PER_MILE
from app.shared.choosing import DayField
from app.shared.forms import Form, one_line

_POUNDS = re.compile(r"£?\s*(\d{1,4})(?:[.,](\d{1,2}))?\s*")
_MILES = re.compile(r"(\d{1,3})(?:[.,](\d))?\s*(?:miles?|mi)?")


class PartsField(StringField):
    """A number with a few decimals, kept as whole parts: pounds as pence, miles as tenths."""

    def __init__(self, label: str, pattern: re.Pattern[str], places: int, words: str, **more: Any):
        super().__init__(label, **more)
        self.pattern, self.places, self.words = pattern, places, words

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return f"{self.data / 10**self.places:.{self.places}f}" if self.data else ""

    def process_formdata(self, valuelist: list[Any]) -> None:
        typed = valuelist[0].strip() if valuelist else ""
        self.data = None
        if not typed:
            return
        found = self.pattern.fullmatch(typed)
        if not found:
            raise ValueError(self.words)
        self.data = int(found[1]) * 10**self.places + int((found[2] or "").ljust(self.places, "0"))


class ClaimForm(Form):
    """One cost: what was paid, or how far somebody drove."""

    day = DayField("Which day?", [Said("Choose the day")])
    where = SelectField("What were you helping with?", [InputRequired("Choose what it was for")])
    what = StringField(
        "What was it?",
        [
            DataRequired("Say what it was, such as: bus to Matlock and back"),
            Length(max=MAX_WHAT, message=TOO_LONG.format(MAX_WHAT)),
        ],
        filters=[one_line],
        description="Such as: bus to Matlock and back. Keep the ticket if you have one.",
    )
    amount = PartsField("What you paid, in pounds", _POUNDS, 2, "Enter pounds like 4.20")
    miles = PartsField(
        "Or miles in your own car",
        _MILES,
        1,
        "Enter miles like 12 or 7.5",
        description="Fill in pounds or miles. A fare and a drive are two costs.",
    )
    form_key = HiddenField(validators=[Optional(), Regexp(r"^[\w-]{16,64}$")])

    def offer(self, places: Sequence[tuple[str, str]]) -> None:
        """What may be chosen; with one place only, that is chosen already."""
        self.where.choices = [
            *([SelectChoice("", "Choose")] if len(places) > 1 else []),
            *(SelectChoice(value, words) for value, words in places),
        ]


class RateForm(Form):
    """What a group pays for a mile."""

    pence = IntegerField(
        "Pence for each mile in somebody’s own car",
        [
            InputRequired("Enter the pence for a mile"),
            NumberRange(1, MOST_PENCE_PER_MILE, f"Enter pence from 1 to {MOST_PENCE_PER_MILE}"),
        ],
        description="Up to 45p for the first 10,000 miles of a year is not taxed (HMRC).",
    )
