"""An event as organisers write it down, one step at a time."""

from typing import Any

from wtforms import (
    BooleanField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from app.events.forms.when import WhenForm
from app.events.models import BookingMode
from app.shared.choosing import TicksField
from app.shared.forms import EditForm, Form, one_line, unix_lines

FREE, WHAT_YOU_CAN, COSTS = "free", "what_you_can", "costs"
MOST_PLACES = 500
MOST_LINES = 12


class StepForm(Form):
    """One step. `values` gives the columns of an event that a right form stands for."""

    def values(self) -> dict[str, Any]:
        return {name: f.data for name, f in self._fields.items() if not isinstance(f, HiddenField)}


class NameForm(StepForm):
    title = StringField(
        "What is it called?",
        [
            DataRequired("Give it a name"),
            Length(max=120, message="Use a shorter name, up to 120 letters"),
        ],
        filters=[one_line],
        description="As you would say it to a neighbour, such as “Bank Top art group”.",
    )
    neutral_title = StringField(
        "A name that gives nothing away",
        [Optional(), Length(max=120, message="Use a shorter name, up to 120 letters")],
        filters=[one_line],
        description="For emails, calendars and lock screens. Leave it empty and we suggest one.",
    )


class KindForm(StepForm):
    kind = SelectField("What kind of thing is it?", [InputRequired("Choose a kind")])
    audience = RadioField("Who is it for?", [InputRequired("Choose who it is for")])


class PlaceForm(StepForm):
    venue = SelectField(
        "Where is it?",
        [InputRequired("Choose a place, or online, or by phone")],
        description="If yours is not in the list, choose Add a place at its end.",
    )
    joining = TextAreaField(
        "Door code, number or link",
        [Optional(), Length(max=500, message="Use up to 500 letters")],
        description="Only people with a place see this.",
        filters=[unix_lines],
        default="",
    )


class PlacesForm(StepForm):
    booking_mode = RadioField(
        "How do people come?",
        choices=[
            SelectChoice(BookingMode.BOOKABLE.value, "They book a place"),
            SelectChoice(BookingMode.DROP_IN.value, "They just turn up"),
            SelectChoice(BookingMode.MIXED.value, "Both: book, or turn up"),
        ],
        default=BookingMode.BOOKABLE.value,
    )
    capacity = IntegerField(
        "How many places can be booked?",
        [Optional(), NumberRange(1, MOST_PLACES, f"Enter a number from 1 to {MOST_PLACES}")],
        default=12,
    )
    walk_in_places = IntegerField(
        "How many more do you keep back for people who turn up?",
        [Optional(), NumberRange(0, MOST_PLACES, f"Enter a number up to {MOST_PLACES}")],
    )
    max_guests = SelectField(
        "Friends one person may bring",
        choices=[
            SelectChoice(0, "None"),
            SelectChoice(1, "1"),
            SelectChoice(2, "2"),
            SelectChoice(3, "3"),
        ],
        coerce=int,
        default=1,
    )
    has_waiting_list = BooleanField("Keep a waiting list when it is full", default=True)

    def validate(self, extra_validators: Any = None) -> bool:
        is_right, places = super().validate(extra_validators), self.capacity
        if self.booking_mode.data != BookingMode.DROP_IN and not (places.data or places.errors):
            places.errors = ["Say how many places can be booked"]
            return False
        return bool(is_right)

    def values(self) -> dict[str, Any]:
        values = super().values()
        if self.booking_mode.data == BookingMode.DROP_IN:
            return values | {
                "capacity": None,
                "walk_in_places": 0,
                "max_guests": 0,
                "has_waiting_list": False,
            }
        kept = self.walk_in_places.data or 0
        return values | {"walk_in_places": kept if self.booking_mode.data == "mixed" else 0}


class AboutForm(StepForm):
    summary = StringField(
        "In one sentence",
        [
            DataRequired("Say in one sentence what it is"),
            Length(max=200, message="Use a shorter sentence, up to 200 letters"),
        ],
        filters=[one_line],
    )
    description = TextAreaField(
        "More about it",
        [Optional(), Length(max=5000, message="Use up to 5,000 letters")],
        description="Leave a line between paragraphs. **Stars** make words bold, - starts a list.",
        filters=[unix_lines],
        default="",
    )
    what_to_expect = TextAreaField(
        "What happens, a line each",
        [Optional(), Length(max=2000, message="Use up to 2,000 letters")],
        description="Such as: Tea first. Nobody has to speak. We finish on time.",
        filters=[unix_lines],
        default="",
    )
    hosts = TicksField("Who will be there?", coerce=int, validate_choice=False)
    bring = StringField(
        "What to bring",
        [Optional(), Length(max=200, message="Use up to 200 letters")],
        filters=[one_line],
        default="",
    )
    cost = RadioField(
        "What does it cost?",
        choices=[
            SelectChoice(FREE, "Free"),
            SelectChoice(WHAT_YOU_CAN, "Pay what you can"),
            SelectChoice(COSTS, "It costs"),
        ],
        default=FREE,
    )
    cost_words = StringField(
        "How much?",
        [Length(max=200, message="Use up to 200 letters")],
        filters=[one_line],
        description="Only if it costs, such as “£3, tea included”.",
        default="",
    )

    def validate_cost_words(self, field: StringField) -> None:
        if self.cost.data == COSTS and not field.data:
            raise ValidationError("Say how much it costs")

    def lines(self) -> list[str]:
        """What happens, as a list."""
        lines = (one_line(line) or "" for line in (self.what_to_expect.data or "").splitlines())
        return [line.removeprefix("- ")[:200] for line in lines if line][:MOST_LINES]

    def values(self) -> dict[str, Any]:
        cost = {FREE: "Free", WHAT_YOU_CAN: "Pay what you can"}.get(self.cost.data)
        return {
            "summary": self.summary.data,
            "description": self.description.data or "",
            "what_to_expect": self.lines(),
            "bring": self.bring.data or "",
            "cost": cost or self.cost_words.data,
            "is_free": cost is not None,
            "hosts": self.hosts.data or [],
        }


class AccessForm(StepForm):
    offers_buddy = BooleanField(
        "Someone can meet people at the door",
        default=True,
        description="A first time is easier with a face to look for.",
    )
    is_attendance_private = BooleanField(
        "Keep who comes, and where it is, private",
        description="Only people with a place see the address, and the page’s gives nothing away.",
    )


STEPS: dict[str, type[Form]] = {
    "name": NameForm,
    "kind": KindForm,
    "place": PlaceForm,
    "when": WhenForm,
    "places": PlacesForm,
    "about": AboutForm,
    "access": AccessForm,
}
"""The steps, in order, by their addresses."""


class WordsForm(AboutForm, EditForm):
    """The words of an event that is there already, and whose it is beside its own group."""

    title = StringField(
        "What is it called?",
        [
            DataRequired("Give it a name"),
            Length(max=120, message="Use a shorter name, up to 120 letters"),
        ],
        filters=[one_line],
    )
    neutral_title = StringField(
        "A name that gives nothing away",
        [
            DataRequired("Give it a name that gives nothing away"),
            Length(max=120, message="Use a shorter name, up to 120 letters"),
        ],
        filters=[one_line],
        description="For emails, calendars and lock screens.",
    )
    joining = PlaceForm.joining
    offers_buddy = AccessForm.offers_buddy
    cohosts = TicksField("Which other groups hold it with you?", coerce=int, validate_choice=False)

    def values(self) -> dict[str, Any]:
        """Also `hosts` and `cohosts`, as ids."""
        return super().values() | {
            "title": self.title.data,
            "neutral_title": self.neutral_title.data,
            "joining": self.joining.data or "",
            "offers_buddy": self.offers_buddy.data,
            "cohosts": self.cohosts.data or [],
        }
