"""One function per email."""

from flask import current_app

from app.events.models import Event
from app.organisations import queries as organisations
from app.organisations.models import Organisation
from app.shared import outbox
from app.shared.database import utcnow
from app.shared.waking import next_waking


def asked_to_cohost(event: Event, group: Organisation) -> None:
    """Would your group hold this with us? To each organiser of `group` who hears from us by mail,
    by day, and not again while the outbox knows of it (outbox.KEEP_ROW), however often the tick
    comes and goes. Only full words say what."""
    told = {each.person_id: each.person for each in organisations.organisers_to_tell([group.id])}
    for person in told.values():
        if outbox.has_had_enough(person.email or ""):
            continue
        full = person.wants_full_words
        words = {"title": event.title, "asks": event.organisation.name, "group": group.name}
        outbox.post(
            kind="events.asked_to_cohost",
            to=person.email or "",
            full=full,
            context={"slug": group.slug, **(words if full else dict.fromkeys(words, ""))},
            key=f"cohost:{event.id}:{group.id}:{person.id}",
            about=f"cohost:{event.id}",
            send_after=next_waking(utcnow(), current_app.config["SETTINGS"].time_zone),
        )
