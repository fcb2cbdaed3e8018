"""What this room shows on other rooms' pages, and on its own."""

from collections.abc import Sequence
from typing import Any

from app.events.models import Occurrence
from app.hours import queries, services
from app.hours.models import THANKS, Thanks
from app.people.models import Person
from app.shared.formatting import hours, hours_figure


def summary(person: Person) -> dict[str, Any]:
    """What hours/_summary.html takes: how much somebody gave, and what comes next of it."""
    minutes, waiting = queries.minutes_given(person), queries.minutes_waiting(person)
    return {
        "hours_given": {
            "figure": hours_figure(minutes),
            "is_one": minutes == 60,
            "waiting": hours(waiting) if waiting else "",
            "questions": queries.questions_to(person),
        }
    }


def given(person: Person, *, is_all: bool = False) -> dict[str, Any]:
    """What hours/_given.html takes. The total is the sum of its rows, worked out each time."""
    entries = queries.of_person(person, None if is_all else queries.NEWEST + 1)
    shown = entries if is_all else entries[: queries.NEWEST]
    minutes, waiting = queries.minutes_given(person), queries.minutes_waiting(person)
    return {
        "entries": shown,
        "has_more": len(shown) < len(entries),
        "minutes": minutes,
        "waiting": waiting,
        "thanks": thanks(person),
    }


def thanks(person: Person) -> list[Thanks]:
    """The thanks somebody has had, the smallest first."""
    had = {each.slug for each in queries.recognitions_of(person)}
    return [each for each in THANKS if each.slug in had]


def to_add(person: Person, occurrences: Sequence[Occurrence]) -> dict[int, str]:
    """Of these dates that `person` had a place on, those whose hours they may add in one tap, and
    the words of the button. Nothing where who comes is nobody's business."""
    over = [
        each
        for each in occurrences
        if each.event.gives_time
        and each.has_ended
        and not each.is_cancelled
        and not each.event.is_attendance_private
    ]
    added = queries.dates_added(person, [each.id for each in over]) if over else set()
    return {
        each.id: f"Add those {hours(services.length_of(each))}"
        for each in over
        if each.id not in added
    }
