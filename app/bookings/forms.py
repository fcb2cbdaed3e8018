"""What people type when they book, or look for their booking."""

from collections.abc import Sequence
from typing import Any, ClassVar

from flask import request
from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    SelectChoice,
    StringField,
    TextAreaField,
)
from wtforms.validators import (
    DataRequired,
    Email,
    InputRequired,
    Length,
    Optional,
    Regexp,
    ValidationError,
)

from app.bookings.models import (
    CONSENT_WORDS,
    MAX_ANSWER,
    MAX_NAME,
    MAX_NOTE,
    Feeling,
    LeavingReason,
)
from app.events.models import EventQuestion
from app.shared.codes import tidy_code
from app.shared.forms import Form, one_line

MAX_FRIENDS = 20


def whole_number(value: object) -> int | None:
    """The number that was typed, or None where it was none."""
    try:
        return int(str(value))
    except ValueError:
        return None


def party_choices(max_guests: int) -> list[tuple[int, str]]:
    """How many may come together, in words."""
    friends = range(1, max_guests + 1)
    return [(1, "Me"), *((1 + n, f"Me and {n} friend{'s' if n > 1 else ''}") for n in friends)]


class PartyForm(Form):
    """Who comes, and what would help. The choices of `places` are the view's: an event says how
    many friends may come."""

    places = RadioField(
        "How many of you are coming?", coerce=whole_number, validate_choice=False, default=1
    )
    wants_meeting = BooleanField("Meet me at the door")
    wants_lift = BooleanField("I need a lift")
    may_step_out = BooleanField("I may need to step out for a bit")
    note = TextAreaField(
        "Anything about access or food? (optional)",
        [Length(max=MAX_NOTE, message=f"Use up to {MAX_NOTE} characters, so it fits on the list")],
        description="Only the people who run it see this. Please leave out private details.",
    )
    name = StringField(
        "What should we call you?",
        [
            DataRequired("Tell us the name you would like us to use. Any name is fine"),
            Length(max=MAX_NAME, message=f"Use a shorter name, up to {MAX_NAME} characters"),
        ],
        filters=[one_line],
        description="Any name is fine. It does not have to be your real one.",
    )
    wants_full_words = BooleanField(
        "Send me the full details by email",
        description="If you leave this empty, our emails say a day and a time and nothing else.",
    )
    asks_first = RadioField(
        "If a place comes up",
        choices=[SelectChoice("", "Give me the place"), SelectChoice("yes", "Ask me first")],
        coerce=lambda value: "yes" if value in ("yes", True) else "",
        default="",
    )

    questions: ClassVar[Sequence[EventQuestion]] = ()
    """What the organiser asks besides; see `asking`."""

    def validate_places(self, field):
        if field.data not in dict(field.choices):
            raise ValidationError("Choose how many places you need")

    @property
    def asked(self) -> list[tuple[EventQuestion, Any]]:
        """Each question with its field."""
        return [(each, self[_name_of(each)]) for each in self.questions]

    def answers(self) -> tuple[tuple[EventQuestion, str], ...]:
        """Each question that was answered, with the answer."""
        return tuple((each, field.data) for each, field in self.asked if field.data)

    def friend_names(self) -> list[str]:
        """The friends' first names that were typed, each on one line and not too long."""
        typed = request.form.getlist("friends") if self.is_submitted() else []
        return [(one_line(name) or "")[:MAX_NAME] for name in typed[:MAX_FRIENDS]]


class BookingForm(PartyForm):
    """A new booking: also where to write to, and the consent."""

    email = StringField(
        "Email (optional)",
        [
            Optional(strip_whitespace=True),
            Length(max=254, message="Enter a shorter email address"),
            # Mail servers here take plain letters before the @ (shared/mail/envelope.py).
            Email(
                "Enter an email address like name@example.com, or leave it empty",
                allow_smtputf8=False,
            ),
        ],
        filters=[one_line],
        description="No email? Leave this empty. You get a code that does everything.",
    )
    consent = BooleanField(
        CONSENT_WORDS, [InputRequired("Tick this so that we may keep your booking")]
    )
    form_key = HiddenField(validators=[Regexp(r"^[\w-]{16,64}$")])
    waits_if_full = HiddenField()


def asking(
    form: type[PartyForm], questions: Sequence[EventQuestion], *, by_group: bool = False
) -> type[Any]:
    """`form` with a field for each of `questions`. `by_group`: an organiser fills it in, who may
    leave any of them out."""
    fields = {
        _name_of(each): _answer_field(each, each.is_required and not by_group) for each in questions
    }
    return type(form.__name__, (form,), {**fields, "questions": questions})


def _name_of(question: EventQuestion) -> str:
    return f"question_{question.id}"


def _answer_field(question: EventQuestion, is_required: bool) -> Any:
    kept = f"Only the people who run it see your answer. We keep it {question.kept}."
    hint = f"{question.reason} {kept}"
    label = question.words if is_required else f"{question.words} (optional)"
    if not question.options:
        checks = [DataRequired("Answer this, so that the group can plan")] if is_required else []
        most = Length(max=MAX_ANSWER, message=f"Use up to {MAX_ANSWER} letters")
        return StringField(label, [*checks, most], filters=[one_line], description=hint)
    choices = [SelectChoice(words, words) for words in question.options]
    if not is_required:
        choices.append(SelectChoice("", "I’d rather not say"))

    def is_one(_form, field):
        if (field.data or "") not in [choice.value for choice in choices]:
            raise ValidationError("Choose one of these answers")

    default = None if is_required else ""
    return RadioField(
        label, [is_one], choices=choices, default=default, validate_choice=False, description=hint
    )


class ChangeForm(PartyForm):
    """A booking that is there already. The address stays as it is."""


class CancelForm(Form):
    """Why, if they care to say. Anything else that was sent counts as nothing said."""

    reason = RadioField(
        "Would you like to say why? (optional)",
        choices=[SelectChoice(reason.value, reason.label) for reason in LeavingReason],
        coerce=lambda value: value if value in set(LeavingReason) else "",
        validate_choice=False,
        description="It helps the group plan. Nobody minds if you do not.",
    )


class ReminderForm(Form):
    wanted = BooleanField("Remind me the day before")


def _felt(question: str) -> RadioField:
    return RadioField(
        question,
        choices=[SelectChoice(feeling.value, feeling.label) for feeling in Feeling],
        coerce=lambda value: value if value in set(Feeling) else "",
        validate_choice=False,
    )


class PulseForm(Form):
    """Two questions, each of which may be left out."""

    welcome = _felt("Did you feel welcome?")
    connected = _felt("Did you feel connected to people?")

    def validate_welcome(self, field):
        if not (field.data or self.connected.data):
            raise ValidationError("Choose an answer to one of the two, or close this page")

    @property
    def feelings(self) -> tuple[Feeling | None, Feeling | None]:
        """What was chosen."""
        welcome, connected = self.welcome.data, self.connected.data
        return Feeling(welcome) if welcome else None, Feeling(connected) if connected else None


class CodeForm(Form):
    """A code in any spelling; what is no code at all is looked for too, and not found."""

    code = StringField(
        "Your code",
        [InputRequired("Enter your code. It looks like HAZEL-7Q4K2M")],
        filters=[one_line],
        description="It looks like HAZEL-7Q4K2M. Small letters and spaces are fine.",
    )

    @property
    def tidied(self) -> str:
        return tidy_code(self.code.data or "")
