"""The list of dates as its readers meet it: with htmx, without it, with anything in its address."""

import re
from datetime import timedelta
from itertools import cycle

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.events.models import BookingMode
from app.events.queries import lists
from app.events.services.indexing import index_event
from app.events.views import words
from app.shared.database import db, utcnow
from tests.factories import (
    local,
    make_audience,
    make_booking,
    make_event,
    make_kind,
    make_occurrence,
    make_place,
    make_venue,
)
from tests.page import get_page

HTMX = {"HX-Request": "true"}
DAY = timedelta(days=1)
PARAMETERS = (
    *("place", "within", "when", "from", "to", "time", "kind", "for", "step_free", "free"),
    *("drop_in", "gives_time", "by_phone", "q", "sort", "page"),
)
BROKEN = (
    *("", " ", "0", "-1", "99999999999999999999", "x" * 10_000, "remote", "dates", "9999-12-31"),
    *("0001-01-01", "2026-02-31", "nearest", "<script>", "' OR 1=1 --", "\u202e", "😀", "%00"),
    *("c29vbmVzdCBuYW4gMSAx", "c29vbmVzdCAxZTMwMCAxIDE", "bmVhcmVzdCBpbmYgMSAx"),
)


def make_matlock():
    return make_place(name="Matlock", latitude=53.138, longitude=-1.555)


def make_edale():
    return make_place(name="Edale", latitude=53.365, longitude=-1.816)


def make_date(title="Supper", venue=None, starts_in=DAY, **says):
    return make_occurrence(make_event(title=title, venue=venue, **says), starts_in=starts_in)


def test_a_card_says_what_one_needs_to_decide(client, freeze):
    freeze(local("2026-11-30 09:00"))
    hall = make_venue(make_matlock(), name="Riverside Rooms")
    event = make_event(
        *(None, hall, make_kind("cafe", name="Cafés")),
        make_audience(name="Open to everyone, in recovery or not"),
        slug="soup",
        title="Soup and songs",
        cost="Pay what you can. Tea is free.",
        is_step_free=True,
        gives_time=True,
        booking_mode=BookingMode.DROP_IN,
    )
    make_occurrence(event, starts_at=local("2026-12-01 13:30"))

    page = get_page(client, "/events?place=matlock")

    assert "1 date near Matlock" in page.words
    assert "Tuesday 1 December" in page.words
    assert "1.30pm to 3.30pm Cafés Soup and songs" in page.words
    assert "Riverside Rooms, Matlock, under a mile. Pay what you can" in page.words
    for tag in ("Just turn up", "Step-free", "Gives time", "Open to everyone"):
        assert tag in page.words
    assert "/events/soup/2026-12-01" in page.links


def test_a_full_date_says_so_and_a_private_one_does_not(client):
    make_booking(make_date(capacity=1))
    make_booking(make_date("Circle", capacity=1, is_attendance_private=True))

    words = get_page(client, "/events").words

    assert words.count("Full, join the list") == 1
    assert "Circle" in words


def test_a_cancelled_date_says_why(client):
    gone = {"cancelled_at": utcnow(), "cancellation_reason": "The boiler is being fixed."}
    make_occurrence(make_event(), starts_in=DAY, **gone)

    page = get_page(client, "/events")

    assert "Cancelled" in page.words
    assert "The boiler is being fixed" in page.words
    assert re.search(r'class="ev [^"]*\bgone\b', page.text)


def test_choices_answer_the_same_either_way(client):
    make_date("Kept", gives_time=True)
    make_date("Left out")

    page = get_page(client, "/events?gives_time=1")
    part = client.get("/events?gives_time=y&q=&from=&to=&within=10", headers=HTMX)

    for text in (page.text, part.text):
        assert "Kept" in text
        assert "Left out" not in text
        assert "1 date" in text
    assert "<html" not in part.text
    assert part.text.lstrip().startswith('<section id="results"')
    assert part.headers["HX-Push-Url"] == "/events?gives_time=1"


def test_each_choice_can_be_taken_away(client, freeze):
    freeze(local("2026-11-25 09:00"))
    make_kind("walk", name="Walks")
    make_kind("cafe", name="Cafés")

    links = get_page(client, "/events?when=this-week&kind=walk&kind=cafe&step_free=1").links

    assert "/events?when=this-week&kind=cafe&step_free=1" in links
    assert "/events?kind=cafe&kind=walk&step_free=1" in links
    assert "/events?when=this-week&kind=cafe&kind=walk" in links
    assert "/events" in links


def test_the_form_holds_what_was_chosen(client):
    make_matlock()

    page = get_page(client, "/events?place=Matlock&within=20&q=walk&step_free=1")
    form = page.form("/events")

    assert form.method == "get"
    assert re.search(r'<label class="pick"><input checked [^>]*name="step_free"', page.text)
    assert form.fields["place"] == "Matlock"
    assert form.fields["q"] == "walk"


def test_a_full_postcode_is_cut_before_anything_else(client):
    for headers in ({}, HTMX):
        response = client.get("/events?place=de4+5gl&within=20&kind=a&kind=b", headers=headers)

        assert response.status_code == 303
        assert response.headers["Location"] == "/events?place=DE4+5&within=20&kind=a&kind=b"
        assert "5gl" not in response.text.lower()
    assert client.get("/events?q=near+de4+5gl").status_code == 303
    assert client.get("/events/print?place=de4+5gl").headers["Location"].endswith("place=DE4+5")


def test_an_unknown_place_keeps_the_rest(client):
    make_date(gives_time=True)
    make_date("Left out")
    url = "/events?place=Xanadu&gives_time=1"

    page = get_page(client, url)
    part = client.get(url, headers=HTMX)

    for text in (page.text, part.text):
        assert "We do not know that place. Try a town, a village" in text
        assert "Left out" not in text
    assert page.form("/events").fields["place"] == "Xanadu"
    assert 'aria-invalid="true"' in page.text


def test_places_of_one_name_are_offered(client):
    for district in ("High Peak", "Derbyshire Dales"):
        make_place(name="Hope", district=district)

    page = get_page(client, "/events?place=hope&step_free=1")

    assert "Which place do you mean?" in page.words
    assert "/events?place=Hope,+High+Peak&step_free=1" in [
        link.replace("%2C", ",") for link in page.links
    ]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("from=2026-02-31", "Enter a date like 26/11/2026"),
        ("to=soon", "Enter a date like 26/11/2026"),
        ("from=2026-12-05&to=2026-12-01", "Choose a last day that is not before the first"),
        ("to=2026-11-24", "Choose a date that has not gone"),
    ],
)
def test_days_that_cannot_be_are_told_beside_their_field(client, freeze, asked, told):
    freeze(local("2026-11-25 09:00"))
    make_date()

    page = get_page(client, f"/events?{asked}")

    assert told in page.words
    assert "Supper" in page.words
    assert told in client.get(f"/events?{asked}", headers=HTMX).text


def test_days_are_read_as_people_write_them(client, freeze):
    freeze(local("2026-11-25 09:00"))
    make_occurrence(make_event(title="That day"), starts_at=local("2026-12-01 13:30"))
    make_occurrence(make_event(title="The next"), starts_at=local("2026-12-02 13:30"))

    for asked in ("from=01/12/2026&to=1/12/2026", "when=dates&from=2026-12-01&to=2026-12-01"):
        words = get_page(client, f"/events?{asked}").words
        assert "That day" in words
        assert "The next" not in words


def test_nothing_found_offers_four_ways_on(client):
    make_edale()
    make_date("Far", venue=make_venue(make_matlock()))
    make_date("Ring in", venue=make_venue(place=False, type="phone"))

    page = get_page(client, "/events?place=Edale&within=5")

    assert "0 dates near Edale" in page.words
    assert "Nothing here within 5 miles of Edale." in page.words
    assert "Look within 20 miles Show 1 date" in page.words
    assert "Join by phone or online Show 1 date" in page.words
    assert "Support" in page.words
    assert "Suggest something" in page.words
    assert "Far" in get_page(client, "/events?place=Edale&within=20").words
    for url in ("/events?place=Edale&within=20", "/events?within=remote"):
        assert url in page.links


def test_nothing_found_says_which_days(client, freeze):
    freeze(local("2026-11-25 09:00"))
    make_edale()
    make_occurrence(make_event(venue=make_venue(make_edale())), starts_at=local("2026-12-20 10:00"))

    page = get_page(client, "/events?place=Edale&within=5&when=this-week".replace("Edale", "S33"))

    assert "Nothing here this week within 5 miles of S33." in page.words
    assert "Look at any day" in page.words


def test_an_empty_site_still_leads_somewhere(client):
    page = get_page(client, "/events")

    assert "Nothing here." in page.words
    assert {"/groups", "/support/urgent", "/help"} <= set(page.links)


def test_what_was_not_all_counted_is_not_said_to_be(client, monkeypatch):
    monkeypatch.setattr(lists, "MOST_COUNTED", 11)
    monkeypatch.setattr(words, "MOST_COUNTED", 11)
    for n in range(13):
        make_date(f"Supper {n:02}", starts_in=DAY + timedelta(hours=n))
    first = get_page(client, "/events")
    (link,) = [link for link in first.links if "page=" in link]

    last = get_page(client, link)

    assert "11 or more dates" in first.words
    assert "You have seen 10 dates so far." in first.words
    assert "You have seen 13 dates so far." in last.words
    assert "page=" not in "".join(last.links)


def test_more_dates_come_as_a_part_or_as_a_page(client):
    for n in range(12):
        make_date(f"Supper {n:02}", starts_in=DAY + timedelta(hours=n))
    first = get_page(client, "/events")
    (link,) = [link for link in first.links if "page=" in link]

    part = client.get(link, headers=HTMX)
    page = get_page(client, link)

    assert "You have seen 10 of 12 dates." in first.words
    for text in (part.text, page.text):
        assert "Supper 10" in text
        assert "Supper 09" not in text
        assert "You have seen 12 of 12 dates." in text
        assert "Show 10 more" not in text
    assert part.text.lstrip().startswith('<div id="days-12"')
    assert "data-focus" in part.text
    assert "HX-Push-Url" not in part.headers


def test_a_misspelled_search_says_what_it_shows(client):
    event = make_event(title="Pottery for beginners")
    make_occurrence(event)
    index_event(event)
    db.session.commit()

    page = get_page(client, "/events?q=pottry")

    assert "Showing results for pottery." in page.words
    assert "Pottery for beginners" in page.words
    assert page.form("/events").fields["q"] == "pottry"


def test_only_the_plain_list_is_for_search_engines(client):
    make_matlock()
    plain, chosen = get_page(client, "/events"), get_page(client, "/events?place=Matlock")

    assert "noindex" not in plain.text
    assert '<meta name="robots" content="noindex, follow">' in chosen.text
    for page in (plain, chosen):
        assert re.search(r'<link rel="canonical" href="http[^"]*/events">', page.text)


def test_the_same_for_everyone_may_be_kept_and_leaves_no_cookie(client):
    response = client.get("/events?place=DE4")

    assert "Set-Cookie" not in response.headers
    assert "no-store" not in response.headers["Cache-Control"]


def test_a_list_costs_the_same_for_one_or_many(client, count_queries):
    url = "/events?place=Matlock&step_free=1&q=supper"
    hall = make_venue(make_matlock())

    def make_found():
        occurrence = make_date(venue=hall, is_step_free=True)
        index_event(occurrence.event)
        db.session.commit()

    make_found()
    one = count_queries(lambda: client.get(url))
    for _ in range(9):
        make_found()

    many = count_queries(lambda: client.get(url))

    # Kinds, audiences, places and words are looked up; then venues, events, dates, cards, bands.
    assert many == one <= 9
    assert count_queries(lambda: client.get("/events")) <= 5


def test_the_programme_is_four_weeks_for_paper(client):
    make_date("Soon", starts_in=20 * DAY, venue=make_venue(make_matlock()))
    make_date("Too late", starts_in=29 * DAY, venue=make_venue(make_matlock()))

    page = get_page(client, "/events/print?place=DE4")

    assert page.heading == "What’s on near DE4"
    assert "Soon" in page.words
    assert "Book first" in page.words
    assert "Too late" not in page.words


@pytest.mark.parametrize("parameter", PARAMETERS)
def test_no_value_of_any_choice_breaks_the_list(client, parameter):
    make_date()

    for value, other in zip(BROKEN, cycle(("/events/print", "/places")), strict=False):
        for path in ("/events", other):
            response = client.get(path, query_string={parameter: value})
            assert response.status_code in (200, 303), f"{path} {parameter}={value[:40]!r}"
            assert "<h1>" in response.text or response.status_code == 303


@given(
    asked=st.lists(
        st.tuples(st.sampled_from(PARAMETERS), st.text(max_size=30) | st.sampled_from(BROKEN)),
        max_size=8,
    ),
    is_part=st.booleans(),
)
@settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_no_address_breaks_the_list(client, asked, is_part):
    response = client.get("/events", query_string=asked, headers=HTMX if is_part else {})

    assert response.status_code in (200, 303, 400)
    if response.status_code == 200:
        assert 'id="results"' in response.text or 'id="days-' in response.text
