"""Organisers hear once a day, in the morning, what changed in the bookings of their dates."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from itertools import groupby

from app.bookings import emails, queries
from app.bookings.queries import Changes
from app.bookings.services.moves import Move
from app.organisations import queries as organisations
from app.organisations.models import Membership
from app.people.models import Person
from app.shared.database import utcnow
from app.shared.waking import own_zone, waking_hours

SETTLING = timedelta(minutes=1)
"""What was begun before 8 is written down by then: no transaction lasts this long."""
OWN_DOING = (Move.CANCEL_DATE, Move.RESTORE, Move.RESTORE_WAITING)
"""What a group does to a whole date itself is no news to it."""


def digest(now: datetime | None = None) -> None:
    """Post each organiser the changes from yesterday 8am to today 8am, on the site's own clock.

    One mail a person and day, with all their groups, and none where nothing changed. Bears running
    twice: all of a day are posted together. A morning that was missed is made up for until the
    evening.
    """
    now = now or utcnow()
    today = now.astimezone(own_zone()).date()
    morning, night = waking_hours(today)
    if not morning + SETTLING <= now < night:
        return
    if emails.has_posted_digests(today):
        return
    since, _ = waking_hours(today - timedelta(days=1))
    changed = _by_group(queries.changes(since, morning, now, but=OWN_DOING))
    if not changed:
        return
    for person, groups in _by_person(organisations.organisers_to_tell(list(changed))).items():
        theirs = [changed[group] for group in changed if group in groups]
        emails.digest(person, theirs, today, drop_after=night)


def _by_group(changes: Iterable[Changes]) -> dict[int, list[Changes]]:
    by_group = groupby(changes, lambda each: each.occurrence.event.organisation_id)
    return {group: list(theirs) for group, theirs in by_group}


def _by_person(teams: Iterable[Membership]) -> Mapping[Person, Collection[int]]:
    people: dict[Person, set[int]] = {}
    for membership in teams:
        people.setdefault(membership.person, set()).add(membership.organisation_id)
    return people
