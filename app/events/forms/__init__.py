"""The shapes of what people choose on the list of dates, and of what organisers write."""

from app.events.forms.choices import FilterForm
from app.events.forms.when import WhenForm
from app.events.forms.writing import (
    STEPS,
    AboutForm,
    AccessForm,
    KindForm,
    NameForm,
    PlaceForm,
    PlacesForm,
    StepForm,
)

__all__ = [
    "STEPS",
    "AboutForm",
    "AccessForm",
    "FilterForm",
    "KindForm",
    "NameForm",
    "PlaceForm",
    "PlacesForm",
    "StepForm",
    "WhenForm",
]
