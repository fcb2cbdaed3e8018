"""Working towards a badge, and writing down what one learnt on the way."""

from app.badges.services.earning import start
from app.badges.services.notes import drop, reflect, rewrite

__all__ = ["drop", "reflect", "rewrite", "start"]
