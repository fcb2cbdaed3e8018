"""What may be typed about badges."""

from app.badges.forms.awarding import AnswerForm, GiveForm, SeenForm, VouchForm, WhichForm
from app.badges.forms.catalogue import CatalogueForm
from app.badges.forms.earning import AskForm, EvidenceForm
from app.badges.forms.notes import ReflectionForm

__all__ = [
    "AnswerForm",
    "AskForm",
    "CatalogueForm",
    "EvidenceForm",
    "GiveForm",
    "ReflectionForm",
    "SeenForm",
    "VouchForm",
    "WhichForm",
]
