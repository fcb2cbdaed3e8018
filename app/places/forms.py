"""A town or village, as the network adds it."""

from wtforms import BooleanField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length

from app.places.models import Settlement
from app.shared.forms import Form, one_line

LONGEST = 80


def _name(question: str, missing: str, hint: str = "") -> StringField:
    too_long = f"Use a shorter one, up to {LONGEST} letters"
    return StringField(
        question,
        [DataRequired(missing), Length(max=LONGEST, message=too_long)],
        filters=[one_line],
        description=hint,
    )


class TownForm(Form):
    name = _name("What is it called?", "Type its name")
    postcode = _name(
        "A postcode in it", "Type a postcode in it", "Distances are counted from here."
    )
    district = _name(
        "Which district or county?", "Type the district", "Two villages may have the same name."
    )
    settlement = SelectField(
        "What is it?",
        [InputRequired("Choose what it is")],
        choices=[SelectChoice(each.value, each.value.capitalize()) for each in Settlement],
    )
    is_rural = BooleanField("It is in the countryside")
