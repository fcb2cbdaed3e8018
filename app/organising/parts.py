"""What the pages about one date of a group share."""

from dataclasses import dataclass
from typing import Any

from flask_login import current_user

from app.bookings import queries as bookings
from app.bookings.models import Booking, BookingState
from app.events.models import Event, Occurrence
from app.organisations import parts
from app.organising import queries
from app.organising.models import Act
from app.shared.codes import hashed
from app.shared.database import utcnow
from app.shared.formatting import day_and_time


def date_page(occurrence_id: int) -> dict[str, Any]:
    """What layouts/team.html and the pages below a date take: `group`, `tabs`, `occurrence` and
    `event`, for who organises for that group. For anyone else it is not there (404)."""
    return page_of(queries.date_of_team(occurrence_id, current_user))


def page_of(occurrence: Occurrence) -> dict[str, Any]:
    """The same for a date that was looked up by `queries.date_of_team`."""
    event = occurrence.event
    group = event.organisation
    return {"group": group, "tabs": parts.tabs(group), "occurrence": occurrence, "event": event}


def comes_out(event: Event) -> str:
    """Whether and when `event` is public, for those who run it. Its group is loaded."""
    if event.is_published and event.organisation.is_public:
        return "It is live." if event.is_listed else "It is live, for whoever has its link."
    if event.publish_at and event.publish_at > utcnow():
        words = (
            f"It will be published on {day_and_time(event.local_publish_at or event.publish_at)}"
        )
        return (
            f"{words}."
            if event.organisation.is_public
            else f"{words}, if the network has checked your group."
        )
    if not (event.publish_at or event.is_published):
        return "Only your team sees it now."
    if event.organisation.is_public:
        return "It comes out in a minute."
    return "Saved. It comes out once the network has checked your group."


@dataclass(frozen=True, slots=True)
class DoorRow:
    """One party as the door sees it. Nothing else of them leaves the server, or lies on a phone."""

    id: int
    name: str
    ending: str
    """The last three signs of the code: enough to tell two Kellys apart, not to open a booking."""
    places: int
    tags: tuple[str, ...]
    mark: str
    """`here`, `not_here`, or empty."""

    @property
    def title(self) -> str:
        """Moira D +1."""
        return f"{self.name} +{self.places - 1}" if self.places > 1 else self.name

    def is_found_by(self, words: str) -> bool:
        """Whether what was typed is in the name, or ends as the code does."""
        typed = words.casefold()
        return typed in self.title.casefold() or typed[-3:] == self.ending.casefold()


def door_list(occurrence: Occurrence) -> dict[str, Any]:
    """Who is expected at the door, how many came, and a word that changes when the list does."""
    rows = [_door_row(booking) for booking in bookings.at_the_door(occurrence)]
    told_apart = [(row.id, row.title, row.ending, row.tags) for row in rows]
    return {
        "rows": rows,
        "totals": {
            "here": sum(row.places for row in rows if row.mark == Act.HERE),
            "booked": sum(row.places for row in rows),
            "walk_ins": queries.walk_ins(occurrence),
        },
        "version": hashed(repr(told_apart))[:16],
    }


def _door_row(booking: Booking) -> DoorRow:
    said = {
        "Meet at the door": booking.wants_meeting,
        "Lift": booking.wants_lift,
        "May step out": booking.may_step_out,
        "Access or food": bool(booking.note),
    }
    return DoorRow(
        id=booking.id,
        name=booking.first_name_and_initial or "No name kept",
        ending=booking.code[-3:],
        places=booking.places,
        tags=tuple(words for words, is_so in said.items() if is_so),
        mark=_MARKS.get(BookingState(booking.state), ""),
    )


_MARKS = {BookingState.CAME: Act.HERE.value, BookingState.NOT_THERE: Act.NOT_HERE.value}
