"""The shapes of what people choose on the list of dates, and of what organisers write."""

from app.events.forms.choices import FilterForm
from app.events.forms.imports import BringForm, ImportForm
from app.events.forms.kept_back import KeptBackForm
from app.events.forms.publication import BY_LINK, EVERYONE, LATER, ListingForm, PublishForm
from app.events.forms.questions import QuestionForm
from app.events.forms.series import EndForm, SeriesForm
from app.events.forms.venues import NewVenueForm, VenueForm
from app.events.forms.when import ClockField, WhenForm
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
    "BY_LINK",
    "COSTS",
    "EVERYONE",
    "FREE",
    "LATER",
    "STEPS",
    "WHAT_YOU_CAN",
    "AboutForm",
    "AccessForm",
    "BringForm",
    "ClockField",
    "EndForm",
    "FilterForm",
    "ImportForm",
    "KeptBackForm",
    "KindForm",
    "ListingForm",
    "NameForm",
    "NewVenueForm",
    "PlaceForm",
    "PlacesForm",
    "PublishForm",
    "QuestionForm",
    "SeriesForm",
    "StepForm",
    "VenueForm",
    "WhenForm",
    "WordsForm",
]
