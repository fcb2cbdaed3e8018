"""Neutral words or plain ones, for what whoever has a link sees."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.organisations.models import Organisation
from app.shared.neutral import disclosing

SOME_GROUP = "a community group"


@dataclass
class Wording:
    """Neutral words or plain ones, and what there was no neutral word for."""

    is_neutral: bool
    names: Sequence[str] = ()
    left_out: list[str] = field(default_factory=list)

    def keeps(self, about: str, *texts: str) -> bool:
        """Whether these may be shown. If not, the owner hears of it, `about` being what it is."""
        if not self.is_neutral or not any(disclosing(text, self.names) for text in texts):
            return True
        if about not in self.left_out:
            self.left_out.append(about)
        return False

    def group(self, group: Organisation | None) -> str:
        if group is None:
            return SOME_GROUP
        name = group.neutral_name if self.is_neutral else group.name
        return name if self.keeps(f"The name of {group.name}", name) else SOME_GROUP
