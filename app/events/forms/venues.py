"""A hall, a room or a meeting point, with what people need to know before they come."""

from typing import Any

from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length

from app.places.parts import FACTS, SIGNALS, VENUE_TYPES
from app.shared.forms import EditForm, one_line

MOST_WORDS = 300


def _fact(question: str) -> RadioField:
    """Yes, no, or not known: an answer too, and shown as such."""
    return RadioField(
        question,
        choices=[
            SelectChoice("True", "Yes"),
            SelectChoice("False", "No"),
            SelectChoice("", "Not known"),
        ],
        coerce=_answer,
        default=None,
    )


def _answer(typed: Any) -> bool | None:
    return {"True": True, "False": False}.get(str(typed))


def _words(question: str, hint: str) -> TextAreaField:
    too_long = f"Use fewer words, up to {MOST_WORDS} letters"
    return TextAreaField(
        question,
        [Length(max=MOST_WORDS, message=too_long)],
        filters=[one_line],
        description=hint,
        default="",
    )


class VenueForm(EditForm):
    """What is said of a venue that is there. Its fields are named as the venue's."""

    name = StringField(
        "What is it called?",
        [
            DataRequired("Give it a name, such as Bank Top Village Hall"),
            Length(max=120, message="Use a shorter name, up to 120 letters"),
        ],
        filters=[one_line],
        default="",
    )
    type = SelectField(
        "What kind of place is it?",
        [InputRequired("Choose what it is")],
        choices=[
            SelectChoice("", "Choose one"),
            *(SelectChoice(name, words) for name, words in VENUE_TYPES.items()),
        ],
    )
    what_to_look_for = _words("What to look for", "Such as a blue door beside the chip shop.")
    getting_there = _words("Getting there", "The nearest bus stop, where to park, the last bus.")
    is_address_private = BooleanField(
        "Keep its address private",
        description="Only people with a place are told, and only your group can choose it.",
    )
    mobile_signal = RadioField(
        "Phone signal",
        choices=[
            *(SelectChoice(name, words) for name, words in SIGNALS.items()),
            SelectChoice("", "Not known"),
        ],
        default="",
    )


for _name, _question in FACTS.items():
    setattr(VenueForm, _name, _fact(_question))


class NewVenueForm(VenueForm):
    """A venue that is not there yet, and where it is."""

    where = StringField(
        "Its postcode, or the village or town",
        [DataRequired("Type a postcode, or the village or town")],
        filters=[one_line],
        default="",
        description="A postcode is best: people see how far it is. We never keep all of it.",
    )
