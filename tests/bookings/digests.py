"""The morning mails to organisers, and the moments around them."""

from datetime import timedelta

from sqlalchemy import select

from app.bookings import services
from app.bookings.services import Party
from app.shared import mail
from app.shared.database import db
from app.shared.outbox import OutboxMessage
from tests.factories import local

EIGHT = local("2026-11-24 08:00")
MORNING = EIGHT + timedelta(minutes=5)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
DATE = local("2026-12-01 13:30")


def digests():
    of_kind = select(OutboxMessage).where(OutboxMessage.kind == "bookings.digest")
    return list(db.session.scalars(of_kind.order_by(OutboxMessage.recipient)))


def text_of(message):
    return mail.render(message).text


def lines():
    """The lines of the only mail that say how a date stands."""
    (message,) = digests()
    return [line for line in text_of(message).splitlines() if "taken" in line]


def book(date, places=1, **says):
    return services.book(date, Party("Kelly", places, **says), waits_if_full=True)
