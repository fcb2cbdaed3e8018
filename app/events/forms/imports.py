"""Bringing in what a group has in another calendar."""

from flask_wtf.file import FileField
from wtforms import IntegerField, SelectField, TextAreaField, ValidationError
from wtforms.validators import InputRequired, NumberRange, Optional

from app.events.forms.writing import MOST_PLACES
from app.shared.forms import Form


class ImportForm(Form):
    file = FileField(
        "A calendar file or a table",
        description="A file that ends in .ics or .csv, of up to 1 MB.",
    )
    pasted = TextAreaField("Or paste it here")

    def validate_file(self, field: FileField) -> None:
        if not field.data and not self.pasted.data:
            raise ValidationError("Choose a file, or paste what is in it")


class BringForm(Form):
    """What a calendar does not tell. The choices are the view's."""

    kind = SelectField("What kind of thing is it?", [InputRequired("Choose a kind")])
    audience = SelectField("Who is it for?", [InputRequired("Choose who it is for")])
    venue = SelectField("Where is it, if we do not know the place?", validate_choice=False)
    capacity = IntegerField(
        "How many places can be booked?",
        [Optional(), NumberRange(1, MOST_PLACES, f"Enter a number from 1 to {MOST_PLACES}")],
        description="Leave it empty if people just turn up.",
    )

    def ask_where(self) -> None:
        """Have them say where it is: something in the file is nowhere we know."""
        self.venue.validators = [InputRequired("Choose a place, or online, or by phone")]
        self.venue.flags.required = True
