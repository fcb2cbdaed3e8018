"""What may be done with a skills record."""

from app.skills.services.choosing import SECTIONS, choose_shown
from app.skills.services.ending import forget, tell_endings
from app.skills.services.links import (
    NOTHING_CHOSEN,
    change_end,
    check_name,
    is_code_right,
    note_opened,
    share,
    stop,
    token_from,
    token_of,
)

__all__ = [
    "NOTHING_CHOSEN",
    "SECTIONS",
    "change_end",
    "check_name",
    "choose_shown",
    "forget",
    "is_code_right",
    "note_opened",
    "share",
    "stop",
    "tell_endings",
    "token_from",
    "token_of",
]
