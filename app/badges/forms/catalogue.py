"""What to show of the catalogue."""

from typing import Any

from wtforms import RadioField

from app.badges.models import Area, EverydaySkill, Layer
from app.shared.choosing import ChoicesForm

KINDS: dict[str, Any] = {"area": Area, "layer": Layer, "skill": EverydaySkill}


class CatalogueForm(ChoicesForm):
    """One of each, or any."""

    area = RadioField("What about?", default="", validate_choice=False)
    layer = RadioField("Which layer?", default="", validate_choice=False)
    skill = RadioField("Which everyday skill?", default="", validate_choice=False)

    def __init__(self, *args: Any, **says: Any) -> None:
        super().__init__(*args, **says)
        for name, kind in KINDS.items():
            field: Any = self[name]
            field.choices = [("", "Any"), *((each.value, each.label) for each in kind)]

    @property
    def made(self) -> dict[str, Any]:
        """The choices that were made, as they stand in an address."""
        return {name: chosen for name in KINDS if (chosen := self.one(name))}

    @property
    def understood(self) -> dict[str, Any]:
        """The same as what they are."""
        return {name: KINDS[name](chosen) for name, chosen in self.made.items()}
