"""Asking for a role, one thing a page.

Nobody is asked about convictions, health or their birth date: there is no field for any of it.
"""

from typing import Any

from wtforms import (
    BooleanField,
    RadioField,
    SelectChoice,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError

from app.opportunities.models import MAX_PHONE, MAX_WORDS
from app.people.forms import one_spelling
from app.people.models import MAX_NAME
from app.shared.formatting import WEEKDAYS
from app.shared.forms import Form, one_line, unix_lines

PARTS_OF_DAY = ("morning", "afternoon", "evening")
TIMES = [
    SelectChoice(f"{day}-{part}", f"{name} {part}")
    for day, name in enumerate(WEEKDAYS)
    for part in PARTS_OF_DAY
]
NOW, LATER = "now", "later"
TOO_LONG = f"Use fewer words, up to {MAX_WORDS:,} characters"


class StepForm(Form):
    """One page. `values` gives the columns of an application that a right form stands for."""

    def values(self) -> dict[str, Any]:
        return {f.name: f.data for f in self if f.name != "csrf_token"}


class NameForm(StepForm):
    name = StringField(
        "What should the group call you?",
        [
            DataRequired("Tell us the name you would like us to use. Any name is fine"),
            Length(max=MAX_NAME, message=f"Use a shorter name, up to {MAX_NAME} characters"),
        ],
        filters=[one_line],
        description="Any name is fine. The group sees your first name and one letter of the next. "
        "Shifts show the name in your settings.",
    )


class ContactForm(StepForm):
    email = StringField(
        "Your email address", [InputRequired("Enter your email address")], filters=[one_line]
    )
    phone = StringField(
        "A phone number (optional)",
        [Length(max=MAX_PHONE, message=f"Use up to {MAX_PHONE} characters")],
        filters=[one_line],
        default="",
    )

    def validate_email(self, field: StringField) -> None:
        field.data = one_spelling(field.data or "")


class WhyForm(StepForm):
    why = TextAreaField(
        "Why does this appeal to you? (optional)",
        [Optional(), Length(max=MAX_WORDS, message=TOO_LONG)],
        filters=[unix_lines],
        description="A line is plenty. You need not tell us anything about your past.",
        default="",
    )


class FreeForm(StepForm):
    free = SelectMultipleField("When are you free?", choices=TIMES, validate_choice=False)

    def values(self) -> dict[str, Any]:
        known = {choice.value for choice in TIMES}
        return {"free": [each for each in self.free.data or () if each in known]}


class NeedsForm(StepForm):
    needs = TextAreaField(
        "Is there anything you need? (optional)",
        [Optional(), Length(max=MAX_WORDS, message=TOO_LONG)],
        filters=[unix_lines],
        description="Such as a lift, a chair, big print or a quiet corner. No reason needed.",
        default="",
    )


class RefereeForm(StepForm):
    referee_when = RadioField(
        "Would you like to name someone now?",
        choices=[
            SelectChoice(NOW, "Now"),
            SelectChoice(LATER, "Later"),
        ],
        validators=[InputRequired("Choose now or later")],
        default=LATER,
    )
    referee_name = StringField(
        "Their name",
        [Length(max=MAX_NAME, message=f"Use a shorter name, up to {MAX_NAME} characters")],
        filters=[one_line],
        default="",
    )
    referee_email = StringField("Their email address", filters=[one_line], default="")

    def validate_referee_name(self, field: StringField) -> None:
        if self.referee_when.data == NOW and not field.data:
            raise ValidationError("Say who they are, or choose later")

    def validate_referee_email(self, field: StringField) -> None:
        if self.referee_when.data == NOW:
            field.data = one_spelling(field.data or "")

    def values(self) -> dict[str, Any]:
        if self.referee_when.data == LATER:
            return {"referee_when": LATER, "referee_name": "", "referee_email": ""}
        return super().values()


class AgreementForm(StepForm):
    has_read = BooleanField("I have read this", [DataRequired("Tick this when you have read it")])
    is_old_enough = BooleanField(
        "I am 18 or over", [DataRequired("Tick this if you are. Nobody asks for more")]
    )

    def values(self) -> dict[str, Any]:
        return {"is_old_enough": True}


STEPS: dict[str, type[StepForm]] = {
    "name": NameForm,
    "contact": ContactForm,
    "why": WhyForm,
    "free": FreeForm,
    "needs": NeedsForm,
    "referee": RefereeForm,
    "agreement": AgreementForm,
}
"""The pages, in order, by their addresses."""
