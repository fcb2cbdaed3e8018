"""What organisers type at the desk."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from wtforms import (
    BooleanField,
    Field,
    HiddenField,
    IntegerField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.validators import (
    DataRequired,
    InputRequired,
    Length,
    NumberRange,
    Optional,
    Regexp,
    StopValidation,
    ValidationError,
)

from app.bookings.forms import BookingForm, CodeForm, whole_number
from app.bookings.models import MAX_MESSAGE, MAX_NAME
from app.events.forms.when import Said
from app.events.models import Count
from app.organising.models import MOST_WALK_INS, Act
from app.shared.choosing import DayField
from app.shared.formatting import plural
from app.shared.forms import Form, one_line

MAX_FRIENDS_NAMED = 200
MAX_NOTICE = 300
MOST_PLACES = 2000
MOST_COUNTED = 100_000
DAY, LONGEST = 24 * 60, 12 * 60
"""Minutes. What seems to go on for longer was typed wrongly."""


def places_choices(max_party: int) -> list[tuple[int, str]]:
    """How many places one booking may hold, in words."""
    return [(number, plural(number, "place")) for number in range(1, max_party + 1)]


class BookInForm(BookingForm):
    """A booking that an organiser takes down for someone on the phone or at the door."""

    name = StringField(
        "Their name",
        [
            DataRequired("Enter the name they would like to use. Any name is fine"),
            Length(max=MAX_NAME, message=f"Use a shorter name, up to {MAX_NAME} characters"),
        ],
        filters=[one_line],
        description="Any name is fine. It does not have to be the real one.",
    )
    places = RadioField("How many places?", coerce=whole_number, validate_choice=False, default=1)
    friends = StringField(
        "Who comes with them? (optional)",
        [Length(max=MAX_FRIENDS_NAMED, message="Use first names only, so that they fit")],
        filters=[one_line],
        description="First names, with commas between them.",
    )
    wants_meeting = BooleanField("Meet them at the door")
    wants_lift = BooleanField("They need a lift")
    may_step_out = BooleanField("They may need to step out for a bit")
    wants_full_words = BooleanField(
        "Send the full details by email",
        description="If you leave this empty, our emails say a day and a time and nothing else.",
    )
    consent = BooleanField(
        "I read it to them, and they said yes",
        [InputRequired("Read it to them, and tick this if they said yes")],
    )

    def friend_names(self) -> list[str]:
        """The first names that were typed, without empty ones."""
        names = (name.strip()[:MAX_NAME] for name in (self.friends.data or "").split(","))
        return [name for name in names if name]


class PlacesForm(Form):
    """How many places one booking holds. The choices are the view's."""

    places = RadioField("How many places?", coerce=whole_number, validate_choice=False)

    def validate_places(self, field):
        if field.data not in dict(field.choices):
            raise ValidationError("Choose how many places")


class MoveForm(Form):
    """To which other date. The choices are the view's."""

    date = RadioField("To which date?", coerce=whole_number, validate_choice=False)

    def validate_date(self, field):
        if field.data not in dict(field.choices):
            raise ValidationError("Choose a date")


class MessageForm(Form):
    """Plain words to everyone with a place. `form_key` makes a second tap the same message."""

    words = TextAreaField(
        "What would you like to say?",
        [
            DataRequired("Write what you would like to say"),
            Length(max=MAX_MESSAGE, message=f"Use up to {MAX_MESSAGE:,} characters"),
        ],
        description="Everyone with a place can read it. Please leave out private details.",
    )
    form_key = HiddenField(validators=[Regexp(r"^[\w-]{16,64}$")])


def totals_form(counts: Sequence[Count]) -> type[Form]:
    """A form with a number for each thing that dates of a kind count."""
    checks = [Optional(), whole, NumberRange(0, MOST_COUNTED, f"Enter up to {MOST_COUNTED:,}")]
    fields = {
        f"of_{count['slug']}": IntegerField(
            f"{count['many'][:1].upper()}{count['many'][1:]}", checks
        )
        for count in counts
    }
    return type("TotalsForm", (Form,), fields)


def whole(form: Form, field: Field) -> None:
    """Say in our own words that something else than a number was typed."""
    if field.process_errors:
        field.errors[:] = []
        raise StopValidation("Enter a whole number, such as 11, or leave it empty")


class CapacityForm(Form):
    places = IntegerField(
        "How many places are there?",
        [
            DataRequired("Enter how many places there are, such as 12"),
            NumberRange(1, MOST_PLACES, f"Enter a number from 1 to {MOST_PLACES:,}"),
        ],
        description="People on the waiting list get the places that come free, in order.",
    )


class CancelDateForm(Form):
    reason = TextAreaField(
        "Why is it off?",
        [
            DataRequired("Say why it is off, so that nobody is left guessing"),
            Length(max=MAX_NOTICE, message=f"Use up to {MAX_NOTICE} characters"),
        ],
        description="Everyone can read this on its page. Please name nobody.",
    )


class ChangeDateForm(Form):
    """When and where one date is. The choices of `venue` are the view's."""

    local_date = DayField("Day", [Said("Enter the day")])
    start_time = TimeField("Starts at", [DataRequired("Enter when it starts, such as 13:30")])
    end_time = TimeField("Ends at", [DataRequired("Enter when it ends, such as 15:30")])
    venue = SelectField("Where", coerce=whole_number, validate_choice=False)
    notice = TextAreaField(
        "What has changed?",
        [
            DataRequired("Say what has changed, so that people who planned to come know"),
            Length(max=MAX_NOTICE, message=f"Use up to {MAX_NOTICE} characters"),
        ],
        description="This stands at the top of its page. Please name nobody.",
    )

    @property
    def minutes(self) -> int:
        """How long it goes on, over midnight too."""
        start, end = (
            timedelta(hours=time.hour, minutes=time.minute)
            for time in (self.start_time.data, self.end_time.data)
        )
        return int((end - start) / timedelta(minutes=1)) % DAY

    def validate_end_time(self, field):
        if self.start_time.data and field.data and not 0 < self.minutes <= LONGEST:
            raise ValidationError("Choose an end that comes after the start")

    def validate_venue(self, field):
        if field.data not in dict(field.choices):
            raise ValidationError("Choose where it is")


class FindForm(Form):
    """Looking for one of those who booked."""

    class Meta(Form.Meta):
        csrf = False  # it only asks

    q = StringField("Find a name or code", filters=[one_line])


class AddByCodeForm(CodeForm):
    """Somebody at the door who is booked for another day reads out their code."""

    code = StringField(
        "Booked for another day? Add by code",
        [InputRequired("Enter their code. It looks like HAZEL-7Q4K2M")],
        filters=[one_line],
    )


class PaperForm(Form):
    """A paper list, typed in. `paper_form` adds a choice for each person on it."""

    walk_ins = IntegerField(
        "How many came without a booking?",
        [
            InputRequired("Enter a number, 0 if nobody did"),
            NumberRange(0, MOST_WALK_INS, f"Enter a number from 0 to {MOST_WALK_INS}"),
        ],
    )


def paper_form(names: Mapping[int, str]) -> type[PaperForm]:
    """A PaperForm with a choice for each of those people, by the id of their booking."""
    marks = {"": "Not marked", Act.HERE.value: "Here", Act.NOT_HERE.value: "Not here"}
    choices = [SelectChoice(*mark) for mark in marks.items()]
    fields: dict[str, Any] = {
        f"mark_{number}": SelectField(name, choices=choices) for number, name in names.items()
    }
    # What it said when the page was made: whoever changes a mark that they saw is sure of it.
    fields |= {f"was_{number}": HiddenField() for number in names}
    return type("PaperFormOfDate", (PaperForm,), fields)
