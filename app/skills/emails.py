"""One function per email. Discreet words do not say for whom a link is."""

from app.shared import outbox
from app.shared.database import utcnow
from app.shared.formatting import long_date
from app.shared.waking import next_waking, own_zone
from app.skills.models import ShareLink


def ends_soon(link: ShareLink) -> None:
    """To its owner: a link ends in a week, and can be let work longer."""
    person = link.person
    if not person.email or not link.ends_on:
        return
    context = {"id": link.id, "date": long_date(link.ends_on)}
    if person.wants_full_words:
        context["for_whom"] = link.for_whom
    outbox.post(
        kind="skills.ends_soon",
        to=person.email,
        full=person.wants_full_words,
        context=context,
        about=_about(link),
        send_after=next_waking(utcnow(), own_zone().key),
    )


def take_back(link: ShareLink) -> None:
    """It does not end then any more: what has not gone must not go."""
    outbox.drop(_about(link), "skills.ends_soon")


def _about(link: ShareLink) -> str:
    return f"share_link:{link.id}"
