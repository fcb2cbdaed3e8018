from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from app.bookings import queries, services
from app.bookings.models import Booking, BookingState, Maybe
from app.bookings.services import Party
from app.events.models import Occurrence
from app.shared.database import db, utcnow, writing
from app.shared.errors import RuleBroken
from app.shared.outbox import OutboxMessage
from tests.factories import make_booking, make_event, make_occurrence, make_person


def party(places, **says):
    return Party(**{"name": "Bev", "places": places, "email": "bev@example.org"} | says)


def roomy(capacity):
    return make_occurrence(event=make_event(max_guests=4), capacity=capacity)


def kinds():
    return list(db.session.scalars(select(OutboxMessage.kind).order_by(OutboxMessage.id)))


def test_a_booking_on_a_full_date_can_be_renamed(app):
    booking = services.book(roomy(2), party(2))

    services.change(booking, party(2, name="Beverley", note="A chair near the door"))

    assert (booking.name, booking.note) == ("Beverley", "A chair near the door")
    assert kinds() == ["bookings.booked"]


def test_more_places_need_room(app):
    date = roomy(3)
    booking = services.book(date, party(2))

    services.change(booking, party(3))
    with pytest.raises(RuleBroken, match="no room for that many"):
        services.change(booking, party(4))

    assert queries.places_taken(date) == 3
    assert kinds() == ["bookings.booked", "bookings.changed"]


def test_fewer_places_let_somebody_in(app):
    date = roomy(3)
    booking = services.book(date, party(3))
    waiting = services.book(date, party(1, name="Ash"), waits_if_full=True)

    services.change(booking, party(2))

    db.session.refresh(waiting)
    assert waiting.state == BookingState.BOOKED


def test_a_waiting_party_may_grow_and_keeps_its_turn(app):
    date = roomy(1)
    services.book(date, party(1))
    waiting = services.book(date, party(1, name="Ash"), waits_if_full=True)
    services.book(date, party(1, name="Jo"), waits_if_full=True)

    services.change(waiting, party(3, name="Ash"))

    assert (waiting.places, queries.position(waiting)) == (3, 1)


def test_friends_are_named_as_far_as_they_were_told(app):
    booking = services.book(roomy(5), party(3, friends=("Ash", "", "Jo")))
    assert [guest.name for guest in booking.guests] == ["Ash", "Jo"]

    services.change(booking, party(2, friends=("Sam", "Jo")))
    assert [guest.name for guest in booking.guests] == ["Sam"]


def test_raising_the_capacity_fills_from_the_list_in_order(app):
    date = roomy(1)
    services.book(date, party(1))
    waiting = [services.book(date, party(1, name=f"W{n}"), waits_if_full=True) for n in range(4)]

    let_in = services.set_capacity(date, 3)

    assert [booking.id for booking in let_in] == [booking.id for booking in waiting[:2]]
    assert queries.places_left(date) == 0


def test_capacity_never_goes_below_what_is_taken(app):
    date = roomy(5)
    services.book(date, party(3))

    with pytest.raises(RuleBroken, match="3 places are taken"):
        services.set_capacity(date, 2)

    services.set_capacity(date, 3)
    assert queries.places_left(date) == 0


def test_a_date_put_back_on_gives_everyone_their_place_and_turn(app):
    date = roomy(1)
    booked = services.book(date, party(1))
    waiting = services.book(date, party(1, name="Ash"), waits_if_full=True)
    gone = services.book(date, party(1, name="Jo"), waits_if_full=True)
    services.cancel(gone)
    services.cancel_date(date, "The boiler is being fixed")

    assert services.restore_date(date) == 2

    for booking in (booked, waiting, gone):
        db.session.refresh(booking)
    assert booked.state == BookingState.BOOKED
    assert waiting.state == BookingState.WAITING
    assert gone.state == BookingState.CANCELLED_BY_PERSON
    assert kinds()[-2:] == ["bookings.date_restored", "bookings.date_restored"]


def test_a_moved_date_is_told_and_reminded_of_anew(app):
    booking = services.book(roomy(2), party(1))
    booking.reminded_at = utcnow()

    told = services.move_date(
        booking.occurrence,
        notice="An hour later",
        start_time=(booking.occurrence.local_start + timedelta(hours=1)).time(),
    )

    assert told == 1
    assert booking.reminded_at is None
    assert kinds()[-1] == "bookings.date_changed"


def test_erasing_forgets_who_it_was_and_passes_the_place_on(app):
    date = roomy(1)
    booking = services.book(date, party(1, note="nuts"), browser_key="b", person=make_person())
    waiting = services.book(date, party(1, name="Ash", email=None), waits_if_full=True)
    code = booking.code

    services.erase(booking)
    services.erase(booking)

    row = db.session.execute(select(Booking.__table__).where(Booking.id == booking.id)).one()
    for private in ("Bev", "bev@example.org", "nuts", code):
        assert private not in str(row)
    assert row.person_id is None
    assert row.browser_key is None
    assert not queries.code_exists(code)
    assert kinds() == []
    db.session.refresh(waiting)
    assert waiting.state == BookingState.BOOKED


def test_what_is_past_is_forgotten_in_time(app):
    long_ago = make_booking(
        occurrence=make_occurrence(starts_at=utcnow() - timedelta(days=91)), note="nuts"
    )
    last_week = make_booking(
        occurrence=make_occurrence(starts_at=utcnow() - timedelta(days=8)), note="nuts"
    )
    to_come = make_booking(note="nuts")

    services.forget_past()
    services.forget_past()

    db.session.expire_all()
    assert (long_ago.name, long_ago.note, long_ago.places) == ("", "", 1)
    assert last_week.name
    assert last_week.note == ""
    assert to_come.note == "nuts"


def test_a_booking_is_kept_in_one_list(app):
    booking, owner = make_booking(), make_person()

    services.keep(booking, owner)
    services.keep(booking, owner)

    assert [each.id for each in queries.of_person(owner)] == [booking.id]
    with pytest.raises(RuleBroken, match="in another list"):
        services.keep(booking, make_person())


def test_two_bookings_that_were_called_off_are_not_kept_in_one_list(app):
    """Both would come back with the date, and one person has one place on it."""
    date, owner = make_occurrence(), make_person()
    first, second = make_booking(date), make_booking(date)
    services.cancel_date(date, "Flood")
    services.keep(first, owner)

    with pytest.raises(RuleBroken, match="already have a booking"):
        services.keep(second, owner)

    assert services.restore_date(date) == 2
    assert [first.state, second.state] == ["booked", "booked"]


def test_maybe_is_one_for_each_browser_and_shown_from_three(app):
    date = make_occurrence(event=make_event(booking_mode="drop_in", capacity=None))

    assert services.toggle_maybe(date, "a") is True
    assert services.toggle_maybe(date, "a") is False
    for key in ("a", "b"):
        services.toggle_maybe(date, key)
    assert queries.might_come(date) is None

    services.toggle_maybe(date, "c")
    assert queries.might_come(date) == 3


def test_maybe_is_only_for_dates_without_booking(app):
    with pytest.raises(RuleBroken, match="places to book"):
        services.toggle_maybe(make_occurrence(), "a")


def test_who_might_come_is_forgotten_when_the_date_is_over(app, freeze):
    event = make_event(booking_mode="drop_in", capacity=None)
    date = make_occurrence(event=event)
    later = make_occurrence(event=event, starts_in=timedelta(days=14))
    for each in (date, later):
        services.toggle_maybe(each, "a")

    freeze(date.ends_at + timedelta(minutes=1))
    services.forget_past()

    assert queries.maybe_of(date, "a") is None
    assert queries.maybe_of(later, "a") is not None


def test_pressing_maybe_twice_at_once_is_no_fault(app):
    date = make_occurrence(event=make_event(booking_mode="drop_in", capacity=None))
    date_id, start = date.id, Barrier(6)

    def press(_):
        with app.app_context(), writing():
            start.wait(timeout=30)
            there = joinedload(Occurrence.event)
            found = db.session.get_one(Occurrence, date_id, options=[there])
            services.toggle_maybe(found, "a")
            db.session.commit()

    db.session.commit()
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(press, range(6)))

    assert db.session.scalar(select(func.count()).select_from(Maybe)) <= 1
