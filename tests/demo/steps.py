"""What visitors of the demonstration do again and again."""

from sqlalchemy import select

from app.events.models import Event, Occurrence
from app.shared.database import db, utcnow
from tests.page import get_page, read_page


def date_of(title, *conditions, is_over=False):
    """The next date that is on of the event of this title; or the last that is over."""
    db.session.rollback()
    when = Occurrence.ends_at < utcnow() if is_over else Occurrence.starts_at > utcnow()
    order = Occurrence.starts_at.desc() if is_over else Occurrence.starts_at
    query = select(Occurrence).join(Occurrence.event).where(Event.title.like(title), when)
    query = query.where(Occurrence.cancelled_at.is_(None), *conditions).order_by(order)
    date = db.session.scalars(query.limit(1)).one()
    event = db.session.get_one(Event, date.event_id)
    return f"/events/{event.slug}/{date.key}", f"/organise/dates/{date.id}"


def send(client, page, action, **typed):
    """Send the form of a page that goes to `action`; the page that comes of it."""
    fields = page.form(action).fields | typed
    return read_page(client.post(action, data=fields, follow_redirects=True))


def book(client, address, **typed):
    form = get_page(client, f"{address}/book")
    page = send(client, form, f"{address}/book", name="Ash", consent="y", **typed)
    assert page.status == 200, page.words
    return page
