from datetime import timedelta

import pytest
from sqlalchemy import update

from app.bookings import queries, services
from app.bookings.models import Booking, BookingState
from app.bookings.services import AlreadyBooked, JustGone, Party
from app.shared.database import db, utcnow
from app.shared.errors import RuleBroken
from tests.factories import make_booking, make_event, make_occurrence, make_person

KEL = Party(name="Kel")


def three() -> Party:
    return Party(name="Bev", places=3)


def test_a_booking_takes_places(app):
    date = make_occurrence(event=make_event(capacity=5, max_guests=2))

    booking = services.book(date, three())

    assert booking.state == BookingState.BOOKED
    assert queries.places_left(date) == 2


def test_a_full_date_refuses_with_words_and_keeps_nothing(app):
    date = make_occurrence(capacity=1)
    make_booking(occurrence=date)

    with pytest.raises(JustGone, match="You can join the waiting list"):
        services.book(date, KEL)

    assert queries.places_taken(date) == 1


def test_a_full_date_takes_who_asked_to_wait(app):
    date = make_occurrence(capacity=1)
    make_booking(occurrence=date)

    booking = services.book(date, KEL, waits_if_full=True)

    assert booking.is_waiting
    assert queries.position(booking) == 1


def test_a_date_without_a_waiting_list_says_it_is_full(app):
    date = make_occurrence(event=make_event(has_waiting_list=False), capacity=1)
    make_booking(occurrence=date)

    with pytest.raises(RuleBroken, match="This date is full"):
        services.book(date, KEL, waits_if_full=True)


@pytest.mark.parametrize("places", [0, -1, 4, 99])
def test_a_party_must_fit_the_event(app, places):
    date = make_occurrence(event=make_event(max_guests=2))

    with pytest.raises(RuleBroken, match="Choose between 1 and 3 places"):
        services.book(date, Party(name="Kel", places=places))


def test_dates_that_take_no_bookings_say_why(app):
    drop_in = make_event(booking_mode="drop_in", capacity=None)
    now = utcnow()
    refusals = [
        (make_occurrence(event=drop_in), "Just turn up"),
        (make_occurrence(cancelled_at=now), "This date is off"),
        (make_occurrence(starts_at=now - timedelta(minutes=5)), "It has started"),
        (make_occurrence(starts_at=now - timedelta(days=2)), "This date has been"),
    ]

    for date, words in refusals:
        with pytest.raises(RuleBroken, match=words):
            services.book(date, KEL)


def test_the_same_form_twice_is_one_booking(app):
    date = make_occurrence()

    first = services.book(date, KEL, form_key="k" * 22, browser_key="b")
    second = services.book(date, KEL, form_key="k" * 22, browser_key="b")

    assert first.id == second.id
    assert queries.places_taken(date) == 1


def test_two_tabs_of_one_browser_are_one_place(app):
    date = make_occurrence()
    held = services.book(date, KEL, form_key="a" * 22, browser_key="same")

    with pytest.raises(AlreadyBooked) as refused:
        services.book(date, KEL, form_key="b" * 22, browser_key="same")

    assert refused.value.booking.id == held.id


def test_the_same_name_and_address_elsewhere_get_the_ordinary_answer(app):
    date = make_occurrence()
    kel = Party(name="Kel", email="kel@example.org")
    services.book(date, kel, browser_key="hers")

    other = services.book(date, kel, browser_key="someone else's")

    assert other.state == BookingState.BOOKED


def test_a_signed_in_person_holds_one_place_on_a_date(app):
    date, person = make_occurrence(), make_person()
    services.book(date, KEL, person=person, browser_key="phone")

    with pytest.raises(AlreadyBooked):
        services.book(date, KEL, person=person, browser_key="library")


def test_cancelling_frees_the_place_for_the_first_who_waits(app):
    date = make_occurrence(capacity=1)
    booked = services.book(date, KEL)
    first = services.book(date, Party(name="Ash"), waits_if_full=True)
    second = services.book(date, Party(name="Jo"), waits_if_full=True)

    services.cancel(booked)

    db.session.refresh(first)
    db.session.refresh(second)
    assert (first.state, second.state) == (BookingState.BOOKED, BookingState.WAITING)
    assert queries.position(second) == 1


def test_cancelling_twice_frees_one_place(app):
    date = make_occurrence(capacity=1)
    booked = services.book(date, KEL)
    services.book(date, Party(name="Ash"), waits_if_full=True)
    services.book(date, Party(name="Jo"), waits_if_full=True)

    services.cancel(booked)
    services.cancel(booked)

    assert queries.places_taken(date) == 1
    assert len(queries.waiting(date)) == 1


def test_a_party_waits_as_one_and_keeps_its_turn(app):
    date = make_occurrence(event=make_event(max_guests=2), capacity=2)
    one, other = services.book(date, KEL), services.book(date, Party(name="Ash"))
    party = services.book(date, three(), waits_if_full=True)
    single = services.book(date, Party(name="Jo"), waits_if_full=True)

    services.cancel(one)

    db.session.refresh(party)
    db.session.refresh(single)
    assert (party.state, single.state) == (BookingState.WAITING, BookingState.BOOKED)
    assert queries.position(party) == 1
    services.cancel(other)
    assert queries.places_left(date) == 1


def test_undo_gives_the_place_back_while_it_is_free(app):
    date = make_occurrence(capacity=1)
    booking = services.book(date, KEL)
    services.cancel(booking)

    services.undo(booking)
    services.undo(booking)

    assert booking.state == BookingState.BOOKED
    assert booking.cancelled_at is None


def test_undo_says_kindly_when_the_place_went(app):
    date = make_occurrence(capacity=1)
    booking = services.book(date, KEL)
    services.cancel(booking)
    services.book(date, Party(name="Ash"))

    with pytest.raises(JustGone, match="Just gone"):
        services.undo(booking)

    assert queries.places_taken(date) == 1


def test_undo_of_leaving_the_list_keeps_the_turn(app):
    date = make_occurrence(capacity=1)
    services.book(date, KEL)
    first = services.book(date, Party(name="Ash"), waits_if_full=True)
    services.book(date, Party(name="Jo"), waits_if_full=True)
    services.cancel(first)

    services.undo(first)

    assert first.is_waiting
    assert queries.position(first) == 1


def test_undo_is_open_for_ten_minutes(app, freeze):
    date = make_occurrence()
    booking = services.book(date, KEL)
    services.cancel(booking)

    freeze(utcnow() + timedelta(minutes=10, seconds=1))

    with pytest.raises(RuleBroken, match="too late to undo"):
        services.undo(booking)


def test_nothing_is_given_away_once_the_date_has_begun(app, freeze):
    date = make_occurrence(capacity=1, starts_at=utcnow() + timedelta(hours=1))
    booked = services.book(date, KEL)
    waiting = services.book(date, Party(name="Ash"), waits_if_full=True)

    freeze(utcnow() + timedelta(minutes=61))
    services.cancel(booked)

    db.session.refresh(waiting)
    assert waiting.is_waiting


def test_a_date_that_is_over_cannot_be_cancelled(app):
    booking = make_booking(occurrence=make_occurrence(starts_at=utcnow() - timedelta(days=1)))

    with pytest.raises(RuleBroken, match="nothing to cancel"):
        services.cancel(booking)


def test_calling_a_date_off_tells_everyone_once(app):
    date = make_occurrence(capacity=1)
    booked = services.book(date, KEL)
    waiting = services.book(date, Party(name="Ash"), waits_if_full=True)

    told = services.cancel_date(date, "The hall boiler is being fixed.")

    db.session.refresh(booked)
    db.session.refresh(waiting)
    assert told == 2
    assert booked.state == waiting.state == BookingState.CANCELLED_BY_GROUP
    assert date.is_cancelled
    services.cancel(booked)
    assert booked.state == BookingState.CANCELLED_BY_GROUP


@pytest.mark.parametrize("holder", ["person", "browser"])
def test_undo_after_booking_again_leaves_one_booking(app, holder):
    date = make_occurrence()
    whose = {"person": make_person()} if holder == "person" else {"browser_key": "a" * 64}
    first = services.book(date, KEL, **whose)
    services.cancel(first)
    again = services.book(date, KEL, **whose)

    with pytest.raises(AlreadyBooked) as refusal:
        services.undo(first)

    assert refusal.value.booking is again
    assert queries.places_taken(date) == 1


def test_what_was_read_before_somebody_else_kept_or_erased_it_is_read_again(app):
    date = make_occurrence()
    kept, erased = make_booking(occurrence=date), make_booking(occurrence=date)
    first, second = make_person(), make_person()
    assert kept.person_id is erased.erased_at is None
    elsewhere = update(Booking).execution_options(synchronize_session=False)
    db.session.execute(elsewhere.where(Booking.id == kept.id).values(person_id=first.id))
    db.session.execute(elsewhere.where(Booking.id == erased.id).values(erased_at=utcnow()))

    with pytest.raises(RuleBroken, match="another list"):
        services.keep(kept, second)
    with pytest.raises(RuleBroken, match="was erased"):
        services.keep(erased, second)
