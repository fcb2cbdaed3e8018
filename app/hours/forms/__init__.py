"""What people say about hours and costs."""

from app.hours.forms.deciding import CorrectionForm, PeriodForm, WordsForm
from app.hours.forms.expenses import ClaimForm, RateForm
from app.hours.forms.giving import HoursForm
from app.hours.forms.proof import ProofForm

__all__ = [
    "ClaimForm",
    "CorrectionForm",
    "HoursForm",
    "PeriodForm",
    "ProofForm",
    "RateForm",
    "WordsForm",
]
