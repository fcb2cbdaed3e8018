"""What may be typed about roles and applications."""

from app.opportunities.forms.choices import FilterForm

__all__ = [
    "FilterForm",
]
