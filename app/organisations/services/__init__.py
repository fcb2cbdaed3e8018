"""What changes a group: its team, who is asked to join it, and its page."""

from app.organisations.services.invitations import accept, decline, forget, invite, take_back
from app.organisations.services.pages import revise
from app.organisations.services.teams import (
    hand_over,
    hold,
    leave,
    part,
    remove,
    set_positions,
    show,
    welcome,
    when_parted,
)

__all__ = [
    "accept",
    "decline",
    "forget",
    "hand_over",
    "hold",
    "invite",
    "leave",
    "part",
    "remove",
    "revise",
    "set_positions",
    "show",
    "take_back",
    "welcome",
    "when_parted",
]
