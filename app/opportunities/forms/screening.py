"""Getting ready: what the team says of a step, who can speak for somebody, and what they say.

There is no field for the number of a check, nor for anything that stood in it.
"""

from wtforms import DateField, RadioField, SelectChoice, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional
from wtforms.widgets import DateInput

from app.opportunities.models import MAX_ABOUT, MAX_REASON, MAX_WORDS
from app.people.forms import one_spelling
from app.people.models import MAX_NAME
from app.shared.forms import Form, one_line, unix_lines

TOO_LONG = "Use fewer words, up to {:,} characters"


class StepForm(Form):
    """What happened to a step, on which day or for which reason."""

    act = StringField("What happened")
    on = DateField("On which day?", [Optional()], widget=DateInput())
    reason = TextAreaField(
        "Why?",
        [Length(max=MAX_REASON, message=TOO_LONG.format(MAX_REASON))],
        filters=[unix_lines],
        default="",
    )


class NameRefereeForm(Form):
    name = StringField(
        "Their name",
        [
            DataRequired("Say who they are"),
            Length(max=MAX_NAME, message=TOO_LONG.format(MAX_NAME)),
        ],
        filters=[one_line],
    )
    email = StringField(
        "Their email address",
        [InputRequired("Enter their email address")],
        filters=[one_line],
        description="We ask them four short questions. We tell them your name and nothing else.",
    )

    def validate_email(self, field: StringField) -> None:
        field.data = one_spelling(field.data or "")


class ReferenceForm(Form):
    """Four short questions."""

    how_long = StringField(
        "How long have you known them?",
        [
            DataRequired("Say roughly how long"),
            Length(max=MAX_ABOUT, message=TOO_LONG.format(MAX_ABOUT)),
        ],
        filters=[one_line],
        description="Roughly is fine.",
    )
    in_what_way = StringField(
        "How do you know them?",
        [
            DataRequired("Say how you know them"),
            Length(max=MAX_ABOUT, message=TOO_LONG.format(MAX_ABOUT)),
        ],
        filters=[one_line],
        description="Such as: a neighbour, from work, from a class.",
    )
    is_happy = RadioField(
        "Would you be happy for them to help?",
        choices=[
            SelectChoice("yes", "I would"),
            SelectChoice("talk", "I would rather talk about it"),
            SelectChoice("no", "I would not"),
        ],
        validators=[InputRequired("Choose one of the three")],
    )
    words = TextAreaField(
        "Is there anything else? (optional)",
        [Optional(), Length(max=MAX_WORDS, message=TOO_LONG.format(MAX_WORDS))],
        filters=[unix_lines],
        default="",
        description="Leave out anything about their health or their past. Nobody asks about it.",
    )
