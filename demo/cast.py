"""The cast: people whose stories every demonstration, screenshot and journey tells."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.events.models import Occurrence
from demo.world import World


@dataclass(frozen=True)
class Part:
    """What someone in the cast has booked: so many past dates, so many to come, or a turn."""

    who: str
    series: str
    past: int = 0
    ahead: int = 0
    waiting: int = 0
    places: int = 1
    wants_meeting: bool = False
    wants_lift: bool = False


CAST = (
    Part("kelly-marsden", "colliers-hall-group", ahead=1, wants_meeting=True),
    Part("kelly-marsden", "quiz-and-chilli", waiting=5),
    Part("dean-wragg", "bank-top-art-group", past=7, ahead=1),
    Part("dean-wragg", "riverside-recovery-walk", past=2, wants_lift=True),
    Part("tomasz-nowak", "canalside-litter-pick", past=2, ahead=1),
    Part("ashley-noon", "first-sunday-hill-walk", waiting=1),
    Part("ashley-noon", "trail-tidy", past=1),
    Part("gordon-ware", "page-one-book-club", ahead=1, wants_lift=True),
    Part("stacey-pell", "family-craft-morning", past=1, ahead=1, places=3),
    Part("jay-okafor", "rainbow-social", past=1, ahead=1),
    Part("moira-dunn", "family-and-friends-table", past=1, ahead=1),
    Part("imran-qureshi", "boxing-fitness", past=1),
    Part("imran-qureshi", "long-eaton-wednesday-group", past=1),
    Part("imran-qureshi", "board-games-and-mocktails", past=1),
    Part("imran-qureshi", "walk-and-talk-melbourne", past=1),
    Part("leanne-fox", "long-eaton-wednesday-group", past=2, ahead=1),
)

FOLLOWS = (
    ("dean-wragg", "events", "hearth-open-cafe"),
    ("dean-wragg", "groups", "hearthstone"),
    ("kelly-marsden", "events", "colliers-hall-group"),
    ("kelly-marsden", "places", "Shirebrook"),
)
"""Who follows what: by its address, a place by its name."""


def parts_at(world: World, series: str, occurrence: Occurrence) -> Iterator[Part]:
    """Those in the cast who come to this date."""
    dates = [date for date in world.occurrences[series] if not date.is_cancelled]
    past = [date for date in dates if date.ends_at <= world.now]
    ahead = [date for date in dates if date.starts_at > world.now]
    for part in CAST:
        if part.series != series:
            continue
        theirs = past[len(past) - min(part.past, len(past)) :] + ahead[: part.ahead]
        if occurrence in theirs or (part.waiting and occurrence is ahead[0]):
            yield part
