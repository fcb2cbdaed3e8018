"""To those of a group who decide. None of them names who applied, or what for."""

from collections.abc import Iterable

from app.opportunities.models import Application
from app.people.models import Person
from app.shared import outbox
from app.shared.database import utcnow
from app.shared.waking import next_waking, own_zone


def to_answer(application: Application, people: Iterable[Person]) -> None:
    """Somebody would like to help, or waits for you. One mail a day for each person and group,
    however many apply."""
    to_team(application, people, "to_answer")


def still_waiting(application: Application, people: Iterable[Person]) -> None:
    """Somebody has waited for a week. One a day for each person and group."""
    to_team(application, people, "still_waiting")


def to_team(application: Application, people: Iterable[Person], name: str) -> None:
    """One mail a day of a kind for each person and group, when they are up."""
    group = application.opportunity.organisation
    zone = own_zone()
    for person in people:
        if not person.email:
            continue
        context = {"slug": group.slug}
        if person.wants_full_words:
            context |= {"group": group.name, "reply_to": ""}
        due = next_waking(utcnow(), zone.key)
        outbox.post(
            kind=f"opportunities.{name}",
            to=person.email,
            full=person.wants_full_words,
            context=context,
            key=f"opportunities:{name}:{group.id}:{person.id}:{due.astimezone(zone):%Y-%m-%d}",
            send_after=due,
        )
