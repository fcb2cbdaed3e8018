"""How many places are kept for people who just turn up."""

from wtforms import IntegerField
from wtforms.validators import InputRequired, NumberRange, StopValidation

from app.events.forms.writing import MOST_PLACES
from app.shared.forms import Form


class KeptBackForm(Form):
    places = IntegerField(
        "How many do you keep for people who just turn up?",
        [
            InputRequired("Enter a number. 0 keeps none"),
            NumberRange(0, MOST_PLACES, f"Enter a number from 0 to {MOST_PLACES}"),
        ],
        description="These come on top of the places that can be booked. "
        "A date that is full says how many are kept.",
    )

    def validate_places(self, field: IntegerField) -> None:
        if field.process_errors:
            field.errors = []
            raise StopValidation(f"Enter a number from 0 to {MOST_PLACES}")
