"""Where a move leads: each life in the product (rule 5.2) is one table, and what is not in it is
refused with words."""

from collections.abc import Hashable, Mapping
from typing import TypeVar

from app.shared.errors import RuleBroken

From = TypeVar("From", bound=Hashable)
Event = TypeVar("Event", bound=Hashable)
To = TypeVar("To")


def next_state(
    table: Mapping[tuple[From, Event], To], state: From, event: Event, refusal: str
) -> To:
    """The state that follows by this table; RuleBroken in these words if none does."""
    following = table.get((state, event))
    if following is None:
        raise RuleBroken(refusal)
    return following
