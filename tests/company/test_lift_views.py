"""Lifts over HTTP: from the booking's page to the two who agree, and what strangers learn."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import func, select

from app.bookings import queries as booking_queries
from app.company import queries, services
from app.company.models import Lift, LiftPair
from app.shared.database import db, writing
from app.shared.errors import RuleBroken
from tests.factories import make_booking, make_lift, make_membership
from tests.page import get_page, read_page

HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}


def agree(need, offer):
    services.ask_lift(booking_queries.with_code(need.booking.code), offer.id)
    services.agree_lift(booking_queries.with_code(offer.booking.code), need.id)
    db.session.commit()


def test_kelly_asks_dean_says_yes_and_each_sees_the_other(client, kelly, offer):
    address, ashley = f"/b/{kelly.code}/lift", f"/b/{offer.booking.code}/lift"
    assert address in get_page(client, f"/b/{kelly.code}").links
    form = get_page(client, address).form(address)
    sent = {
        **form.fields,
        "kind": "need",
        "area": "Matlock",
        "seats": "1",
        "phone": "07700 900 001",
    }
    page = read_page(client.post(address, data=sent, follow_redirects=True))
    assert "You need a lift from Matlock" in page.words
    assert "Youlgrave 1 seat" in page.words
    assert "Ashley" not in page.text
    client.post(f"{address}/{offer.id}/ask")
    assert "Somebody waits for your yes or no" in get_page(client, f"/b/{offer.booking.code}").words
    need = db.session.scalars(select(Lift).where(Lift.kind == "need")).one()
    page = get_page(client, ashley)
    assert "Could you take them? Matlock 1 seat" in page.words
    assert "Kelly" not in page.text
    assert "900 001" not in page.text

    page = read_page(client.post(f"{ashley}/{need.id}/yes", follow_redirects=True))

    assert "Kelly comes with you" in page.words
    assert "07700 900 001" in page.words
    client.post(f"{ashley}/{need.id}/words", data={f"to{need.id}-words": "By the church at 6"})
    page = get_page(client, address)
    assert "Ashley will give you a lift From Youlgrave. Phone 07700 900 002" in page.words
    assert "Ashley wrote: By the church at 6" in page.words
    for private in ("Noon", "ashley@example.org", offer.booking.code):
        assert private not in page.text
    assert "You share a lift with Ashley." in get_page(client, f"/b/{kelly.code}").words


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "part"])
@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("kind", "", "Choose one of the two"),
        ("area", "", "Say which village or part of town"),
        ("area", " ", "Say which village or part of town"),
        ("area", "12 Mill Lane", "Leave out house numbers and postcodes"),
        ("area", "M" * 41, "Use fewer words, up to 40 characters"),
        ("phone", "ring me", "Check the number"),
    ],
)
def test_what_cannot_be_taken_is_said_beside_its_field_and_kept(
    client, kelly, headers, field, typed, words
):
    sent = {"kind": "need", "area": "Matlock", "seats": "2"} | {field: typed}
    answer = client.post(f"/b/{kelly.code}/lift", data=sent, headers=headers)

    assert answer.status_code == 422
    assert words in answer.text
    assert f'value="{typed.strip()}"' in answer.text
    assert ("<html" in answer.text) == (not headers)
    assert db.session.scalar(select(func.count()).select_from(Lift)) == 0


@pytest.mark.parametrize(
    ("typed", "says"),
    [("w" * 201, "Use fewer words, up to 200 characters"), (" ", "Write a few words first")],
)
def test_words_of_no_use_are_refused_and_kept(client, need, offer, typed, says):
    agree(need, offer)
    sent = {f"to{offer.id}-words": typed}
    answer = client.post(f"/b/{need.booking.code}/lift/{offer.id}/words", data=sent)

    assert answer.status_code == 422
    assert read_page(answer).title.startswith("Error: ")
    assert answer.text.count(says) == 2, "beside its field, and where the focus goes"
    assert f'value="{typed.strip()}"' in answer.text


def test_with_htmx_the_part_comes_back_and_takes_the_focus(client, need, offer):
    answer = client.post(f"/b/{need.booking.code}/lift/{offer.id}/ask", headers=HTMX)

    assert answer.status_code == 200
    assert answer.text.lstrip().startswith('<section id="lift"')
    assert "data-focus" in answer.text
    assert "You asked" in answer.text
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_no_shows_nothing_of_whose_it_was(client, need, offer):
    client.post(f"/b/{need.booking.code}/lift/{offer.id}/ask")
    client.post(f"/b/{offer.booking.code}/lift/{need.id}/no")

    page = get_page(client, f"/b/{need.booking.code}/lift")
    assert "A lift you hoped for cannot be, this time." in page.words
    for trace in ("Ashley", "Youlgrave", f"/lift/{offer.id}/"):
        assert trace not in page.text
    assert "Not this time" not in get_page(client, f"/b/{offer.booking.code}/lift").words


def test_taking_it_back_needs_no_reason(client, need, offer):
    agree(need, offer)
    kelly, ashley = need.booking, offer.booking

    page = read_page(client.post(f"/b/{kelly.code}/lift/end", follow_redirects=True))

    assert "Say whether you need a lift or can give one" in page.words
    assert "Kelly" not in get_page(client, f"/b/{ashley.code}/lift").text
    assert not booking_queries.with_code(kelly.code).wants_lift


def test_whoever_is_not_one_of_the_two_learns_nothing(client, sign_in, need, offer):
    agree(need, offer)
    elsewhere = make_lift(make_booking(name="Nosy"), kind="offer", area="Crich")
    same_date = make_lift(make_booking(need.occurrence, name="Nosy"), kind="offer", area="Crich")
    for lift in (elsewhere, same_date):
        address = f"/b/{lift.booking.code}/lift"
        for act in ("ask", "yes", "no", "words"):
            for other in (need.id, offer.id, 9999):
                sent = {f"to{other}-words": "Psst"}
                answer = client.post(f"{address}/{other}/{act}", data=sent)
                assert answer.status_code == 409
                assert "not there any more" in answer.text
        for private in ("Kelly", "Ashley", "Matlock", "Youlgrave", "900 00"):
            assert private not in get_page(client, address).text
    assert db.session.scalar(select(func.count()).select_from(LiftPair)) == 1


def test_where_attendance_is_private_nobody_is_put_in_touch(client, need, kelly):
    kelly.occurrence.event.is_attendance_private = True
    db.session.commit()
    services.keep_up()
    db.session.commit()

    assert f"/b/{kelly.code}/lift" not in get_page(client, f"/b/{kelly.code}").links
    page = get_page(client, f"/b/{kelly.code}/lift")
    assert "We keep who comes private" in page.words
    assert client.post(f"/b/{kelly.code}/lift", data={"kind": "need"}).status_code == 422


def test_the_organiser_sees_first_name_and_initial_by_area(client, sign_in, need, offer, group):
    sign_in(make_membership(group, position="organiser").person)

    page = get_page(client, f"/organise/dates/{need.occurrence_id}")

    assert (
        "Lifts still needed: 1 Matlock Kelly M 1 seat is free with others who come." in page.words
    )
    assert "900 001" not in page.text
    agree(need, offer)
    page = get_page(client, f"/organise/dates/{need.occurrence_id}")
    assert "Lifts still needed" not in page.words


def test_many_who_fit_cost_as_much_as_one(client, count_queries, need, offer):
    address = f"/b/{need.booking.code}/lift"
    one = count_queries(lambda: client.get(address))
    for _ in range(5):
        make_lift(make_booking(need.occurrence), kind="offer")

    assert count_queries(lambda: client.get(address)) == one


def test_of_many_who_want_the_last_seat_at_once_one_gets_it(app, kelly, offer):
    lifts = [make_lift(make_booking(kelly.occurrence)) for _ in range(6)]
    for lift in lifts:
        services.ask_lift(booking_queries.with_code(offer.booking.code), lift.id)
    db.session.commit()
    codes, offer_id = [lift.booking.code for lift in lifts], offer.id
    start = Barrier(len(codes))

    def say_yes(code):
        with app.app_context(), writing():
            start.wait(timeout=30)
            try:
                services.agree_lift(booking_queries.with_code(code), offer_id)
            except RuleBroken as words:
                return str(words)
            db.session.commit()
            return "yes"

    with ThreadPoolExecutor(len(codes)) as pool:
        told = sorted(pool.map(say_yes, codes))

    assert told[-1] == "yes"
    assert "yes" not in told[:-1]
    db.session.rollback()
    agreed = select(func.count()).where(LiftPair.agreed_at.is_not(None))
    assert db.session.scalar(agreed) == 1
    assert queries.seats_left(offer) == 0
