"""What people say about hours and costs."""

from app.hours.forms.deciding import CorrectionForm, PeriodForm, WordsForm
from app.hours.forms.giving import HoursForm

__all__ = ["CorrectionForm", "HoursForm", "PeriodForm", "WordsForm"]
