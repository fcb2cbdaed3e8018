"""What this room shows on other rooms' pages, and on its own."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import current_app

from app.events.models import Occurrence
from app.hours import queries, services
from app.hours.models import THANKS, Thanks
from app.people.models import Person
from app.shared.formatting import full_date, hours, hours_figure

RULES = (
    "Volunteering is unpaid. Only what it cost is paid back, and that is not pay.",
    "People can volunteer while they claim benefits. They tell their benefits office first.",
    "On Universal Credit, volunteering can count for up to half of the time agreed for looking"
    " for work.",
    "There is no limit of 16 hours a week.",
)
"""What is so in the UK for who claims benefits (product.md 1.2: NCVO; Make Your Mark)."""


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
        if services.counts(each.event) and each.has_ended and not each.is_cancelled
    ]
    added = queries.dates_added(person, [each.id for each in over]) if over else set()
    return {
        each.id: f"Add those {hours(services.length_of(each))}"
        for each in over
        if each.id not in added
    }


def proof(
    given: Sequence[queries.Part],
    lately: int,
    today: date,
    *,
    kind: str,
    name: str,
    is_neutral: bool,
) -> dict[str, Any]:
    """What a certificate or a letter says: facts alone. `lately` are the minutes of the last
    thirteen weeks. In neutral words nothing tells what sort of group it is."""
    is_letter = kind == "letter"
    each_week = hours_figure(round(lately / 13 / 15) * 15)
    return {
        "kind": kind,
        "title": "Volunteering: hours given" if is_letter else "Certificate of volunteering",
        "name": name,
        "hours": hours(sum(part.minutes for part in given)),
        "since": full_date(min((part.first for part in given), default=today)),
        "until": full_date(max((part.last for part in given), default=today)),
        "weekly": f"In the last 13 weeks {hours(lately)}, about {each_week} a week."
        if lately
        else "None in the last 13 weeks.",
        "rows": [
            {
                "role": _role_name(part, is_neutral),
                "group": part.group.neutral_name if is_neutral else part.group.name,
                "hours": hours_figure(part.minutes),
            }
            for part in given
        ],
        "rules": list(RULES),
        "made": full_date(today),
        "from": current_app.config["SETTINGS"].site_name,
    }


def _role_name(part: queries.Part, is_neutral: bool) -> str:
    if not part.role:
        return "Helping at events and around the group"
    return part.role.neutral_title if is_neutral else part.role.title
