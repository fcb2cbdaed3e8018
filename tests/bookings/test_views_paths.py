"""The further paths over HTTP: offers, courses, changing, erasing, keeping, "I might come"."""

import re
from datetime import timedelta

import icalendar
import pytest
from sqlalchemy import select

from app.bookings import queries, services
from app.bookings.models import Booking, BookingState
from app.bookings.services import Party
from app.shared import outbox
from app.shared.database import db, utcnow
from tests.factories import make_booking, make_event, make_occurrence, make_person
from tests.page import get_page

HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}


def kept(booking_id) -> Booking:
    db.session.expire_all()
    return db.session.get(Booking, booking_id)


@pytest.fixture
def offer():
    date = make_occurrence(capacity=1, starts_at=utcnow() + timedelta(days=9))
    held = make_booking(occurrence=date)
    asking = services.book(date, Party(name="Kel", asks_first=True), waits_if_full=True)
    services.cancel(held)
    db.session.commit()
    return asking


@pytest.fixture
def course():
    event = make_event(frequency="block", block_length=3, capacity=4, max_guests=1)
    dates = [
        make_occurrence(event=event, capacity=4, starts_at=utcnow() + timedelta(days=7 * n))
        for n in (1, 2, 3)
    ]
    booking = services.book(dates[0], Party(name="Kel"))
    db.session.commit()
    return booking


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "part"])
@pytest.mark.parametrize(
    ("act", "state", "words"),
    [
        ("accept", BookingState.BOOKED, "You’re booked"),
        ("decline", BookingState.WAITING, "on the list"),
    ],
)
def test_an_offer_is_answered(client, offer, headers, act, state, words):
    page = get_page(client, f"/b/{offer.code}")
    assert "A place is free for you" in page.text

    response = client.post(f"/b/{offer.code}/{act}", headers=headers, follow_redirects=True)

    assert words in response.text
    assert kept(offer.id).state == state


def test_a_yes_that_comes_too_late_keeps_the_turn(client, offer, freeze):
    freeze(offer.offered_until + timedelta(minutes=1))

    response = client.post(f"/b/{offer.code}/accept", headers=HTMX)

    assert response.status_code == 409
    assert "Just gone" in response.text
    assert kept(offer.id).state == BookingState.OFFERED


def test_a_course_shows_its_dates_and_lets_one_be_skipped(client, course):
    second = queries.block_of(course)[1]
    page = get_page(client, f"/b/{course.code}")
    assert page.text.count("Skip this date") == 3

    response = client.post(f"/b/{second.code}/cancel", follow_redirects=True)

    assert response.request.path == f"/b/{course.code}"
    assert response.text.count("Skip this date") == 2
    assert kept(course.id).state == BookingState.BOOKED


def test_the_whole_course_can_be_left_at_once(client, course):
    client.post(f"/b/{course.code}/cancel-all")

    states = {each.state for each in queries.block_of(kept(course.id))}
    assert states == {BookingState.CANCELLED_BY_PERSON}


def test_a_change_is_saved_and_a_wrong_one_keeps_what_was_typed(client):
    date = make_occurrence(event=make_event(max_guests=2), capacity=3)
    booking = make_booking(occurrence=date, name="Kel")
    get_page(client, f"/b/{booking.code}/change")

    wrong = client.post(
        f"/b/{booking.code}/change", data={"places": "9", "name": "Kelly", "note": "A chair"}
    )
    right = client.post(
        f"/b/{booking.code}/change",
        data={"places": "2", "name": "Kelly", "friends": ["Ash", "Nobody"]},
        follow_redirects=True,
    )

    assert wrong.status_code == 422
    assert "Choose how many places you need" in wrong.text
    assert "A chair" in wrong.text
    assert "2 places" in right.text
    assert "Ash" in right.text
    assert "Nobody" not in right.text
    assert kept(booking.id).name == "Kelly"


def test_no_room_for_more_is_said_on_the_form(client):
    date = make_occurrence(event=make_event(max_guests=2), capacity=1)
    booking = make_booking(occurrence=date)

    response = client.post(
        f"/b/{booking.code}/change", data={"places": "3", "name": "Kel"}, headers=HTMX
    )

    assert response.status_code == 422
    assert "There is no room for that many" in response.text
    assert kept(booking.id).places == 1


def test_friends_are_asked_for_one_row_each(client):
    date = make_occurrence(event=make_event(max_guests=3))
    address = f"/events/{date.event.slug}/{date.key}/book/friends"

    part = client.get(f"{address}?places=3", headers=HTMX)
    hostile = client.get(f"{address}?places=99999", headers=HTMX)
    page = client.get(address, follow_redirects=True)

    assert part.text.count('name="friends"') == 2
    assert hostile.text.count('name="friends"') == 3
    assert page.text.count('name="friends"') == 3


def test_erasing_asks_first_and_then_the_code_is_no_more(client):
    booking = make_booking(name="Kelly-Ann")
    code = booking.code

    assert "Erase these details?" in get_page(client, f"/b/{code}/erase").text
    assert kept(booking.id).name == "Kelly-Ann"
    client.post(f"/b/{code}/erase")

    assert client.get(f"/b/{code}").status_code == 404
    assert kept(booking.id).name == ""


def test_a_booking_can_be_kept_in_an_account_and_is_listed_there(client, sign_in):
    booking, person = make_booking(), make_person()
    code = booking.code
    assert "Keep it in my bookings" not in client.get(f"/b/{code}").text
    sign_in(person)
    assert "Keep it in my bookings" in client.get(f"/b/{code}").text

    listed = client.post(f"/b/{code}/keep", follow_redirects=True)

    assert listed.request.path == "/you/bookings"
    assert f"/b/{code}" in listed.text


def test_strangers_are_sent_to_sign_in_and_nobody_sees_anothers_list(client, sign_in):
    booking = make_booking(person=make_person())
    code = booking.code
    assert client.get("/you/bookings").status_code in (302, 303)

    sign_in(make_person())

    page = get_page(client, "/you/bookings")
    assert code not in page.text
    assert "Nothing booked yet" in page.text


def test_reminders_can_be_turned_off_and_on(client):
    booking = make_booking(email="kel@example.org")

    client.post(f"/b/{booking.code}/reminder", data={})
    assert kept(booking.id).wants_reminder is False

    client.post(f"/b/{booking.code}/reminder", data={"wanted": "y"})
    assert kept(booking.id).wants_reminder is True


def test_i_might_come_is_one_for_each_browser(app):
    date = make_occurrence(event=make_event(booking_mode="drop_in", capacity=None))
    page = f"/events/{date.event.slug}/{date.key}"
    browsers = [app.test_client() for _ in range(3)]

    first = browsers[0].post(f"{page}/maybe", headers=HTMX)
    second = browsers[1].post(f"{page}/maybe", headers=HTMX)
    third = browsers[2].post(f"{page}/maybe", follow_redirects=True)
    again = browsers[2].post(f"{page}/maybe", headers=HTMX)

    assert 'aria-pressed="true"' in first.text
    assert "might come." not in second.text
    assert "3 might come" in third.text
    assert 'aria-pressed="false"' in again.text


def test_an_event_with_one_and_with_three_bookings_answers_strangers_alike(app):
    event = make_event(capacity=20)
    date = make_occurrence(event=event, capacity=20)
    stranger = app.test_client()
    pages = ("/events", f"/events/{event.slug}", f"/events/{event.slug}/{date.key}")

    make_booking(occurrence=date)
    one = [_settled(stranger.get(page).text) for page in pages]
    for _ in range(2):
        make_booking(occurrence=date)
    three = [_settled(stranger.get(page).text) for page in pages]

    assert one == three


def _settled(html):
    return re.sub(r'value="[\w.-]{40,}"', "", html)  # the token of a form, new each time


def test_the_calendar_file_keeps_its_uid_and_takes_itself_back(client):
    booking = make_booking()
    path = f"/b/{booking.code}/calendar"

    booked = icalendar.Calendar.from_ical(client.get(path).data)
    client.post(f"/b/{booking.code}/cancel")
    cancelled = icalendar.Calendar.from_ical(client.get(path).data)

    before, after = booked.walk("VEVENT")[0], cancelled.walk("VEVENT")[0]
    assert before["UID"] == after["UID"]
    assert (booked["METHOD"], cancelled["METHOD"]) == ("PUBLISH", "CANCEL")
    assert after["STATUS"] == "CANCELLED"
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert before["SUMMARY"] == "Appointment"
    assert "LOCATION" not in before


def test_a_course_is_one_file_with_all_its_dates(client, course):
    file = icalendar.Calendar.from_ical(client.get(f"/b/{course.code}/calendar").data)

    uids = [str(entry["UID"]) for entry in file.walk("VEVENT")]
    assert len(set(uids)) == 3


def test_a_signed_in_person_need_not_type_their_name(client, sign_in):
    date = make_occurrence()
    sign_in(make_person(name="Kelly M", email="kelly@example.org"))

    page = get_page(client, f"/events/{date.event.slug}/{date.key}/book")

    assert 'value="Kelly M"' in page.text
    client.post(
        f"/events/{date.event.slug}/{date.key}/book",
        data={"places": "1", "name": "Kelly M", "consent": "y", "form_key": "k" * 22},
    )
    assert db.session.scalars(select(Booking)).one().person_id is not None


def test_how_to_join_is_told_only_to_people_with_a_place(client):
    event = make_event(joining="Ring the number 4471")
    date = make_occurrence(event=event, capacity=1)
    booked = make_booking(occurrence=date)
    waiting = make_booking(occurrence=date, state=BookingState.WAITING)

    pages = (f"/events/{event.slug}", f"/events/{event.slug}/{date.key}", f"/b/{waiting.code}")
    assert not any("4471" in client.get(page).text for page in pages)
    assert "Ring the number 4471" in client.get(f"/b/{booked.code}").text


def test_a_full_date_without_a_list_has_no_form(client):
    date = make_occurrence(event=make_event(has_waiting_list=False), capacity=1)
    make_booking(occurrence=date)

    response = client.get(f"/events/{date.event.slug}/{date.key}/book", follow_redirects=True)

    assert response.request.path == f"/events/{date.event.slug}/{date.key}"
    assert "This date is full" in response.text


def test_your_page_shows_what_comes_next(client, sign_in):
    person = make_person()
    later = make_booking(occurrence=make_occurrence(starts_at=utcnow() + timedelta(days=9)))
    sooner = make_booking(occurrence=make_occurrence(starts_at=utcnow() + timedelta(days=2)))
    for booking in (later, sooner):
        services.keep(booking, person)
    db.session.commit()
    codes = sooner.code, later.code
    sign_in(person)

    page = get_page(client, "/you")

    assert [code in page.text for code in codes] == [True, False]


def test_mail_that_came_back_is_told_and_the_booking_stands(client):
    booking = make_booking(email="kel@example.org")
    outbox.post(
        kind="bookings.booked",
        to="kel@example.org",
        full=False,
        context={},
        about=f"booking:{booking.id}",
    ).state = outbox.State.DEAD
    db.session.commit()

    page = get_page(client, f"/b/{booking.code}")

    assert "Our last email to you did not get through" in page.words
    assert "You’re booked" in page.words


def test_a_date_left_out_of_a_course_can_be_taken_back_later(client, course, freeze):
    second = queries.block_of(course)[1]
    client.post(f"/b/{second.code}/cancel")
    freeze(utcnow() + timedelta(hours=3))

    response = client.post(f"/b/{second.code}/undo", follow_redirects=True)

    assert response.text.count("Skip this date") == 3
