"""The demonstration as everyone gets it: the same each time, and true to the rules of the rooms."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from app import create_app
from app.bookings.models import HOLDING, Booking, BookingMove, BookingState
from app.bookings.services.moves import TRANSITIONS, Move
from app.company import queries as company
from app.events import services as events
from app.events.models import Event, Occurrence
from app.organisations.models import Organisation
from app.people.models import Person
from app.shared.database import db
from demo import load
from tests.support import databases
from tests.support.odd import inside
from tests.support.once import once

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
SUNDAY_NIGHT = datetime(2027, 3, 28, 23, 30, tzinfo=UTC)  # the clocks went forward that day


@pytest.fixture(scope="session")
def demonstration(database_kind):
    """An app with the demonstration as it is loaded on that Monday, once for the whole run."""
    app = create_app(
        databases.test_settings(once(f"monday-{database_kind}", lambda: _load(database_kind)))
    )
    yield app
    with app.app_context():
        db.engine.dispose()


def _load(kind):
    address = databases.empty_database(kind, "monday")
    with inside(databases.test_settings(address)):
        load.load(MONDAY, say=lambda words: None)
        db.session.commit()
    return address


@pytest.fixture
def world(demonstration):
    """The demonstration, for all tests the same one: none of them commits."""
    with demonstration.app_context():
        yield
        db.session.rollback()


@pytest.fixture
def new_world(database_kind):
    """The demonstration in a transaction of this test's own."""
    load.load(MONDAY, say=lambda words: None)


def count(model, *conditions):
    return db.session.scalar(select(func.count()).select_from(model).where(*conditions))


def every_booking():
    """Each booking and each step of it, without the numbers that a database gives."""
    steps = select(
        Event.slug,
        Occurrence.original_date,
        Booking.code,
        Booking.name,
        Booking.email,
        Booking.places,
        Booking.state,
        Booking.joined_at,
        Booking.note,
        BookingMove.event,
        BookingMove.moved_at,
    )
    steps = steps.join(Booking.occurrence).join(Occurrence.event)
    return db.session.execute(
        steps.join(BookingMove, BookingMove.booking_id == Booking.id).order_by(BookingMove.id)
    ).all()


def occurrences_of(slug):
    return db.session.scalars(
        select(Occurrence)
        .join(Occurrence.event)
        .where(Event.slug == slug)
        .order_by(Occurrence.starts_at)
        .options(joinedload(Occurrence.event))
    ).all()


def bookings_of(name):
    return db.session.execute(
        select(Event.slug, Booking.state, Occurrence.starts_at)
        .select_from(Booking)
        .join(Booking.occurrence)
        .join(Occurrence.event)
        .join(Booking.person)
        .where(Person.name == name)
    ).all()


def test_as_many_of_everything_as_the_data_promises(world):
    assert count(Organisation) == 11
    assert count(Organisation, Organisation.state == "verified") == 9
    assert count(Event) == 60
    assert count(Occurrence) == 764
    assert count(Occurrence, Occurrence.starts_at >= MONDAY.replace(hour=0)) == 466
    assert count(Person) == 36
    assert count(Booking) > 3000


@pytest.mark.one_database_says_it
def test_two_loads_on_one_day_make_the_same_rows(new_world):
    first = every_booking()
    db.session.rollback()

    load.load(MONDAY, say=lambda words: None)

    assert len(first) > 5000
    assert every_booking() == first


def test_a_load_that_is_broken_off_leaves_nothing(new_world):
    assert not load.is_empty()

    db.session.rollback()

    assert load.is_empty()


def test_clear_takes_everything(world):
    load.clear()

    assert load.is_empty()
    assert count(Booking) == count(Occurrence) == count(Person) == 0


def test_no_date_has_more_places_taken_than_it_has(world):
    taken = func.sum(Booking.places)
    fullest = db.session.execute(
        select(Occurrence.capacity, taken)
        .join(Booking.occurrence)
        .where(Booking.state.in_(HOLDING))
        .group_by(Occurrence.id, Occurrence.capacity)
    ).all()

    assert len(fullest) > 500
    assert all(places <= capacity for capacity, places in fullest)
    assert any(places == capacity for capacity, places in fullest)


def test_people_wait_only_where_every_place_is_taken(world):
    waited_for = set(
        db.session.scalars(
            select(Booking.occurrence_id).where(Booking.state == BookingState.WAITING)
        )
    )
    taken = db.session.execute(
        select(Occurrence.capacity, Occurrence.starts_at, func.sum(Booking.places))
        .join(Booking.occurrence)
        .where(Occurrence.id.in_(waited_for), Booking.state.in_(HOLDING))
        .group_by(Occurrence.id, Occurrence.capacity, Occurrence.starts_at)
    ).all()

    assert len(taken) == len(waited_for) > 10
    assert all(places == capacity for capacity, _, places in taken)
    assert all(starts_at > MONDAY for _, starts_at, _ in taken)


def test_every_state_was_reached_by_steps_that_the_rules_know(world):
    steps = {}
    for booking_id, event, state in db.session.execute(
        select(BookingMove.booking_id, BookingMove.event, BookingMove.state).order_by(
            BookingMove.id
        )
    ):
        before = steps.get(booking_id)
        assert TRANSITIONS[before, Move(event)] == state
        steps[booking_id] = BookingState(state)

    assert dict(db.session.execute(select(Booking.id, Booking.state)).all()) == steps


def test_past_dates_were_mostly_come_to_and_those_ahead_are_still_booked(world):
    states = Counter(
        (starts_at > MONDAY, state)
        for state, starts_at in db.session.execute(
            select(Booking.state, Occurrence.starts_at).join(Booking.occurrence)
        )
    )

    came, missed = states[False, BookingState.CAME], states[False, BookingState.NOT_THERE]
    assert 0.7 <= came / (came + missed) <= 0.9
    assert states[False, BookingState.BOOKED] == states[False, BookingState.WAITING] == 0
    assert states[True, BookingState.CAME] == 0


def test_the_third_tuesday_from_now_at_bank_top_is_off(world):
    ahead = [date for date in occurrences_of("bank-top-art-group") if date.starts_at > MONDAY]

    assert [date.is_cancelled for date in ahead[:5]] == [False, False, True, False, False]
    assert ahead[2].cancellation_reason == "The hall boiler is being fixed"
    states = db.session.scalars(select(Booking.state).where(Booking.occurrence_id == ahead[2].id))
    assert set(states) <= {BookingState.CANCELLED_BY_GROUP}


def test_kelly_has_one_place_and_waits_fifth_for_the_quiz(world):
    booked = [slug for slug, state, _ in bookings_of("Kelly M") if state == BookingState.BOOKED]
    assert booked == ["thursday-group-shirebrook"]

    quiz = next(date for date in occurrences_of("quiz-and-chilli") if date.starts_at > MONDAY)
    waiting = db.session.scalars(
        select(Booking.name)
        .where(Booking.occurrence_id == quiz.id, Booking.state == BookingState.WAITING)
        .order_by(Booking.joined_at, Booking.id)
    ).all()
    assert waiting.index("Kelly M") == 4


def test_dean_has_a_lift_to_the_village_and_two_still_need_one(world):
    date = next(date for date in occurrences_of("bank-top-art-group") if date.starts_at > MONDAY)

    assert [area for _, area in company.still_needed(date)] == ["Bakewell", "Elton"]
    assert company.seats_offered(date) == 4


def test_dean_has_been_nine_times(world):
    came = [row for row in bookings_of("Dean W") if row.state == BookingState.CAME]

    assert len(came) == 9
    assert all(row.starts_at < MONDAY for row in came)


def test_private_events_have_addresses_that_say_nothing(world):
    slugs = db.session.scalars(select(Event.slug).where(Event.is_attendance_private)).all()

    assert {"tuesday-group", "thursday-group", "thursday-group-shirebrook"} <= set(slugs)
    assert not [slug for slug in slugs if "recover" in slug or "women" in slug or slug == "circle"]


def test_the_rolling_window_only_adds_what_comes_later(world):
    last = db.session.scalar(select(func.max(Occurrence.original_date)))
    known = set(db.session.scalars(select(Occurrence.id)))

    made = events.extend_windows(MONDAY)

    assert made > 100
    later = db.session.scalars(
        select(Occurrence.original_date).where(Occurrence.id.not_in(known))
    ).all()
    assert len(later) == made
    assert min(later) > last
    assert events.extend_windows(MONDAY) == 0


def test_it_can_be_loaded_on_any_day(database_kind):
    load.load(SUNDAY_NIGHT, say=lambda words: None)

    assert count(Occurrence, Occurrence.starts_at > SUNDAY_NIGHT + timedelta(weeks=10)) > 30
    starts = {date.local_start.hour for date in occurrences_of("bank-top-art-group")}
    assert starts == {13}


def test_the_command_loads_once_and_only_into_a_demonstration(app, freeze):
    freeze(MONDAY)
    runner = app.test_cli_runner()

    first = runner.invoke(args=["demo", "--if-empty"])
    again = runner.invoke(args=["demo", "--if-empty"])
    blunt = runner.invoke(args=["demo"])
    fresh = runner.invoke(args=["demo", "--fresh"])

    assert "764 dates" in first.output
    assert again.output == ""
    assert again.exit_code == 0
    assert blunt.exit_code == 1
    assert "--fresh" in blunt.output
    assert "764 dates" in fresh.output


def test_invented_people_are_kept_out_of_a_real_site(settings):
    app = create_app(replace(settings, demo=False))

    with app.app_context():
        refused = app.test_cli_runner().invoke(args=["demo"])
        db.engine.dispose()

    assert refused.exit_code == 1
    assert "DEMO=1" in refused.output
