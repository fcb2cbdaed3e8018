"""The signed files of an award: the one place where badges call the room that makes them."""

from app.badges.models import BadgeAward


def issue(award: BadgeAward) -> None:
    """Have the neutral wording signed, for the person to show outside."""


def revoke(award: BadgeAward) -> None:
    """Whatever was signed for this award is no longer valid, for whoever checks it."""
