"""The site that journeys are made on, and where on it each kind of page stands."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.bookings import queries as bookings
from app.bookings.models import Booking, BookingState
from app.company.models import Lift
from app.events.models import Event, Occurrence
from app.organisations.models import Organisation
from app.shared.database import db, utcnow, writing
from tests.factories import make_pulse_link
from tests.journeys.kinds_of_page import try_everyone
from tests.support import databases
from tests.support.odd import inside
from tests.support.server import Server

ROOM = 500
expect.set_options(timeout=20_000)  # milliseconds: for machines that have much else to do


@pytest.fixture(scope="session")
def site(process_name):
    """As `./dev run` serves it: Granian, the worker beside it, SQLite, the demonstration."""
    address = databases.demo_database("sqlite", f"journeys_{process_name}")
    server = Server(address, WORKER="thread", RATELIMIT_ENABLED="0")
    # Somewhere else, as a browser sees it, that answers on a machine without a network.
    server.environment["LEAVE_TO"] = f"http://localhost:{server.port}/help"
    with server:
        yield server


@pytest.fixture(scope="module")
def reader(browser, site):
    """One browser for all of these; each test goes to a page of its own."""
    # Without motion, so that no colour is seen on its way to another.
    says = {"base_url": site.url, "locale": "en-GB", "reduced_motion": "reduce"}
    with browser.new_context(**says) as context:
        page = context.new_page()
        page.goto("/help")
        yield page


@pytest.fixture(scope="session")
def site_as_it_was(site, addresses, browser):
    """What is in the site's database before anyone does more than sign in."""
    with browser.new_context(base_url=site.url) as context:
        try_everyone(context.new_page())
    return databases.AsItWas(site.environment["DATABASE_URL"])


@pytest.fixture(autouse=True)
def nobody_was_here(request):
    """Each journey begins on the same site, whichever were made before it."""
    if "site" in request.fixturenames:
        request.getfixturevalue("site_as_it_was").put_back()


@pytest.fixture(scope="session")
def addresses(site):
    """The address of one page of each kind, by a word for it."""
    with inside(databases.test_settings(site.environment["DATABASE_URL"])), writing():
        return {
            **_dates(),
            **_bookings(),
            **_lifts(),
            "a team’s date": _date_of("lantern-yard"),
            "how it was": _link("Mocktails and open mic"),
        }


def _dates():
    _make_room("Mocktails and open mic")
    to_come = Occurrence.starts_at > utcnow()
    cancelled, over = Occurrence.cancelled_at.is_not(None), Occurrence.ends_at < utcnow()
    full = next(
        date for date in _dates_of("Alcohol-free quiz%", to_come) if not bookings.places_left(date)
    )
    return {
        "a date to book": _first("Mocktails and open mic", to_come),
        "a full date": _address(full),
        "a private date": _first("Colliers% Hall group", to_come),
        "a drop-in": _first("The Hearth open café", to_come),
        "a cancelled date": _first("Bank Top%", to_come, cancelled),
        "a past date": _first("Mocktails and open mic", over),
    }


def _make_room(title):
    """However many journeys book it, each finds a place."""
    event = db.session.scalars(select(Event).where(Event.title == title)).one()
    event.capacity = ROOM
    for date in _dates_of(title, Occurrence.starts_at > utcnow()):
        date.capacity = ROOM
    db.session.flush()


def _first(title, *conditions):
    return _address(_dates_of(title, *conditions)[0])


def _dates_of(title, *conditions):
    query = select(Occurrence).options(joinedload(Occurrence.event)).join(Occurrence.event)
    query = query.where(Event.title.like(title), *conditions).order_by(Occurrence.starts_at)
    return db.session.scalars(query).all()


def _link(title):
    over = _dates_of(title, Occurrence.ends_at < utcnow())[-1]
    return f"/how-was-it/{make_pulse_link(over)}"


def _address(date):
    return f"/events/{date.event.slug}/{date.key}"


def _date_of(slug):
    """A date of this group's with bookings, as its organisers come to it."""
    query = select(Booking.occurrence_id).join(Booking.occurrence).join(Occurrence.event)
    query = query.join(Event.organisation).where(Organisation.slug == slug)
    query = query.where(Booking.state == BookingState.BOOKED, Occurrence.starts_at > utcnow())
    return f"/organise/dates/{db.session.scalars(query.order_by(Booking.id).limit(1)).one()}"


def _bookings():
    return {
        "booked": _booking(BookingState.BOOKED),
        "waiting": _booking(BookingState.WAITING),
        "cancelled": _booking(BookingState.CANCELLED_BY_PERSON),
    }


def _lifts():
    """Of one who has a lift, and of one who waits for nobody but is asked."""
    codes = db.session.scalars(
        select(Booking.code).join(Lift, Lift.booking_id == Booking.id).order_by(Lift.id)
    )
    first, *_, last = [f"/b/{code}/lift" for code in codes]
    return {"a lift": first, "a lift to answer": last}


def _booking(state):
    query = select(Booking.code).join(Booking.occurrence)
    query = query.where(Booking.state == state, Occurrence.starts_at > utcnow())
    return f"/b/{db.session.scalars(query.order_by(Booking.id).limit(1)).one()}"
