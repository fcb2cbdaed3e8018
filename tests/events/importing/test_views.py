"""Bringing in dates as an organiser does it, by page and by press."""

import io
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.events.models import Event, Occurrence, WaitingImport
from app.shared.database import db, utcnow
from tests.factories import (
    make_audience,
    make_kind,
    make_membership,
    make_place,
    make_venue,
    make_waiting_import,
)
from tests.page import get_page, read_page
from tests.support.calendar_files import calendar_file, entry

SOON = f"{(utcnow() + timedelta(weeks=2)).date():%Y%m%d}T183000"
FILE = calendar_file(
    entry("LOCATION:Bank Top Village Hall", start=SOON),
    entry("LOCATION:The moon", uid="2", title="Walk", start=SOON),
    entry("RRULE:FREQ=SECONDLY", uid="3", title="Clock", start=SOON),
)


@pytest.fixture
def organiser(app, sign_in):
    make_kind("make")
    make_audience("open")
    make_venue(make_place(name="Youlgrave"), name="Bank Top Village Hall")
    organiser = make_membership()
    sign_in(organiser.person)
    return organiser


@pytest.fixture
def base(organiser):
    return f"/organise/{organiser.organisation.slug}/import"


@pytest.fixture
def moon(organiser):
    return make_venue(make_place(name="Edale"), name="Penny Pot")


def give(client, base, text, name="dates.ics"):
    raw = text if isinstance(text, bytes) else text.encode()
    return client.post(base, data={"file": (io.BytesIO(raw), name)})


def test_a_file_is_looked_at_first_and_nothing_is_written(client, organiser, base):
    page = get_page(client, give(client, base, FILE).location)

    assert "3 entries: 2 new , 1 cannot be kept" in page.words
    assert "It repeats every hour, minute or second." in page.words
    assert "We do not know “The moon”" in page.words
    assert db.session.scalars(select(Event)).all() == []


def test_bringing_it_in_twice_is_once_and_publishing_shows_it(client, organiser, base, moon):
    address = give(client, base, FILE).location
    typed = {"kind": "make", "audience": "open", "venue": str(moon.id), "capacity": "12"}

    answers = [client.post(address, data=typed) for _ in range(2)]

    assert [each.location for each in answers] == [f"{address}/done"] * 2
    events = db.session.scalars(select(Event).order_by(Event.id)).all()
    assert [(each.title, each.capacity, each.published_at) for each in events] == [
        ("Art group", 12, None),
        ("Walk", 12, None),
    ]
    assert events[1].venue_id == moon.id
    page = get_page(client, f"{address}/done")
    assert "2 events" in page.words
    assert client.get(f"/events/{events[0].slug}").status_code == 404

    client.post(f"{address}/publication")

    assert "Art group" in get_page(client, f"/events/{events[0].slug}").words
    assert len(db.session.scalars(select(Occurrence)).all()) == 2
    assert get_page(client, give(client, base, FILE).location).words.count("Here already") == 1


def test_what_is_missing_is_asked_for_beside_its_field(client, organiser, base):
    address = give(client, base, FILE).location

    page = read_page(client.post(address, data={"capacity": "-3"}))

    assert page.status == 422
    for words in ("Choose a kind", "Choose a place, or online", "Enter a number from 1"):
        assert words in page.words
    assert "-3" in page.form(address).fields["capacity"]


def test_a_venue_that_is_not_to_be_had_is_refused(client, organiser, base):
    hidden = make_venue(make_place(), is_address_private=True)
    address = give(client, base, FILE).location
    typed = {"kind": "make", "audience": "open", "venue": str(hidden.id)}

    response = client.post(address, data=typed)

    assert response.status_code == 422
    assert "Choose a place, or online" in response.text
    assert db.session.scalars(select(Event)).all() == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Choose a file, or paste"),
        ("hello", "columns Name, Date, Starts"),
        (b"PK\x03\x04", "packed file"),
        (calendar_file(), "no event in this file"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(client, organiser, base, text, words):
    response = give(client, base, text, name="" if text == "" else "dates.ics")
    page = read_page(response)

    assert page.status == 422
    assert words in page.words


def test_more_than_can_be_kept_is_refused_beside_the_field(client, organiser, base):
    page = read_page(client.post(base, data={"pasted": "x" * 1_100_000}))

    assert page.status == 422
    assert "up to 1 MB" in page.words


def test_more_than_can_be_sent_is_refused_in_words(client, organiser, base):
    response = client.post(base, data={"pasted": "x" * 4_000_000})

    assert response.status_code == 413
    assert "too long for us" in response.text
    assert "up to 1 MB" in response.text


def test_other_forms_still_take_little(client, organiser, base):
    response = client.post(f"{base[:-7]}/events/new", data={"title": "x" * 300_000})

    assert response.status_code == 413


def test_it_can_be_pasted_and_a_mistake_keeps_it(client, organiser, base):
    assert client.post(base, data={"pasted": FILE}).status_code == 303

    page = read_page(client.post(base, data={"pasted": "Name,Date\nArt,24/11/2030"}))

    assert "We miss the columns Starts" in page.words
    assert "24/11/2030" in page.text


def test_the_example_can_be_brought_in(client, organiser, base):
    example = client.get(f"{base}/example.csv").data
    page = get_page(client, give(client, base, example, "example.csv").location)

    assert "3 entries" in page.words
    assert "annot be read" not in page.words


def test_a_file_can_be_forgotten_and_another_takes_its_place(client, organiser, base):
    give(client, base, FILE)
    second = give(client, base, FILE).location
    assert len(db.session.scalars(select(WaitingImport)).all()) == 1

    client.post(f"{second}/removal")

    assert client.get(second).status_code == 404
    assert db.session.scalars(select(WaitingImport)).all() == []


def test_for_anyone_else_it_is_not_there(client, sign_in, organiser, base):
    waiting = make_waiting_import(organiser)
    colleague = make_membership(organiser.organisation)
    for other in (make_membership(), colleague):
        sign_in(other.person)
        for path in (f"/{waiting.id}", f"/{waiting.id}/done"):
            assert client.get(f"{base}{path}").status_code == 404
        for path in (f"/{waiting.id}", f"/{waiting.id}/removal", f"/{waiting.id}/publication"):
            assert client.post(f"{base}{path}").status_code == 404
    sign_in(make_membership().person)
    assert client.get(base).status_code == 404
    assert give(client, base, FILE).status_code == 404


def test_after_a_day_it_is_gone(client, organiser, base):
    waiting = make_waiting_import(organiser)
    waiting.created_at = utcnow() - timedelta(days=1, minutes=1)

    assert client.get(f"{base}/{waiting.id}").status_code == 404


def test_looking_costs_the_same_for_many(client, organiser, base, count_queries):
    many = calendar_file(*(entry(uid=f"{n}", title=f"T{n}", start=SOON) for n in range(300)))
    one, waiting = make_waiting_import(organiser), make_waiting_import(organiser, text=many)
    few = count_queries(lambda: client.get(f"{base}/{one.id}"))

    assert count_queries(lambda: client.get(f"{base}/{waiting.id}")) == few
