"""Booking over HTTP: with htmx and without, and with everything that can be typed."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.bookings.models import Booking, BookingState
from app.shared import limits
from app.shared.database import db, utcnow
from app.shared.outbox import MOST_A_DAY, OutboxMessage
from tests.factories import make_booking, make_event, make_occurrence
from tests.page import get_page

HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}


def address(date) -> str:
    return f"/events/{date.event.slug}/{date.key}/book"


def typed(**more) -> dict[str, str]:
    return {"places": "1", "name": "Kel", "consent": "y", "form_key": "k" * 22} | more


def bookings() -> int:
    return db.session.scalar(select(func.count()).select_from(Booking))


def only_booking() -> Booking:
    return db.session.scalars(select(Booking)).one()


def test_booking_without_javascript_leads_to_the_code(client):
    date = make_occurrence(event=make_event(max_guests=2))

    response = client.post(address(date), data=typed(places="2"), follow_redirects=True)

    booking = only_booking()
    assert response.request.path == f"/b/{booking.code}"
    assert "You’re booked" in response.text
    assert booking.code in response.text
    assert booking.places == 2


def test_booking_with_htmx_sends_the_browser_on(client):
    date = make_occurrence()

    response = client.post(address(date), data=typed(), headers=HTMX)

    assert response.status_code == 204
    assert response.headers["HX-Redirect"] == f"/b/{only_booking().code}"


def test_the_form_page_asks_for_a_name_and_nothing_about_health(client):
    date = make_occurrence()

    page = get_page(client, address(date))

    assert "What should we call you?" in page.text
    for word in ("birth", "recovery", "NHS", "GP", "treatment"):
        assert word not in page.words


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"places": "0"}, "Choose how many places you need"),
        ({"places": "-1"}, "Choose how many places you need"),
        ({"places": "99"}, "Choose how many places you need"),
        ({"places": "two"}, "Choose how many places you need"),
        ({"name": ""}, "Tell us the name you would like us to use"),
        ({"name": "x" * 10_000}, "Use a shorter name, up to 80 characters"),
        ({"email": "kelly@"}, "Enter an email address like name@example.com"),
        ({"email": "zoë@example.org"}, "Enter an email address like name@example.com"),
        ({"note": "x" * 201}, "Use up to 200 characters"),
        ({"consent": ""}, "Tick this so that we may keep your booking"),
    ],
    ids=lambda value: str(value)[:30],
)
@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "part"])
def test_what_is_wrong_is_said_next_to_the_field_and_nothing_is_lost(client, wrong, words, headers):
    date = make_occurrence(event=make_event(max_guests=2))
    sent = typed(name="Kelly-Ann", note="A chair near the door") | wrong

    response = client.post(address(date), data=sent, headers=headers)

    assert response.status_code == 422
    assert words in response.text
    assert "There is a problem" in response.text
    assert sent["name"] in response.text
    assert sent["note"] in response.text
    assert ("<html" in response.text) == (not headers)
    assert bookings() == 0


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", "Zoë 🌻", "مرحبا", "=1+1", "O'Neil & co"]
)
def test_any_name_is_kept_as_text(client, name):
    date = make_occurrence()

    response = client.post(address(date), data=typed(name=name), follow_redirects=True)

    assert only_booking().name == name
    assert "<script>alert" not in response.text


def test_a_name_with_line_breaks_becomes_one_line(client):
    date = make_occurrence()

    client.post(address(date), data=typed(name="Kel\r\nBcc: all@example.org"))

    assert only_booking().name == "Kel Bcc: all@example.org"


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "part"])
def test_the_last_place_gone_while_typing_keeps_the_words_and_offers_the_list(client, headers):
    date = make_occurrence(capacity=1)
    make_booking(occurrence=date)

    response = client.post(address(date), data=typed(name="Kelly-Ann"), headers=headers)

    assert response.status_code == 422
    assert "The last place went while you were typing" in response.text
    assert "Join the waiting list" in response.text
    assert "Kelly-Ann" in response.text
    assert 'name="waits_if_full" type="hidden" value="yes"' in response.text


def test_joining_the_list_says_the_turn(client):
    date = make_occurrence(capacity=1)
    make_booking(occurrence=date)
    make_booking(occurrence=date, state=BookingState.WAITING)

    response = client.post(address(date), data=typed(waits_if_full="yes"), follow_redirects=True)

    assert "<b>2nd</b>" in response.text


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ({"starts_at": timedelta(days=-3)}, "This date has been"),
        ({"starts_at": timedelta(minutes=-5)}, "It has started"),
        ({"cancelled": True}, "This date is off"),
    ],
    ids=["past", "started", "cancelled"],
)
def test_dates_that_cannot_be_booked_say_so(client, date, words):
    says = {"starts_at": utcnow() + date.get("starts_at", timedelta(days=3))}
    if date.get("cancelled"):
        says["cancelled_at"] = utcnow()
    occurrence = make_occurrence(**says)

    response = client.post(address(occurrence), data=typed())

    assert response.status_code == 422
    assert words in response.text
    assert bookings() == 0


def test_a_drop_in_has_no_booking_and_no_button(client):
    date = make_occurrence(event=make_event(booking_mode="drop_in", capacity=None))

    page = get_page(client, f"/events/{date.event.slug}/{date.key}")
    response = client.post(address(date), data=typed())

    assert "Just turn up" in page.text
    assert "/book" not in page.text
    assert "There is no need to book" in response.text


def test_a_double_tap_is_one_booking_and_one_answer(client):
    date = make_occurrence()

    first = client.post(address(date), data=typed())
    second = client.post(address(date), data=typed())

    assert first.location == second.location
    assert bookings() == 1


def test_a_second_tab_is_shown_the_first_booking(client):
    date = make_occurrence()
    client.post(address(date), data=typed())

    response = client.post(address(date), data=typed(form_key="t" * 22), follow_redirects=True)

    assert "You already have a place on this date" in response.text
    assert bookings() == 1


def test_another_browser_learns_nothing_of_who_booked(app, client):
    date = make_occurrence()
    kelly = {"name": "Kelly", "email": "kelly@example.org"}
    client.post(address(date), data=typed(**kelly))

    response = app.test_client().post(
        address(date), data=typed(form_key="o" * 22, **kelly), follow_redirects=True
    )

    assert "already" not in response.text
    assert "You’re booked" in response.text


def test_cancelling_from_a_mail_changes_nothing_until_the_button(client):
    booking = make_booking()

    page = get_page(client, f"/b/{booking.code}/cancel")
    assert "Cancel my place" in page.text
    assert only_booking().state == BookingState.BOOKED

    response = client.post(f"/b/{booking.code}/cancel", follow_redirects=True)
    assert "Cancelled. Thanks for telling us." in response.text
    assert only_booking().state == BookingState.CANCELLED_BY_PERSON


@pytest.mark.parametrize(("said", "kept"), [("unwell", "unwell"), ("", ""), ("<b>", "")])
def test_a_reason_is_never_needed_and_only_ours_are_kept(client, said, kept):
    booking = make_booking()

    client.post(f"/b/{booking.code}/cancel", data={"reason": said})

    assert only_booking().state == BookingState.CANCELLED_BY_PERSON
    assert only_booking().leaving_reason == kept


def test_cancel_and_undo_swap_the_booking_and_move_the_focus(client):
    booking = make_booking()

    cancelled = client.post(f"/b/{booking.code}/cancel", headers=HTMX)
    undone = client.post(f"/b/{booking.code}/undo", headers=HTMX)

    assert cancelled.text.lstrip().startswith('<article id="booking">')
    assert "data-focus>Undo" in cancelled.text
    assert "You’re booked" in undone.text
    assert only_booking().state == BookingState.BOOKED


def test_undo_refused_says_why_and_keeps_the_booking_page(client):
    booking = make_booking(occurrence=make_occurrence(capacity=1))
    client.post(f"/b/{booking.code}/cancel")
    make_booking(occurrence=booking.occurrence)

    response = client.post(f"/b/{booking.code}/undo", headers=HTMX)

    assert response.status_code == 409
    assert "Just gone" in response.text


@pytest.mark.parametrize("code", ["HAZEL-222222", "nonsense", "x" * 500, "' OR 1=1"])
def test_every_wrong_code_gets_one_answer(client, code):
    make_booking()

    shown = client.get(f"/b/{code}")
    found = client.post("/bookings/find", data={"code": code})

    assert shown.status_code == 404
    assert "We could not find that code" in shown.text
    assert found.status_code == 422
    assert "We could not find that code. Check the letters, or ask the group." in found.text


def test_a_code_is_found_however_it_is_spelled(client):
    booking = make_booking()

    response = client.post("/bookings/find", data={"code": booking.code.lower().replace("-", " ")})

    assert response.location == f"/b/{booking.code}"


def test_guessing_codes_is_slowed_down_in_kind_words(client):
    answers = [
        client.post("/bookings/find", data={"code": f"HAZEL-22222{n % 8 + 2}"}) for n in range(12)
    ]

    assert answers[-1].status_code == 429
    assert "You have not done anything wrong" in answers[-1].text
    assert answers[0].status_code == 422


def test_every_address_that_takes_a_code_spends_the_same_tries(client):
    wrong = "HAZEL-222222"
    client.post("/bookings/find", data={"code": wrong})
    for page in ("", "/position", "/calendar", "/change", "/cancel", "/erase"):
        assert client.get(f"/b/{wrong}{page}").status_code == 404
    for act in ("undo", "accept", "decline"):
        assert client.post(f"/b/{wrong}/{act}").status_code == 404

    answers = [client.get(f"/b/{wrong}"), client.post("/bookings/find", data={"code": wrong})]

    assert [answer.status_code for answer in answers] == [429, 429]


def test_nobody_is_written_to_without_end_by_acts_that_undo_each_other(client):
    booking = make_booking(email="kel@example.org")
    allowed = int(limits.BOOKING.split()[0])

    answers = [
        client.post(f"/b/{booking.code}/{'undo' if turn % 2 else 'cancel'}").status_code
        for turn in range(allowed + 1)
    ]

    written = db.session.scalar(select(func.count()).select_from(OutboxMessage))
    assert answers == [303] * allowed + [429]
    assert written == MOST_A_DAY
    assert client.get(f"/b/{booking.code}").status_code == 200


def test_what_is_personal_is_never_kept_by_a_cache(client):
    booking = make_booking()

    for path in (f"/b/{booking.code}", address(booking.occurrence), "/bookings/find"):
        response = client.get(path)
        assert "no-store" in response.headers["Cache-Control"]
        assert "noindex" in response.headers["X-Robots-Tag"]


def test_a_booking_page_title_gives_nothing_away(client):
    booking = make_booking(occurrence=make_occurrence(event=make_event(title="Recovery walk")))

    page = get_page(client, f"/b/{booking.code}")

    assert page.title.startswith("Your booking, ")
    assert "Recovery" not in page.title


def test_a_booking_page_costs_the_same_with_a_long_list(client, count_queries):
    booking = make_booking(occurrence=make_occurrence(capacity=1))
    path = f"/b/{booking.code}"
    one = count_queries(lambda: client.get(path))
    for _ in range(5):
        make_booking(occurrence=booking.occurrence, state=BookingState.WAITING)

    many = count_queries(lambda: client.get(path))

    assert one == many <= 6
