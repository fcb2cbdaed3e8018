"""Verbs that change who is told of what."""

from app.following.services.follows import (
    ask,
    choose,
    confirm,
    follow,
    forget,
    stop,
    tell,
    unfollow,
)
from app.following.services.weekly import send_weekly

__all__ = [
    "ask",
    "choose",
    "confirm",
    "follow",
    "forget",
    "send_weekly",
    "stop",
    "tell",
    "unfollow",
]
