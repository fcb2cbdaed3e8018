"""Hours over HTTP: one's own, and what waits for a group."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.hours import queries
from app.hours.models import HoursEntry
from app.shared.database import db, utcnow
from app.shared.local_time import today_in
from tests.factories import make_booking, make_event, make_hours, make_occurrence, make_person
from tests.page import get_page, read_page

HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}
MINE = "/you/hours"
YESTERDAY = today_in("Europe/London") - timedelta(days=1)


def total():
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(HoursEntry))


def filled(client, role, **says):
    form = get_page(client, MINE).form(MINE)
    typed = {"day": YESTERDAY.isoformat(), "where": f"role-{role.id}", "length": "120"}
    return form.fields | typed | says


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_hours_are_added_and_the_page_says_so_either_way(client, sign_in, role, bev, headers):
    make_hours(role, bev, minutes=96 * 60, state="confirmed")
    sign_in(bev)
    sent = filled(client, role)

    answer = client.post(MINE, data=sent, headers=headers, follow_redirects=True)
    client.post(MINE, data=sent)

    assert "Added 2 hours. Total 98." in answer.text
    assert "98 <span>hours given" in answer.text
    assert ("<html" in answer.text) == (headers == {})
    assert total() == 2, "a double tap adds once"


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_what_cannot_be_is_refused_beside_the_field(client, sign_in, role, bev, headers):
    sign_in(bev)
    sent = filled(client, role, day="01/01/2031", note="Kept")

    answer = client.post(MINE, data=sent, headers=headers)

    assert answer.status_code == 422
    assert "Choose a day that has been" in answer.text
    assert 'value="Kept"' in answer.text
    assert ("<html" in answer.text) == (headers == {})
    assert total() == 0


def test_hours_are_given_only_to_groups_that_know_one(client, sign_in, role, bev):
    sign_in(make_person())
    assert "See ways to help" in get_page(client, MINE).words

    sign_in(bev)
    answer = client.post(MINE, data=filled(client, role, where="group-999"))

    assert answer.status_code == 422
    assert total() == 0


def test_one_sees_ones_own_entries_alone(client, sign_in, role, bev, marcus):
    theirs = make_hours(role, marcus, note="By Marcus")
    sign_in(bev)

    assert "By Marcus" not in get_page(client, MINE).text
    get_page(client, f"{MINE}/{theirs.id}", status=404)
    assert client.post(f"{MINE}/{theirs.id}/taking-back").status_code == 404


def test_a_question_is_read_answered_and_gone(client, sign_in, role, bev):
    entry = make_hours(role, bev, state="question", words="Was that the Monday?")
    address = f"{MINE}/{entry.id}"
    sign_in(bev)

    page = get_page(client, address)
    assert "Was that the Monday?" in page.words
    sent = page.form(address).fields | {"note": "Yes, Monday"}
    read_page(client.post(address, data=sent, follow_redirects=True))

    words = get_page(client, address).words
    assert "You wrote Yes, Monday" in words
    assert "Was that" not in words


def test_a_date_that_gives_time_is_added_in_one_tap(client, sign_in, group, bev):
    event = make_event(group, title="Canalside litter pick", gives_time=True, duration_minutes=150)
    date = make_occurrence(event, starts_at=utcnow() - timedelta(days=2))
    booking = make_booking(date, person=bev, state="came")
    sign_in(bev)
    address = f"{MINE}/dates/{date.id}"

    for page in ("/you/bookings", f"/b/{booking.code}"):
        assert "Add those 2½ hours" in get_page(client, page).words
    page = read_page(client.post(address, follow_redirects=True))
    client.post(address)

    assert "Added 2½ hours. Total 2½." in page.words
    assert "Canalside litter pick Confirmed" in page.words
    assert total() == 1
    assert "Add those" not in get_page(client, f"/b/{booking.code}").words


def test_who_had_no_place_cannot_add_a_date(client, sign_in, group, bev):
    date = make_occurrence(make_event(group, gives_time=True), starts_at=utcnow() - timedelta(2))
    make_booking(date, person=bev, state="cancelled_by_person")
    sign_in(bev)

    assert client.post(f"{MINE}/dates/{date.id}").status_code == 404


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_five_entries_are_confirmed_at_once(client, sign_in, role, bev, marcus, group, headers):
    ids = [f"{make_hours(role, bev, note=f'Day {n}').id}:120" for n in range(5)]
    own = make_hours(role, marcus)
    sign_in(marcus)
    address = f"/organise/{group.slug}/hours"
    page = get_page(client, address)
    assert "Bev A: 2 hours" in page.words
    assert f'value="{ids[0]}"' in page.text
    assert f'value="{own.id}:' not in page.text, "nobody ticks their own"
    assert "Nobody confirms their own hours" in page.words

    data = {"entries": ids}
    answer = client.post(address, data=data, headers=headers, follow_redirects=True)

    assert "5 entries confirmed." in answer.text
    assert ("<html" in answer.text) == (headers == {})
    assert queries.minutes_confirmed(bev) == 600
    again = client.post(address, data=data, follow_redirects=True)
    assert "Confirmed already." in again.text


def test_an_organiser_who_sends_their_own_is_told_and_nothing_is_confirmed(
    client, sign_in, role, bev, marcus, group
):
    ids = [f"{make_hours(role, each).id}:120" for each in (bev, marcus)]
    sign_in(marcus)

    answer = client.post(f"/organise/{group.slug}/hours", data={"entries": ids})

    assert answer.status_code == 422
    assert "Somebody else of the group confirms them" in answer.text
    assert queries.minutes_confirmed(bev) == 0


def test_what_changed_after_the_page_was_drawn_is_said_and_waits(
    client, sign_in, role, bev, marcus, group
):
    same, changed = make_hours(role, bev), make_hours(role, bev, minutes=480)
    sign_in(marcus)
    data = {"entries": [f"{same.id}:120", f"{changed.id}:120", "nothing"]}

    answer = client.post(f"/organise/{group.slug}/hours", data=data, follow_redirects=True)

    assert "1 entry confirmed. 1 was changed meanwhile. Look again" in answer.text
    assert queries.minutes_confirmed(bev) == 120


def test_a_question_a_refusal_and_a_correction_each_need_words(
    client, sign_in, role, bev, marcus, group
):
    sent, other = make_hours(role, bev), make_hours(role, bev)
    done = make_hours(role, bev, state="confirmed", decided_at=utcnow())
    sign_in(marcus)
    at = f"/organise/{group.slug}/hours"

    for address, typed in (
        (f"{at}/{sent.id}/question", {"ask-words": "Which day?"}),
        (f"{at}/{other.id}/refusal", {"turn_down-words": "We were closed."}),
        (f"{at}/{done.id}/correction", {"words": "You left at one.", "length": "60"}),
    ):
        empty = client.post(address, data=dict.fromkeys(typed, " "))
        assert empty.status_code == 422
        assert "Write a few words" in empty.text
        assert client.post(address, data=typed).status_code == 303

    assert queries.minutes_given(bev) == 120 + 60
    assert [each.state for each in queries.of_person(bev)].count("question") == 1


def test_a_period_can_be_taken_away_as_a_table_that_no_spreadsheet_computes(
    client, sign_in, role, marcus, group
):
    sly = make_person(name="=HYPERLINK(1)")
    make_hours(role, sly, minutes=150, state="confirmed")
    sign_in(marcus)
    at = f"/organise/{group.slug}/hours/sums"

    page = get_page(client, at)
    assert "2½ hours confirmed" in page.words
    table = client.get(at + ".csv").get_data(as_text=True).splitlines()

    assert table[1:] == ["'=HYPERLINK(1),Café host,2.5"]
    page = get_page(client, f"{at}?from=2026-02-02&to=2026-01-01", status=422)
    assert "not before the first" in page.words


@pytest.mark.one_database_says_it
@pytest.mark.parametrize("whose", ["own", "team"])
def test_a_list_costs_the_same_for_one_or_many(
    client, sign_in, role, bev, marcus, group, count_queries, whose
):
    address = MINE if whose == "own" else f"/organise/{group.slug}/hours"
    sign_in(bev if whose == "own" else marcus)
    make_hours(role, bev, state="confirmed", decided_at=utcnow())
    make_hours(role, bev)
    few = count_queries(lambda: client.get(address))

    for _ in range(5):
        make_hours(role, state="confirmed", decided_at=utcnow())
        make_hours(role, bev)

    assert count_queries(lambda: client.get(address)) == few
