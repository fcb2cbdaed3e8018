"""Bringing in what a group has in another calendar: looked at first, and each entry once."""

from app.events.services.importing.bringing import (
    bring_in,
    drop_import,
    forget_imports,
    keep_import,
    publish_brought,
)
from app.events.services.importing.found import Entry, Fate, Unreadable, Window
from app.events.services.importing.planning import Plan, Row, plan
from app.events.services.importing.reading import MAX_BYTES, text_of
from app.events.services.importing.writing import Choices

__all__ = [
    "MAX_BYTES",
    "Choices",
    "Entry",
    "Fate",
    "Plan",
    "Row",
    "Unreadable",
    "Window",
    "bring_in",
    "drop_import",
    "forget_imports",
    "keep_import",
    "plan",
    "publish_brought",
    "text_of",
]
