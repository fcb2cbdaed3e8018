"""What may be typed about badges."""

from app.badges.forms.awarding import AnswerForm, GiveForm, SeenForm, VouchForm, WhichForm
from app.badges.forms.catalogue import CatalogueForm
from app.badges.forms.earning import AskForm, EvidenceForm
from app.badges.forms.notes import ReflectionForm
from app.badges.forms.writing import STEPS, BadgeForm, shown

__all__ = [
    "STEPS",
    "AnswerForm",
    "AskForm",
    "BadgeForm",
    "CatalogueForm",
    "EvidenceForm",
    "GiveForm",
    "ReflectionForm",
    "SeenForm",
    "VouchForm",
    "WhichForm",
    "shown",
]
