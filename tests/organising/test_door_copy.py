"""Taps that come from phones: once each, in any order, late, from two at a time, or nonsense."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from app.bookings.models import Booking
from app.organisations.models import Membership
from app.organising import queries, services
from app.organising.models import DoorTap
from app.people import services as people
from app.shared.database import db, utcnow
from tests.factories import make_booking, make_event, make_occurrence
from tests.page import get_page

MINUTE = 60_000
"""In the milliseconds of a phone's clock."""
NOON = 1_000_000_000_000
"""What a phone's clock says now. It is years behind, and nobody minds."""


@pytest.fixture
def date(app):
    return make_occurrence(event=make_event(title="Art group"), starts_in=timedelta(minutes=-90))


@pytest.fixture
def sync(client, date, priya):
    """sync(tap, tap) sends them as a phone does; what it hears."""

    def sync(*taps, status=200):
        said = {"now": NOON, "taps": list(taps)}
        answer = client.post(f"/organise/dates/{date.id}/door/sync", json=said)
        assert answer.status_code == status
        return answer.json if status == 200 else None

    return sync


def tap(act, booking=None, ago=0, sure=False):
    number = booking.id if booking else None
    at = NOON - ago * MINUTE
    return {"key": str(uuid4()), "act": act, "booking": number, "at": at, "sure": sure}


def state(booking):
    db.session.rollback()
    return db.session.get(Booking, booking.id).state


def test_taps_are_done_in_order_and_a_replay_does_nothing(sync, date):
    kelly, dean = make_booking(occurrence=date, places=2), make_booking(occurrence=date)
    taps = [tap("not_here", kelly, 9), tap("here", kelly, 8), tap("here", dean, 7), tap("walk_in")]
    taps += [tap("not_here", dean, 6, sure=True), tap("walk_in"), tap("walk_out")]

    first = sync(*taps)
    db.session.get(Booking, kelly.id).state = "not_there"  # put right since
    again = sync(*taps)

    assert first["here"] == [kelly.id]
    assert first["not_here"] == [dean.id]
    assert first["totals"] == {"here": 2, "booked": 3, "walk_ins": 1}
    assert again["here"] == []
    assert again["totals"]["walk_ins"] == 1
    assert again["said"] == []


def test_a_walk_in_belongs_to_no_booking_whatever_the_phone_says(sync, date):
    nobodys = {**tap("walk_in"), "booking": 2**31 - 1}

    assert sync(nobodys)["totals"]["walk_ins"] == 1

    assert db.session.scalar(select(DoorTap)).booking_id is None


def test_here_from_one_phone_is_not_undone_by_another_that_had_not_heard(sync, date):
    kelly = make_booking(occurrence=date)
    sync(tap("here", kelly, ago=5))

    for late in (tap("not_here", kelly, ago=2), tap("not_here", kelly, ago=9, sure=True)):
        answer = sync(late)
        assert "They were marked here at" in answer["said"][0]["words"]
        assert answer["said"][0]["booking"] == kelly.id
        assert answer["here"] == [kelly.id]

    assert sync(tap("not_here", kelly, ago=1, sure=True))["here"] == []


def test_here_that_comes_late_wins_unless_it_was_put_right_since(sync, date):
    kelly, dean = make_booking(occurrence=date), make_booking(occurrence=date)
    sync(tap("not_here", kelly, ago=5), tap("here", dean, 9), tap("not_here", dean, 5, sure=True))

    answer = sync(tap("here", kelly, ago=8), tap("here", dean, ago=8))

    assert answer["here"] == [kelly.id]
    assert "Press Here if they came" in answer["said"][0]["words"]
    assert sync(tap("here", dean))["here"] == [kelly.id, dean.id]


def test_a_phone_that_comes_back_after_two_days_is_heard_and_after_weeks_answered(sync, date):
    other = make_occurrence(event=date.event, starts_in=timedelta(days=-16))
    kelly = make_booking(occurrence=date)
    said = services.note(other, [services.Tap("k" * 36, "walk_in", utcnow())])

    assert sync(tap("here", kelly, ago=2 * 24 * 60))["here"] == [kelly.id]
    assert "more than 14 days ago" in said[0].words
    assert queries.walk_ins(other) == 0


def test_what_cannot_be_done_is_said_and_the_rest_is_done(sync, date):
    gone = make_booking(occurrence=date, state="cancelled_by_person")
    elsewhere, kelly = make_booking(), make_booking(occurrence=date)

    answer = sync(tap("here", gone), tap("here", elsewhere), tap("here", kelly))

    assert [each["booking"] for each in answer["said"]] == [gone.id, elsewhere.id]
    assert answer["here"] == [kelly.id]
    assert state(elsewhere) == "booked"


@pytest.mark.parametrize(
    "wrong",
    [
        {"key": "short"},
        {"key": None},
        {"act": "dance"},
        {"booking": 2**40},
        {"booking": "x"},
        {"at": None},
        {"at": -(10**400)},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_nonsense_is_refused_whole(sync, date, wrong):
    kelly = make_booking(occurrence=date)

    sync(tap("here", kelly), tap("here", kelly) | wrong, status=400)

    assert state(kelly) == "booked"


@pytest.mark.parametrize("body", [b"[" * 100_000, b"\xff", b"[]", b""])
def test_what_is_no_list_of_taps_is_refused(client, priya, date, body):
    address = f"/organise/dates/{date.id}/door/sync"

    answer = client.post(address, data=body, content_type="application/json")

    assert answer.status_code == 400
    assert "We could not read that" in answer.text


def test_the_list_for_a_phone_is_what_the_page_shows_and_changes_its_version(client, sync, date):
    make_booking(occurrence=date, name="Kelly Marsden", code="HAZEL-7Q4K2M", note="Oats")
    before = sync()["version"]
    make_booking(occurrence=date, name="Dean Wragg", email="dean@example.org")

    answer = client.get(f"/organise/dates/{date.id}/door/list")

    assert answer.json["version"] == sync()["version"] != before
    assert [it["title"] for it in answer.json["people"]] == ["Dean W", "Kelly M"]
    said = answer.text.replace(answer.json["token"], "")  # in which any letters may stand
    for kept_back in ("Marsden", "HAZEL", "7Q4", "Oats", "Wragg", "dean@example.org"):
        assert kept_back not in said


def test_a_copy_ends_with_the_sign_in_and_a_day_after_the_end(client, priya, date, freeze):
    address = f"/organise/dates/{date.id}/door/list"
    soon = client.get(address).json["until"]
    people.end_all_of(priya)
    token = people.start_sign_in(priya, is_kept=True)
    with client.session_transaction() as session:
        session["_user_id"] = token
    later = client.get(address).json["until"]

    assert soon < later == (date.ends_at + timedelta(hours=24)).timestamp() * 1000
    assert soon <= (utcnow() + people.VISIT).timestamp() * 1000


def test_whoever_is_no_longer_an_organiser_or_signed_out_hears_so(client, sync, priya, date):
    kelly = make_booking(occurrence=date)
    people.end_all_of(priya)
    assert client.get(f"/organise/dates/{date.id}/door/list").status_code == 303
    token = people.start_sign_in(priya)
    with client.session_transaction() as session:
        session["_user_id"] = token
    for position in db.session.scalars(db.select(Membership)):
        db.session.delete(position)

    sync(tap("here", kelly), status=404)

    assert state(kelly) == "booked"


def test_keys_are_forgotten_when_no_tap_can_come_so_late(sync, date):
    sync(tap("walk_in"))
    services.forget(utcnow() + timedelta(days=59))
    assert db.session.scalar(db.select(DoorTap)) is not None

    services.forget(utcnow() + timedelta(days=61))

    assert db.session.scalar(db.select(DoorTap)) is None
    assert queries.walk_ins(date) == 1


def test_the_empty_page_and_its_worker_hold_nobody(client, date, priya):
    make_booking(occurrence=date, name="Kelly Marsden")
    page = get_page(client, "/organise/door-shell")
    worker = client.get("/organise/door-worker.js")

    assert "Kelly" not in page.text
    assert page.response.headers["Cache-Control"] != "public"
    assert worker.headers["Service-Worker-Allowed"] == "/organise/dates/"
    assert worker.mimetype == "text/javascript"
    assert "connect-src 'self'" in worker.headers["Content-Security-Policy"]


def test_a_tap_costs_the_same_among_many(sync, date, count_queries):
    one, another = (tap("here", make_booking(occurrence=date)) for _ in range(2))
    few = count_queries(lambda: sync(one))
    for _ in range(50):
        make_booking(occurrence=date)

    assert count_queries(lambda: sync(another)) == few
