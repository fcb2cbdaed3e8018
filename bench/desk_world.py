"""A group whose desk is full: what it has, and where its pages are."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import insert, select

from app.bookings.models import Booking
from app.events import services as events
from app.events.models import Occurrence
from app.people import services as people
from app.people.views import TOKEN
from app.shared import outbox
from app.shared.codes import new_code
from app.shared.database import db, utcnow, writing
from app.shared.outbox import OutboxMessage
from tests.factories import (
    make_booking,
    make_event,
    make_membership,
    make_occurrence,
    make_organisation,
)
from tests.rota import weeks

DATES, BOOKINGS = 104, 2_000
AT_THE_DOOR = 200
A_WEEK, FEW = 500, 5
_OWN = ("id", "code", "name", "email", "occurrence_id")


class DeskWorld:
    """Rows in the database of `app`; `cookie` is the name and value of the organiser's sign-in."""

    def __init__(self, app, notices):
        with writing():
            self._fill(app, notices)
            db.session.commit()

    def _fill(self, app, notices):
        group, small = make_organisation(), make_organisation()
        organiser = make_membership(group).person
        weeks.fill_rota(group, weeks.WEEKS, weeks.A_WEEK, weeks.VOLUNTEERS)
        self.rota = f"/organise/{group.slug}/rota"
        make_membership(small, organiser)
        self.group, self.small = group.slug, small.slug
        series, dates = self._series(group)
        template = _row(make_booking(dates[0], email="guest@example.org"))
        each = [dates[n % DATES].id for n in range(BOOKINGS)]
        _book(template, each, "guest")
        door = make_occurrence(make_event(group, capacity=2 * AT_THE_DOOR), timedelta(hours=1))
        _book(template, [door.id] * AT_THE_DOOR, "door")
        _fill_week(group, A_WEEK - FEW)
        _fill_week(small, FEW)
        bookable = make_occurrence(make_event(capacity=1_000))
        self.bookable = f"/events/{bookable.event.slug}/{bookable.key}/book".removesuffix("/book")
        self.door = f"/organise/dates/{door.id}/door"
        at_door = select(Booking.id).where(Booking.occurrence_id == door.id).order_by(Booking.id)
        self.taps = [f"{self.door}/{id}" for id in db.session.scalars(at_door)]
        self.series = f"/organise/{group.slug}/events/{series.slug}/when"
        self.edit = _edit(series)
        self.cookie = _cookie(app, people.start_sign_in(organiser))
        _notices(notices)

    def _series(self, group):
        """Four days a week for half a year, from tomorrow on."""
        tomorrow = utcnow().date() + timedelta(days=1)
        days = sorted((tomorrow.weekday() + n) % 7 for n in range(4))
        series = make_event(
            group, weekdays=days, first_date=tomorrow, slug="four-a-week", capacity=DATES
        )
        events.publish(series)
        db.session.commit()
        found = select(Occurrence).where(Occurrence.event_id == series.id)
        dates = db.session.scalars(found.order_by(Occurrence.starts_at).limit(DATES)).all()
        assert len(dates) == DATES, len(dates)
        return series, dates


def _edit(series):
    """At another time, for all of it."""
    first = series.first_date
    others = [day for day in series.weekdays if day != first.weekday()]
    return {
        "venue": str(series.venue_id),
        "frequency": "weekly",
        "first_date": f"{first:%Y-%m-%d}",
        "length": str(series.duration_minutes),
        "other_days": [str(day) for day in others],
        "notice": "We start later",
        "tells": "y",
    }


def _row(thing):
    table = type(thing).__table__
    found = db.session.execute(select(table).where(table.c.id == thing.id)).mappings().one()
    return {name: value for name, value in found.items() if name not in _OWN}


def _book(template, date_ids, word):
    rows = [
        template
        | {"occurrence_id": date_id, "code": new_code(), "name": new_code().title()}
        | {"email": f"{word}{n}@example.org"}
        for n, date_id in enumerate(date_ids)
    ]
    db.session.execute(insert(Booking), rows)
    db.session.commit()


def _fill_week(group, number):
    event = make_event(group, slug=f"week-of-{group.slug}")
    soon = datetime.now(UTC).replace(second=0, microsecond=0) + timedelta(hours=2)
    for n in range(number):
        make_occurrence(event, starts_at=soon + timedelta(minutes=n))


def _notices(number):
    """Mail to many, as when a group cancels its year."""
    said = {"words": "", "code": "HAZEL-7Q4K2M", "day": "Thursday", "time": "6.30pm"}
    said |= {"date": "Thursday 26 November", "places": 1, "dates": []}
    to = "reader@example.org"
    outbox.post(kind="bookings.message", to=to, full=False, context=said, is_bulk=True)
    db.session.flush()
    table = OutboxMessage.__table__
    one = dict(db.session.execute(select(table)).mappings().one())
    own = ("id", "message_id", "recipient")
    kept = {name: value for name, value in one.items() if name not in own}
    rows = [
        kept | {"message_id": f"{n}@example.org", "recipient": f"reader{n}@example.org"}
        for n in range(number)
    ]
    db.session.execute(insert(OutboxMessage), rows)


def _cookie(app, token):
    signer = app.session_interface.get_signing_serializer(app)
    return app.config["SESSION_COOKIE_NAME"], signer.dumps({TOKEN: token, "_fresh": True})
