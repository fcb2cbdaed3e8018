"""The shapes of what people choose on the list of dates, and of what organisers write."""

from app.events.forms.choices import DayField, FilterForm
from app.events.forms.imports import BringForm, ImportForm
from app.events.forms.series import EndForm, SeriesForm
from app.events.forms.when import WhenForm
from app.events.forms.writing import (
    COSTS,
    FREE,
    STEPS,
    WHAT_YOU_CAN,
    AboutForm,
    AccessForm,
    KindForm,
    NameForm,
    PlaceForm,
    PlacesForm,
    StepForm,
    WordsForm,
)

__all__ = [
    "COSTS",
    "FREE",
    "STEPS",
    "WHAT_YOU_CAN",
    "AboutForm",
    "AccessForm",
    "BringForm",
    "DayField",
    "EndForm",
    "FilterForm",
    "ImportForm",
    "KindForm",
    "NameForm",
    "PlaceForm",
    "PlacesForm",
    "SeriesForm",
    "StepForm",
    "WhenForm",
    "WordsForm",
]
