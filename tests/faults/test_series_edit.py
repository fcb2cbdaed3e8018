"""The server dies in the middle of changing a whole series: all of it is changed, or none of it."""

from datetime import datetime, time, timedelta

import pytest
from sqlalchemy import select

from app.bookings.models import Booking
from app.events import services as events
from app.events.models import Event, Occurrence
from app.people import services as people
from app.people.views import TOKEN
from app.shared.database import db, utcnow
from app.shared.outbox import OutboxMessage
from tests.factories import make_booking, make_event, make_follow, make_membership
from tests.faults.crowd import NO_ANSWER, Visitor
from tests.faults.test_failpoints import serve
from tests.faults.whole import check_mail, deliver_all
from tests.page import get_page
from tests.support.smtp import mail_server

BEFORE_THE_COMMIT = ("after_flush", "after_flush:2", "before_commit")
PEOPLE = 4
LATER = time(19, 45)


@pytest.fixture
def series(app):
    """Every week from tomorrow on; four people booked its first eight dates, one follows it."""
    day = (utcnow() + timedelta(days=1)).date()
    event = make_event(weekdays=[day.weekday()], first_date=day, slug="supper-club")
    events.publish(event)
    db.session.commit()
    dates = select(Occurrence).where(Occurrence.event_id == event.id)
    for n, date in enumerate(db.session.scalars(dates.order_by(Occurrence.starts_at).limit(8))):
        make_booking(date, email=f"guest{n % PEOPLE}@example.org", wants_full_words=True)
    make_follow(event, email="follower@example.org")
    return event


@pytest.fixture
def typed(series, client, sign_in):
    """The form of the series as its organiser sends it: from the third date on, later."""
    organiser = make_membership(series.organisation).person
    sign_in(organiser)
    address = f"/organise/{series.organisation.slug}/events/{series.slug}/when"
    fields = get_page(client, address).form(address).fields
    third = datetime.fromisoformat(fields["first_date"]) + timedelta(weeks=2)
    fields |= {"first_date": f"{third:%Y-%m-%d}", "start_time": "19:45", "notice": "Later"}
    fields |= {"length": "120", "venue": str(series.venue_id)}
    cookie = _cookie(client.application, people.start_sign_in(organiser))
    db.session.commit()
    return address, fields, cookie


def test_a_series_is_changed_whole_or_not_at_all(settings, series, typed, record_property):
    before = _everything(series.id)
    for moment in BEFORE_THE_COMMIT:
        _die(settings, typed, moment)
        assert _everything(series.id) == before, f"Something changed before it died {moment}"

    with mail_server() as (sink, url):
        _die(settings, typed, "after_commit")
        after = _everything(series.id)
        with serve(settings) as server:  # and whoever saw no answer sends it again
            visitor, fields = _open(server, typed)
            assert visitor.send(typed[0], fields).status == 200
        deliver_all(settings, url)
        repeats = check_mail(sink)

    starts = [row.start_time for row in after["dates"]]
    assert starts[:2] == [row.start_time for row in before["dates"]][:2]
    assert set(starts[2:]) == {LATER}
    assert len(starts) == len(before["dates"])
    guests = [f"guest{n}@example.org" for n in range(PEOPLE)]
    assert sorted(message["To"] for message in sink.messages) == ["follower@example.org", *guests]
    assert _everything(series.id)["dates"] == after["dates"]
    assert repeats == 0
    record_property("moments at which the server died in the middle", len(BEFORE_THE_COMMIT) + 1)
    record_property("dates changed, all or none", len(starts))


def _die(settings, typed, moment):
    """Send the form to a server that dies at this moment."""
    with serve(settings, FAILPOINT=f"organising.series.{moment}") as server:
        visitor, fields = _open(server, typed)
        with pytest.raises(NO_ANSWER):
            visitor.send(typed[0], fields)
        server.wait()


def _open(server, typed):
    """Their browser with the form open, and what it would send."""
    address, fields, cookie = typed
    visitor = Visitor(server.url)
    visitor.bring(*cookie)
    hidden = visitor.open_form(address)
    return visitor, fields | {"csrf_token": hidden["csrf_token"]}


def _cookie(app, token):
    signer = app.session_interface.get_signing_serializer(app)
    return app.config["SESSION_COOKIE_NAME"], signer.dumps({TOKEN: token, "_fresh": True})


def _everything(event_id):
    """What stands in the database of the series, its bookings, and mail."""
    db.session.rollback()
    dates = select(Occurrence.__table__).where(Occurrence.event_id == event_id)
    found = {
        "event": select(Event.__table__).where(Event.id == event_id),
        "dates": dates.order_by(Occurrence.starts_at),
        "bookings": select(Booking.__table__).order_by(Booking.id),
        "mail": select(OutboxMessage.__table__).order_by(OutboxMessage.id),
    }
    rows = {name: db.session.execute(query).all() for name, query in found.items()}
    db.session.rollback()
    return rows
