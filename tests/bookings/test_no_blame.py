"""Product row W9: mark Ashley "not there" five times, then book as Ashley: nothing differs.

The same visit is made twice, in worlds that differ in the marks alone, and compared as a whole.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from app.bookings import queries, services
from app.bookings.models import Booking, BookingState
from app.people import services as people
from app.people.views import TOKEN
from app.shared import mail
from app.shared.database import db
from app.shared.outbox import OutboxMessage
from tests.factories import (
    make_booking,
    make_event,
    make_kind,
    make_occurrence,
    make_organisation,
    make_person,
    make_place,
    make_venue,
)
from tests.support import databases

NOW = datetime(2026, 11, 26, 18, 30, tzinfo=UTC)
WEEK = timedelta(days=7)
CODE = r"[A-Z]{3,}-[0-9A-Z]{6}"


@dataclass
class World:
    """Ashley's five dates that have been, and those to come; `client` is signed in as Ashley."""

    client: object
    ashley: object
    past: list
    free: object
    full: object
    last: object
    holder: Booking


@pytest.fixture
def make_world(app, freeze):
    """make_world(mark) makes the world anew and lets `mark` at each booking that has been."""

    def make_world(mark):
        databases.delete_rows()
        freeze(NOW - 6 * WEEK)
        event = make_event(
            make_organisation(name="The group", slug="group"),
            make_venue(make_place(slug="cromford"), name="The hall", slug="hall"),
            make_kind(),
            title="Supper",
            slug="supper",
            max_guests=1,
        )
        ashley = make_person(name="Ashley", email="ashley@example.org")
        dates = [make_occurrence(event=event, starts_at=NOW - n * WEEK) for n in range(1, 6)]
        past = [book(date, ashley) for date in dates]
        db.session.commit()
        for booking, date in zip(past, dates, strict=True):
            freeze(date.ends_at)
            mark(booking)
        db.session.commit()
        freeze(NOW)
        free, full, last = (
            make_occurrence(event=event, starts_at=NOW + n * WEEK, capacity=2) for n in (1, 2, 3)
        )
        holder = make_booking(occurrence=full, name="Bev", places=2)
        make_booking(occurrence=full, name="Jo", state=BookingState.WAITING)
        make_booking(occurrence=last, name="Bev")
        return World(signed_in(app, ashley), ashley, past, free, full, last, holder)

    return make_world


def signed_in(app, person):
    client = app.test_client()
    token = people.start_sign_in(person)
    with client.session_transaction() as session:
        session[TOKEN] = token
        session["_fresh"] = True
    return client


def book(date, person):
    said = services.Party(person.name, email=person.email)
    return services.book(date, said, person=person)


def visit(world, count_queries):
    """All that Ashley is told on the way through every page there is, and what it costs."""
    told = []

    def ask(path, sent=None):
        ways = {"data": sent, "follow_redirects": True}
        ask = world.client.post if sent is not None else world.client.get
        number = count_queries(lambda: told.append(ask(path, **ways)))
        told[-1] = plain(told[-1].request.path), told[-1].status_code, plain(told[-1].text), number
        return told[-1]

    def fill_in(date):
        path = f"/events/supper/{date.key}/book"
        form = world.client.get(path).text
        hidden = dict(re.findall(r'name="(csrf_token|form_key)"[^>]*value="([^"]*)"', form))
        typed = {"name": "Ashley", "email": "ashley@example.org", "places": "1", "consent": "y"}
        ask(path)
        ask(path, {**hidden, **typed, "waits_if_full": "yes"})

    for path in ("/you", "/you/bookings", "/events", "/events/supper"):
        ask(path)
    for booking in world.past:
        ask(f"/b/{booking.code}")
        ask(f"/b/{booking.code}/calendar")
        ask(f"/b/{booking.code}/cancel")
        ask(f"/events/supper/{booking.occurrence.key}")
    for date in (world.free, world.full, world.last):
        ask(f"/events/supper/{date.key}")
        fill_in(date)
        ask(f"/events/supper/{date.key}")
    ask(f"/b/{mine(world, world.free).code}/cancel", {})
    ask(f"/b/{mine(world, world.full).code}/position")
    ask("/you/bookings")
    return told


def mine(world, date):
    return db.session.scalars(
        select(Booking).where(
            Booking.person_id == world.ashley.id, Booking.occurrence_id == date.id
        )
    ).one()


def plain(text):
    """A page without what is another each time: codes, tokens, keys and numbers of rows."""
    text = re.sub(rf"{CODE}", "A-CODE", text)
    text = re.sub(r'(name="(?:csrf_token|form_key)"[^>]*value=")[^"]*', r"\1", text)
    return re.sub(r"(UID:b|\bday-)\d+", r"\1", text)


def mails():
    messages = db.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)).all()
    words = [mail.render(message) for message in messages]
    return [
        (message.kind, message.send_after, plain(each.subject), plain(each.text), plain(each.html))
        for message, each in zip(messages, words, strict=True)
    ]


def standing(world):
    """Where Ashley stands on each date: nothing of it comes from before."""
    found = [mine(world, date) for date in (world.free, world.full, world.last)]
    return [(each.state, each.places, each.joined_at, queries.position(each)) for each in found]


def test_five_times_not_there_then_nothing_differs(make_world, count_queries):
    def all_of(mark):
        world = make_world(mark)
        told = visit(world, count_queries)
        services.cancel(queries.with_code(world.holder.code))  # and the list moves up
        return told, mails(), standing(world), world

    told, mailed, stands, _ = all_of(lambda _booking: None)
    told_again, mailed_again, stands_again, marked = all_of(services.mark_not_there)

    assert {booking.state for booking in marked.past} == {BookingState.NOT_THERE}
    for before, after in zip(told, told_again, strict=True):
        assert after == before
    assert mailed_again == mailed
    assert stands_again == stands
    assert [state for state, *_ in stands] == ["cancelled_by_person", "booked", "booked"]


@pytest.mark.parametrize("after", [timedelta(minutes=5), timedelta(hours=3)], ids=str)
def test_whoever_is_marked_not_there_reads_what_everybody_reads(app, make_world, freeze, after):
    def pages(mark):
        world = make_world(lambda _booking: None)
        booking = book(world.last, world.ashley)
        db.session.commit()
        freeze(world.last.starts_at + after)
        mark(booking)
        world.client = signed_in(app, world.ashley)
        paths = ("/you", "/you/bookings", f"/b/{booking.code}", f"/b/{booking.code}/calendar")
        return [
            plain(world.client.get(path).text)
            for path in (*paths, f"/events/supper/{world.last.key}")
        ]

    assert pages(services.mark_not_there) == pages(lambda _booking: None)


def test_nothing_that_a_holder_reads_blames_anyone(make_world):
    world = make_world(services.mark_not_there)

    page = world.client.get(f"/b/{world.past[0].code}").text

    assert "Thanks for booking" in page
    assert not re.search(r"not there|missed|did not come|absent|no.show", page, re.I)
