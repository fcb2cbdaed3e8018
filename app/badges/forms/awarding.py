"""What a group says about somebody's way to a badge."""

from wtforms import HiddenField, RadioField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, Optional

from app.badges.models import BY_SUPPORTERS, MAX_ENDORSEMENT, MAX_EVIDENCE, EvidenceKind
from app.shared.choosing import ChoicesForm, DayField, TicksField
from app.shared.forms import Form, unix_lines

_TOO_LONG = "Use fewer words, up to {} characters"


class SeenForm(Form):
    """A supporter saw a step done, or was shown a paper. No copy is kept."""

    kind = RadioField(
        "How do you know?",
        choices=[
            SelectChoice(EvidenceKind.OBSERVATION.value, "I saw it"),
            SelectChoice(EvidenceKind.CERTIFICATE.value, "I was shown a certificate"),
        ],
        default=BY_SUPPORTERS[0].value,
    )
    words = TextAreaField(
        "What did you see?",
        [
            DataRequired("Write a few words about what you saw"),
            Length(max=MAX_EVIDENCE, message=_TOO_LONG.format(MAX_EVIDENCE)),
        ],
        filters=[unix_lines],
        description="They read it. Keep no copy of a paper, and name nobody else.",
    )
    on = DayField("Which day was that?", [Optional()])
    key = HiddenField()


class VouchForm(Form):
    """A word of somebody who knows their work."""

    words = TextAreaField(
        "What would you say about their work?",
        [
            DataRequired("Write a few words about their work"),
            Length(max=MAX_ENDORSEMENT, message=_TOO_LONG.format(MAX_ENDORSEMENT)),
        ],
        filters=[unix_lines],
        description="They read it, and these words may be shown to an employer if they choose.",
    )


class AnswerForm(Form):
    """What is still needed, or why a badge is to be withdrawn. The page says which."""

    words = TextAreaField(
        "What would you like to say?",
        [
            DataRequired("Say it in a few words. They read it, so write it for them"),
            Length(max=MAX_EVIDENCE, message=_TOO_LONG.format(MAX_EVIDENCE)),
        ],
        filters=[unix_lines],
    )


class WhichForm(ChoicesForm):
    """Which badge is given. It only asks."""

    badge = SelectField("Which badge?", validate_choice=False)


class GiveForm(Form):
    """Who did all that a badge takes: people of the team, and everyone who was at a date."""

    people = TicksField("People of your team", coerce=int, validate_choice=True)
    dates = TicksField("Everyone who was there", coerce=int, validate_choice=True)
    words = TextAreaField(
        "A word to go with it (optional)",
        [Length(max=MAX_ENDORSEMENT, message=_TOO_LONG.format(MAX_ENDORSEMENT))],
        filters=[unix_lines],
        description="The same for each of them. It may be shown to an employer if they choose.",
    )

    def says_who(self) -> bool:
        """Whether anybody is ticked, with the error where nobody is."""
        is_said = bool(self.people.data or self.dates.data)
        if not is_said:
            self.people.errors = ["Tick who did all that it takes"]
        return is_said
