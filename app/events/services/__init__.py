"""What changes events and their dates."""

from app.events.services.dates import (
    WINDOW_WEEKS,
    cancel_date,
    extend_window,
    extend_windows,
    move_date,
    restore_date,
)
from app.events.services.publishing import publish, slug_for
from app.events.services.recurrence import check_rule, rule_of

__all__ = [
    "WINDOW_WEEKS",
    "cancel_date",
    "check_rule",
    "extend_window",
    "extend_windows",
    "move_date",
    "publish",
    "restore_date",
    "rule_of",
    "slug_for",
]
