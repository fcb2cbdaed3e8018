"""The door: who is expected, marking them, counting walk-ins, and the list on paper."""

from datetime import timedelta

import pytest

from app.bookings.models import Booking
from app.organisations.models import Position
from app.organising import queries
from app.shared import outbox
from app.shared.database import db, utcnow
from tests.factories import make_booking, make_event, make_membership, make_occurrence, make_person
from tests.page import get_page, read_page

AGO = timedelta(minutes=-30)


@pytest.fixture
def date(app):
    return make_occurrence(event=make_event(title="Art group"), starts_in=AGO)


@pytest.fixture
def press(client):
    """press(booking, "here") as the form on the page does it; the page that comes of it."""

    def press(booking, act, **says):
        address = f"/organise/dates/{booking.occurrence_id}/door/{booking.id}"
        answer = client.post(address, data={"act": act} | says, follow_redirects=True)
        return read_page(answer)

    return press


def state(booking):
    db.session.rollback()
    return db.session.get(Booking, booking.id).state


def test_the_door_shows_first_name_initial_places_end_of_code_and_ticks(client, priya, date):
    make_booking(
        occurrence=date, name="Kelly Marsden", code="HAZEL-7Q4K2M", wants_meeting=True, note="Oats"
    )
    make_booking(occurrence=date, name="Moira Dale", places=2, wants_lift=True)
    make_booking(occurrence=date, name="Waiting Wilf", state="waiting")
    make_booking(name="Elsewhere Ed")

    page = get_page(client, f"/organise/dates/{date.id}/door")

    assert "Kelly M …K2M Meet at the door Access or food" in page.words
    assert "Moira D +1" in page.words
    assert "0 here 3 booked 0 walk-ins" in page.words
    for kept_back in ("Marsden", "HAZEL", "7Q4", "Oats", "Wilf", "Elsewhere"):
        assert kept_back not in page.text


def test_a_tap_marks_and_counts_and_here_is_never_undone_without_a_question(press, priya, date):
    moira = make_booking(occurrence=date, name="Moira Dale", places=2)

    assert "2 here 2 booked" in press(moira, "here").words
    asked = press(moira, "not_here")

    assert asked.status == 409
    assert "They were marked here at" in asked.words
    assert state(moira) == "came"
    assert "0 here 2 booked" in press(moira, "not_here", sure="yes").words
    assert state(moira) == "not_there"
    assert "2 here 2 booked" in press(moira, "here").words


def test_before_it_starts_the_door_says_why_it_waits(press, priya, date):
    early = make_occurrence(event=date.event, starts_in=timedelta(days=1))
    kelly = make_booking(occurrence=early)

    page = press(kelly, "here")

    assert page.status == 409
    assert "It is early yet" in page.words
    assert state(kelly) == "booked"


def test_walk_ins_are_a_number_that_a_double_tap_counts_once(client, priya, date):
    door = f"/organise/dates/{date.id}/door"

    def add(act="walk_in"):
        form = get_page(client, door).form(f"{door}/walk-ins").fields | {"act": act}
        for _ in range(2):
            client.post(f"{door}/walk-ins", data=form)
        return queries.walk_ins(date)

    assert [add(), add(), add("walk_out"), add("walk_out"), add("walk_out")] == [1, 2, 1, 0, 0]


@pytest.mark.parametrize("typed", ["kelly", "K2M", "hazel-7q4k2m"])
def test_a_name_or_a_code_finds_a_row(client, priya, date, typed):
    make_booking(occurrence=date, name="Kelly Marsden", code="HAZEL-7Q4K2M")
    make_booking(occurrence=date, name="Dean Wragg", code="ROWAN-22222X")

    door = f"/organise/dates/{date.id}/door"
    page = read_page(client.post(door, data={"q": typed}))

    assert "Kelly M" in page.words
    assert "Dean W" not in page.words
    assert "Dean W" in get_page(client, f"{door}?q={typed}").words  # no name is in an address


def test_nobody_marks_a_booking_of_another_date(client, press, priya, date):
    other = make_booking(occurrence=make_occurrence(starts_in=AGO))

    answer = client.post(f"/organise/dates/{date.id}/door/{other.id}", data={"act": "here"})

    assert answer.status_code == 404
    assert state(other) == "booked"


def test_who_is_booked_for_another_day_comes_today_by_their_code(client, priya, date):
    later = make_occurrence(event=date.event)
    kelly = make_booking(
        occurrence=later, name="Kelly M", code="HAZEL-7Q4K2M", email="kelly@example.org"
    )
    wilf = make_booking(occurrence=later, name="Wilf T", state="waiting")
    db.session.get(type(later), later.id).capacity = 1

    page = read_page(_add(client, date, "hazel 7q4k2m", follow_redirects=True))

    assert "Kelly M …K2M" in page.words
    assert "1 here 1 booked" in page.words
    assert state(kelly) == "came"
    assert state(wilf) == "booked"
    assert [mail.kind for mail in outbox.latest()] == ["bookings.moved"]
    assert "is on this list already" in read_page(_add(client, date, kelly.code)).words


def test_a_code_of_another_group_or_of_no_one_is_not_known_here(client, priya, date):
    other = make_booking(code="ROWAN-222222")
    over = make_booking(occurrence=make_occurrence(event=date.event, starts_in=AGO * 99))

    said = [read_page(_add(client, date, code)) for code in (other.code, "ROWAN-222223", "x", "")]
    late = read_page(_add(client, date, over.code))

    assert [page.status for page in said] == [422] * 4
    assert all("no such code for this group" in page.words for page in said[:3])
    assert "Enter their code" in said[3].words
    assert "Count them as a walk-in" in late.words
    assert state(other) == state(over) == "booked"


@pytest.mark.parametrize("closed", ["off", "list"])
def test_nobody_is_put_on_a_list_that_is_off_or_not_kept(client, priya, date, closed):
    kelly = make_booking(occurrence=make_occurrence(event=date.event))
    if closed == "off":
        db.session.get(type(date), date.id).cancelled_at = utcnow()
    else:
        cafe = make_event(date.event.organisation, booking_mode="drop_in")
        date = make_occurrence(event=cafe, starts_in=AGO)
    db.session.commit()

    words = read_page(_add(client, date, kelly.code)).words

    assert {"off": "This date is off", "list": "We keep no names for this one"}[closed] in words
    assert state(kelly) == "booked"


def _add(client, date, code, **how):
    return client.post(f"/organise/dates/{date.id}/door/code", data={"code": code}, **how)


@pytest.mark.parametrize("position", [Position.VOLUNTEER, Position.SCREENER, None])
def test_for_anyone_else_there_is_no_door(client, sign_in, date, position):
    booking, person = make_booking(occurrence=date), make_person()
    make_membership(person=person)
    if position:
        make_membership(date.event.organisation, person, position=position)
    sign_in(person)
    door = f"/organise/dates/{date.id}/door"

    for path in ("", "/list", "/print", "/paper"):
        assert client.get(door + path).status_code == 404
    assert client.post(f"{door}/{booking.id}", data={"act": "here"}).status_code == 404
    assert client.post(f"{door}/walk-ins", data={"act": "walk_in"}).status_code == 404
    assert client.post(f"{door}/code", data={"code": booking.code}).status_code == 404
    assert client.post(f"{door}/sync", json={"now": 0, "taps": []}).status_code == 404
    assert state(booking) == "booked"
    assert queries.walk_ins(date) == 0


def test_the_sheet_has_boxes_and_no_surnames(client, priya, date):
    make_booking(occurrence=date, name="Kelly Marsden", places=2)

    page = get_page(client, f"/organise/dates/{date.id}/door/print")

    assert "Kelly M 2" in page.words
    assert "Marsden" not in page.text


def test_a_paper_list_is_typed_in_at_one_go(client, priya, date):
    kelly, dean, bev = (
        make_booking(occurrence=date, name=name, state=state)
        for name, state in (("Kelly M", "booked"), ("Dean W", "booked"), ("Bev C", "came"))
    )
    address = f"/organise/dates/{date.id}/door/paper"
    form = get_page(client, address).form(address).fields
    typed = {f"mark_{kelly.id}": "here", f"mark_{dean.id}": "not_here", "walk_ins": "4"}
    typed[f"mark_{bev.id}"] = "not_here"  # who changes what they saw is sure

    answer = client.post(address, data={**form, **typed, f"was_{bev.id}": "here"})

    assert answer.status_code == 303
    assert [state(each) for each in (kelly, dean, bev)] == ["came", "not_there", "not_there"]
    assert queries.walk_ins(date) == 4


def test_a_paper_list_undoes_nothing_that_a_phone_noted_meanwhile(client, press, priya, date):
    kelly = make_booking(occurrence=date, name="Kelly M")
    address = f"/organise/dates/{date.id}/door/paper"
    form = get_page(client, address).form(address).fields
    press(kelly, "here")

    typed = {**form, f"mark_{kelly.id}": "not_here", "walk_ins": "nonsense"}
    wrong = read_page(client.post(address, data=typed))
    asked = read_page(client.post(address, data=typed | {"walk_ins": "0"}))

    assert wrong.status == 422
    assert "There is a problem" in wrong.words
    assert asked.status == 409
    assert "They were marked here at" in asked.words
    assert state(kelly) == "came"


def test_the_door_costs_the_same_for_many_and_stays_light(client, priya, date, count_queries):
    door = f"/organise/dates/{date.id}/door"
    few = count_queries(lambda: client.get(door))
    for number in range(200):
        make_booking(occurrence=date, name=f"Person {number}", wants_lift=True)

    assert count_queries(lambda: client.get(door)) == few
    assert few <= 6
    packed = client.get(door, headers={"Accept-Encoding": "gzip"})
    assert len(packed.data) < 30_000
