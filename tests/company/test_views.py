"""Being met, over HTTP: from the booking's page, from the volunteer's list, and for strangers."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import select

from app.company import queries, services
from app.company.models import BuddyRequest
from app.people.models import Person
from app.shared.database import db, writing
from app.shared.errors import RuleBroken
from tests.factories import make_booking, make_meeting, make_membership, make_person, make_request
from tests.page import get_page, read_page

HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}
LIST = "/you/volunteering/buddy"


def request_now():
    db.session.rollback()
    return db.session.scalar(select(BuddyRequest))


def test_kelly_asks_bev_says_yes_and_kelly_sees_who(client, sign_in, kelly, bev):
    address = f"/b/{kelly.code}"
    form = get_page(client, address).form(f"{address}/meeting")
    sent = {**form.fields, "point": "bus_stop", "wearing": "a green coat"}
    answer = client.post(form.action, data=sent, follow_redirects=True)
    assert "We are asking" in answer.text
    assert "You: at the bus stop, a green coat." in read_page(answer).words

    sign_in(bev)
    page = get_page(client, LIST)
    one = f"{LIST}/{request_now().id}"
    assert one in page.links
    assert "Kelly," in page.words
    page = get_page(client, one)
    assert page.heading == "Could you meet Kelly?"
    assert "green coat" not in page.text, "that is for who says yes"
    page = read_page(client.post(f"{one}/yes", follow_redirects=True))
    assert page.heading == "You will meet Kelly"
    assert "at the bus stop, a green coat" in page.words
    typed = {"buddy_spot": "by the blue noticeboard", "buddy_wearing": "amber scarf"}
    client.post(f"{one}/place", data=typed)

    words = get_page(client, address).words
    assert "Bev will meet you by the blue noticeboard, amber scarf." in words
    client.post(f"{address}/meeting/thanks")
    assert "Kelly knows that it is you" in get_page(client, one).words


def test_neither_sees_more_of_the_other_than_a_first_name(client, sign_in, asked, kelly, bev):
    services.say_yes(asked, bev)
    db.session.commit()
    sign_in(bev)

    for path in (LIST, f"{LIST}/{asked.id}"):
        answer = client.get(path)
        assert "Kelly" in answer.text
        for private in ("Marsden", kelly.code, "kelly@example.org"):
            assert private not in answer.text
        assert "no-store" in answer.headers["Cache-Control"]
    answer = client.get(f"/b/{kelly.code}")
    assert "Bev will meet you." in answer.text
    assert "Astle" not in answer.text
    assert "bev@example.org" not in answer.text
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_private_place_is_told_to_who_said_yes(client, sign_in, asked, bev):
    asked.occurrence.venue.is_address_private = True
    asked.occurrence.venue.name = "Saltbox Hall"
    db.session.commit()
    sign_in(bev)

    for path in (LIST, f"{LIST}/{asked.id}"):
        page = get_page(client, path)
        assert "Cromford" in page.words
        assert "Saltbox" not in page.text
    client.post(f"{LIST}/{asked.id}/yes")
    assert "Saltbox Hall, Cromford" in get_page(client, f"{LIST}/{asked.id}").words


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "part"])
def test_too_many_words_are_refused_beside_their_field_and_kept(client, kelly, headers):
    sent = {"point": "car_park", "wearing": "x" * 81}
    answer = client.post(f"/b/{kelly.code}/meeting", data=sent, headers=headers)

    assert answer.status_code == 422
    assert "Use fewer words, up to 80 characters" in answer.text
    assert "x" * 81 in answer.text
    assert ("<html" in answer.text) == (not headers)
    assert request_now() is None


def test_with_htmx_only_the_part_comes_back(client, kelly, bev, asked):
    services.say_yes(asked, bev)
    db.session.commit()

    answer = client.post(f"/b/{kelly.code}/meeting/someone-else", headers=HTMX)

    assert answer.status_code == 200
    assert answer.text.lstrip().startswith('<section id="meeting"')
    assert "We are asking" in answer.text
    assert "Bev" not in answer.text, "Declined without a trace"


def test_strangers_learn_nothing(client, sign_in, asked, kelly, bev):
    other = f"{LIST}/{asked.id}"
    sign_in(make_membership(position="volunteer").person)
    assert "Kelly" not in get_page(client, LIST).text
    for path in (other, f"{LIST}/{asked.id + 1}"):
        assert client.get(path).status_code == 404
    for act in ("yes", "place", "step-back", "not-this-person", "after"):
        known = client.post(f"{other}/{act}", data={"went": "met"})
        unknown = client.post(f"{LIST}/{asked.id + 1}/{act}", data={"went": "met"})
        assert (known.status_code, known.text) == (unknown.status_code, unknown.text)
        assert known.status_code == 404
    for act in ("", "/end", "/thanks", "/someone-else", "/after"):
        assert client.post(f"/b/HAZEL-222222/meeting{act}").status_code == 404
    sign_in(make_person())
    assert "for people who help a group" in get_page(client, LIST).words
    date = kelly.occurrence
    public = client.get(f"/events/{date.event.slug}/{date.key}").text
    assert "Kelly" not in public
    assert "Bev" not in public


def test_whoever_was_put_aside_finds_nothing_any_more(client, sign_in, asked, kelly, bev):
    services.say_yes(asked, bev)
    db.session.commit()
    client.post(f"/b/{kelly.code}/meeting/someone-else")
    sign_in(bev)

    assert client.get(f"{LIST}/{asked.id}").status_code == 404
    assert "Kelly" not in get_page(client, LIST).text


def test_stepping_back_and_hiding_lead_back_to_the_list(client, sign_in, asked, bev):
    sign_in(bev)
    one = f"{LIST}/{asked.id}"
    client.post(f"{one}/yes")

    page = read_page(client.post(f"{one}/step-back", follow_redirects=True))
    assert page.heading == "Meet someone at the door"
    assert "We ask others" in page.words
    assert one in page.links
    page = read_page(client.post(f"{one}/not-this-person", follow_redirects=True))
    assert one not in page.links


def test_taking_it_back_needs_no_reason_and_can_be_asked_again(client, kelly, asked):
    address = f"/b/{kelly.code}"
    page = read_page(client.post(f"{address}/meeting/end", follow_redirects=True))
    assert "Someone from the group can meet you outside" in page.words
    assert request_now() is None

    client.post(f"{address}/meeting")
    assert request_now().state == "asked"


def test_afterwards_both_may_say_how_it_went(client, sign_in, asked, kelly, bev, freeze):
    services.say_yes(asked, bev)
    db.session.commit()
    freeze(asked.occurrence.ends_at + timedelta(hours=1))
    sign_in(bev)

    address = f"/b/{kelly.code}"
    assert "Did you meet?" in get_page(client, address).words
    client.post(f"{address}/meeting/after", data={"went": "missed"})
    assert client.post(f"{address}/meeting/after").status_code == 422
    page = read_page(
        client.post(f"{LIST}/{asked.id}/after", data={"went": "met"}, follow_redirects=True)
    )
    assert "You said that you met" in page.words
    assert "You said that you missed each other" in get_page(client, address).words


def test_the_list_costs_the_same_for_one_or_many(client, sign_in, count_queries, group, bev):
    make_request(make_booking(make_meeting(group), wants_meeting=True))
    sign_in(bev)
    one = count_queries(lambda: client.get(LIST))
    for _ in range(5):
        make_request(make_booking(make_meeting(group), wants_meeting=True))

    assert count_queries(lambda: client.get(LIST)) == one


def test_of_two_who_say_yes_at_once_one_gets_it(app, group, asked):
    people = [make_membership(group, position="volunteer").person.id for _ in range(6)]
    request_id = asked.id
    start = Barrier(len(people))

    def say_yes(person_id):
        with app.app_context(), writing():
            start.wait(timeout=30)
            person = db.session.get(Person, person_id)
            try:
                services.say_yes(queries.one_for_buddy(request_id, person), person)
            except RuleBroken as words:
                return str(words)
            db.session.commit()
            return "yes"

    with ThreadPoolExecutor(len(people)) as pool:
        told = sorted(pool.map(say_yes, people))

    assert told == ["Somebody else has just said yes. Thank you for offering."] * 5 + ["yes"]
    assert request_now().buddy_id in people
