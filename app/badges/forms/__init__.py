"""What may be typed about badges."""

from app.badges.forms.notes import ReflectionForm

__all__ = ["ReflectionForm"]
