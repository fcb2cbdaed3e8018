"""To whoever applied: every step of the way, and every answer."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from app.opportunities.models import Application, Opportunity
from app.shared import outbox
from app.shared.database import utcnow
from app.shared.waking import next_waking, own_zone


def about(application: Application) -> str:
    """How the outbox finds the mails about an application again."""
    return about_id(application.id)


def about_id(application_id: int) -> str:
    """The same for one that is going."""
    return f"application:{application_id}"


def applied(application: Application) -> None:
    """We have your form. They have just sent it, so at once."""
    to_person(application, "applied", send_after=utcnow())


def talk(application: Application) -> None:
    """The group would like a chat."""
    to_person(application, "talk")


def on_reserve(application: Application) -> None:
    """There is no place just now, and they are on the list."""
    to_person(application, "on_reserve")


def offered(application: Application) -> None:
    """The role is theirs if they like."""
    to_person(application, "offered")


def not_this_time(
    application: Application, others: Sequence[Opportunity] = (), *, is_after_check: bool = False
) -> None:
    """Not this time, why, and what else there is. Discreet words only lead to the page that says
    so: what others wrote of somebody is not for whoever else reads their mail."""
    is_full = application.person.wants_full_words
    slugs = [{"slug": role.slug, "title": role.title} for role in others]
    to_person(
        application,
        "not_this_time",
        reason=application.reason if is_full else "",
        others=slugs if is_full else [],
        is_after_check=is_full and is_after_check,
    )


def checks(application: Application) -> None:
    """What there is to do before they start. They have just said yes, so at once."""
    to_person(application, "checks", send_after=utcnow())


def welcome(application: Application) -> None:
    """They are in."""
    to_person(application, "welcome")


def ended(application: Application) -> None:
    """The role has ended, and thank you."""
    to_person(application, "ended")


def sorry(application: Application) -> None:
    """It takes too long, and that is our fault."""
    to_person(application, "sorry")


def to_person(
    application: Application,
    name: str,
    *,
    send_after: datetime | None = None,
    **more: Any,
) -> None:
    """One mail to whoever applied, when they are up."""
    person = application.person
    if not person.email:
        return
    outbox.post(
        kind=f"opportunities.{name}",
        to=person.email,
        full=person.wants_full_words,
        context=_context(application, person.wants_full_words) | more,
        send_after=send_after or next_waking(utcnow(), own_zone().key),
        about=about(application),
    )


def _context(application: Application, full: bool) -> dict[str, Any]:
    context: dict[str, Any] = {"application_id": application.id}
    if full:
        role = application.opportunity
        context |= {
            "role": role.title,
            "group": role.organisation.name,
            "reply_to": role.organisation.email,
        }
    return context
