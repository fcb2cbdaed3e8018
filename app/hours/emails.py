"""One function per email. Discreet words say that something was answered, and no more; full words
name the group. All come unasked, so they wait for the morning."""

from datetime import datetime, timedelta
from typing import Any

from app.hours.models import ExpenseClaim, ExpenseState, HoursEntry, Thanks
from app.organisations.models import Organisation
from app.people.models import Person
from app.shared import outbox
from app.shared.database import utcnow
from app.shared.formatting import hours, long_date
from app.shared.waking import next_waking, own_zone

SETTLED_AFTER = timedelta(minutes=20)
"""Whoever marks the wrong person as there mostly sees it by then."""


def confirmed(entry: HoursEntry, minutes: int) -> None:
    """The group confirmed what they sent: one mail, however many entries it was."""
    _to_person(entry, "confirmed", length=hours(minutes))


def question(entry: HoursEntry) -> None:
    """The group would like to know something first."""
    _to_person(entry, "question", **_about(entry))


def not_confirmed(entry: HoursEntry) -> None:
    """The group could not confirm these, and why."""
    _to_person(entry, "not_confirmed", **_about(entry))


def corrected(entry: HoursEntry) -> None:
    """The group put another length in the place of one it had confirmed."""
    _to_person(entry, "corrected", **_about(entry))


def thanks(entry: HoursEntry, what: Thanks) -> None:
    """Thank you for so much time. Once for each, and not at the very moment of a mark."""
    person = entry.person
    _post(
        person,
        "thanks",
        key=f"hours:thanks:{person.id}:{what.slug}",
        about=f"recognition:{person.id}:{what.slug}",
        earliest=utcnow() + SETTLED_AFTER,
        number=what.hours,
        words=what.words,
    )


def waiting(group: Organisation, person: Person) -> None:
    """To who can confirm: hours have waited for two weeks. One a week for each group."""
    year, week, _ = utcnow().isocalendar()
    key = f"hours:waiting:{group.id}:{person.id}:{year}-{week}"
    _post(person, "waiting", key=key, group=group, slug=group.slug)


def still_waiting(group: Organisation, person: Person) -> None:
    """To the network: a group has not answered for four weeks."""
    year, week, _ = utcnow().isocalendar()
    key = f"hours:still_waiting:{group.id}:{person.id}:{year}-{week}"
    _post(person, "still_waiting", key=key, group=group)


def expenses(claim: ExpenseClaim) -> None:
    """There is an answer about what they asked back: a question, a no, or it is paid."""
    _post(
        claim.person,
        "expenses",
        group=claim.organisation,
        about=f"expense:{claim.id}",
        is_paid=claim.standing == ExpenseState.PAID,
    )


def _about(entry: HoursEntry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "date": long_date(entry.day),
        "length": hours(entry.minutes),
        "words": entry.words,
    }


def _to_person(entry: HoursEntry, name: str, **more: Any) -> None:
    _post(entry.person, name, group=entry.organisation, about=f"hours:{entry.id}", **more)


def _post(
    person: Person,
    name: str,
    *,
    key: str | None = None,
    about: str | None = None,
    earliest: datetime | None = None,
    group: Organisation | None = None,
    **context: Any,
) -> None:
    if not person.email:
        return
    if group and person.wants_full_words:
        context |= {"group": group.name, "reply_to": group.email}
    outbox.post(
        kind=f"hours.{name}",
        to=person.email,
        full=person.wants_full_words,
        context=context,
        key=key,
        about=about,
        send_after=next_waking(earliest or utcnow(), own_zone().key),
    )
