"""What a certificate or a letter should say."""

from wtforms import RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length

from app.people.models import MAX_NAME
from app.shared.forms import Form, one_line


class ProofForm(Form):
    """Which paper, the name on it, and how groups and roles are called."""

    kind = RadioField(
        "What would you like?",
        choices=[
            SelectChoice("certificate", "A certificate"),
            SelectChoice("letter", "A letter for a work coach"),
        ],
        default="certificate",
    )
    name = StringField(
        "The name on it",
        [
            DataRequired("Enter the name to put on it"),
            Length(max=MAX_NAME, message=f"Use a name up to {MAX_NAME} characters"),
        ],
        filters=[one_line],
        description="Any name you like. Only the paper has it.",
    )
    wording = RadioField(
        "How shall groups and roles be called?",
        choices=[
            SelectChoice("neutral", "In neutral words"),
            SelectChoice("own", "By their own names"),
        ],
        default="neutral",
    )
