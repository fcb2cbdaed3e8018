"""What may be typed about roles and applications."""

from app.opportunities.forms.choices import FilterForm
from app.opportunities.forms.times import TIMES
from app.opportunities.forms.writing import STEPS, USUAL_BENEFITS, NameForm

__all__ = [
    "STEPS",
    "TIMES",
    "USUAL_BENEFITS",
    "FilterForm",
    "NameForm",
]
