"""What is read on the page of an event and of one date, and what is not there to be read."""

import json
import re
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import session as flask_session

from app.events.models import BookingMode
from app.organisations.models import OrganisationState
from app.shared import browser
from app.shared.database import utcnow
from tests.factories import (
    make_audience,
    make_booking,
    make_event,
    make_host,
    make_kind,
    make_occurrence,
    make_organisation,
    make_person,
    make_place,
    make_venue,
)
from tests.making_badges import make_badge
from tests.page import get_page

DAY = timedelta(days=1)
TUESDAY = datetime(2026, 12, 1, 13, 30, tzinfo=UTC)
CANARIES = ("Canary Lodge", "canary steps", "canary-coloured door")


def make_art_group(**says):
    hall = make_venue(
        make_place(slug="youlgrave", name="Youlgrave"),
        name="Bank Top Village Hall",
        what_to_look_for="Green door, porch light on.",
        getting_there="Bus about every two hours until 5pm.",
        mobile_signal="none",
        has_wifi=False,
        is_step_free=True,
        has_gender_neutral_toilet=False,
    )
    defaults = {
        "slug": "bank-top",
        "title": "Bank Top Tuesday art group",
        "neutral_title": "Tuesday art group",
        "weekdays": [1],
        "summary": "Paint, draw or potter with clay.",
        "description": "A small weekly group.",
        "what_to_expect": ["Tables set out by 1.15pm"],
        "bring": "An old shirt",
        "is_free": True,
        "max_guests": 1,
        "offers_buddy": True,
        "badges": [make_badge(name="Making art")],
        "audience": make_audience(name="Open to everyone, in recovery or not"),
    }
    return make_event(venue=hall, **defaults | says)


def make_private_event(**says):
    hidden = make_venue(
        make_place(slug="hathersage", name="Hathersage"),
        name=CANARIES[0],
        getting_there=f"Up the {CANARIES[1]}",
        what_to_look_for=f"A {CANARIES[2]}",
        is_address_private=True,
    )
    defaults = {
        "slug": "thursday-circle",
        "title": "Women's circle",
        "neutral_title": "Thursday circle",
        "is_attendance_private": True,
        "kind": make_kind("circle", look="circle"),
    }
    return make_event(venue=hidden, **defaults | says)


def page_of(client, occurrence, **options):
    return get_page(client, f"/events/{occurrence.event.slug}/{occurrence.key}", **options)


def structured(page):
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page.text)
    return json.loads(found)


def test_a_date_says_all_that_one_needs_to_come(client, freeze):
    freeze(datetime(2026, 11, 23, 9, tzinfo=UTC))
    event = make_art_group()
    make_host(event, make_person(name="Priya Shah"))
    occurrence = make_occurrence(event, starts_at=TUESDAY)

    page = page_of(client, occurrence)

    assert page.title == "Tuesday art group, Tuesday 1 December | Alongside"
    assert page.heading == "Bank Top Tuesday art group"
    for words in (
        "Tuesday 1 December",
        "1.30pm to 3.30pm",
        "Bank Top Village Hall, Youlgrave",
        "Green door, porch light on.",
        "Bus about every two hours until 5pm.",
        "There is no phone signal here.",
        "No Wi-Fi.",
        "Tables set out by 1.15pm",
        "Priya.",
        "Free",
        "An old shirt",
        "Open to everyone, in recovery or not. Bring one friend if you like.",
        "Somebody can meet you.",
        "Making art",
        "Step-free way in",
        "Gender-neutral toilet: no",
        "Hearing loop: not known",
        "Only the hosts see who has booked.",
        f"Run by {event.organisation.name}",
        "Report a concern",
    ):
        assert words in page.words, words
    assert "Shah" not in page.text


def test_a_walk_says_how_far_how_high_and_on_what(client):
    walk = {
        "miles": 2.5,
        "ascent_m": 25,
        "terrain": "Riverside path",
        "pace": "gentle",
        "step_free_option": True,
        "dogs": True,
    }
    event = make_event(walk=walk, is_step_free=True)

    page = page_of(client, make_occurrence(event))

    for words in ("2.5 miles", "25 m", "Gentle", "Riverside path.", "Step-free way round"):
        assert words in page.words, words
    assert "Dogs welcome" in page.words
    assert "Dogs welcome: " not in page.words


def test_other_dates_say_how_full_they_are_and_which_are_off(client, freeze):
    freeze(datetime(2026, 11, 23, 9, tzinfo=UTC))
    event = make_art_group(capacity=1)
    first = make_occurrence(event, starts_at=TUESDAY)
    full = make_occurrence(event, starts_at=TUESDAY + 7 * DAY)
    make_booking(full)
    make_occurrence(
        event,
        starts_at=TUESDAY + 14 * DAY,
        cancelled_at=utcnow(),
        cancellation_reason="The hall boiler is being fixed",
    )

    page = page_of(client, first)

    assert "Tuesday 8 December, 1.30pm Full, join the list" in page.words
    off = "Tuesday 15 December, 1.30pm The hall boiler is being fixed Cancelled"
    assert off in page.words
    assert "/events/bank-top/2026-12-08" in page.links
    assert "/events/bank-top/2026-12-15" not in page.links
    assert "/events/bank-top/2026-12-01" not in page.links


def test_a_cancelled_date_says_so_and_why_and_offers_others(client):
    occurrence = make_occurrence(
        cancelled_at=utcnow(), cancellation_reason="The hall boiler is being fixed"
    )
    other = make_occurrence(occurrence.event, starts_in=14 * DAY)

    page = page_of(client, occurrence)

    assert "This date is cancelled The hall boiler is being fixed" in page.words
    assert "#dates" in page.links
    assert f"/events/{other.event.slug}/{other.key}" in page.links
    assert not [link for link in page.links if link.endswith("/book")]
    assert structured(page)["eventStatus"] == "https://schema.org/EventCancelled"


def test_a_date_that_has_been_says_so_and_cannot_be_booked(client):
    page = page_of(client, make_occurrence(starts_in=-3 * DAY))

    assert "This date has been" in page.words
    assert not [link for link in page.links if link.endswith("/book")]


def test_a_moved_date_says_so_on_top_and_shows_where_it_is_now(client):
    occurrence = make_occurrence(make_event(venue=make_venue(name="Canalside Park")))
    occurrence.venue = make_venue(name="Saltbox Hall")
    occurrence.notice = "It is raining hard, so we are inside."

    page = page_of(client, occurrence)

    assert "Moved It is raining hard, so we are inside." in page.words
    assert "Saltbox Hall, Cromford" in page.words
    assert "Canalside Park" not in page.text


def test_a_drop_in_shows_its_next_times_and_no_button(client):
    event = make_event(booking_mode=BookingMode.DROP_IN, cost="Pay what you can")
    dates = [make_occurrence(event, starts_in=n * DAY) for n in (1, 2, 3)]

    for page in (get_page(client, f"/events/{event.slug}"), page_of(client, dates[0])):
        assert "Just turn up" in page.words
        assert "Pay what you can" in page.words
        assert not [link for link in page.links if link.endswith("/book")]
    page = get_page(client, f"/events/{event.slug}")
    assert all(f"/events/{event.slug}/{found.key}" in page.links for found in dates)


def test_an_event_shows_how_often_and_its_next_eight_dates(client, freeze):
    freeze(datetime(2026, 11, 23, 9, tzinfo=UTC))
    event = make_art_group()
    dates = [make_occurrence(event, starts_at=TUESDAY + n * 7 * DAY) for n in range(9)]

    page = get_page(client, "/events/bank-top")

    assert page.title == "Tuesday art group | Alongside"
    shown = [f"/events/bank-top/{found.key}" in page.links for found in dates]
    assert shown == [True] * 8 + [False]


@pytest.mark.parametrize("where", ["page of the event", "page of the date", "feed", "all"])
@pytest.mark.parametrize("is_address_private", [True, False])
def test_a_private_address_is_in_nothing_that_is_sent(client, where, is_address_private):
    event = make_private_event()
    event.venue.is_address_private = is_address_private
    occurrence = make_occurrence(event)

    address = {
        "page of the event": "/events/thursday-circle",
        "page of the date": f"/events/thursday-circle/{occurrence.key}",
        "feed": "/events/thursday-circle.ics",
        "all": "/events.ics",
    }[where]
    answer = client.get(address)

    assert answer.status_code == 200
    assert "Hathersage" in answer.text
    assert not [canary for canary in CANARIES if canary in answer.text]


def test_an_address_that_is_private_is_not_told_even_if_coming_is_no_secret(client):
    event = make_private_event(is_attendance_private=False)

    page = page_of(client, make_occurrence(event))

    assert "It is in Hathersage" in page.words
    assert not [canary for canary in CANARIES if canary in page.text]


def test_what_machines_read_of_a_private_event_gives_nothing_away(client):
    event = make_private_event(summary="Talk about recovery", organisation=make_organisation())
    page = page_of(client, make_occurrence(event))

    facts = structured(page)
    assert facts["name"] == "Thursday circle"
    assert facts["location"]["name"] == "Hathersage"
    head = page.text.partition("</head>")[0]
    assert 'property="og:title" content="Thursday circle, ' in head
    for secret in ("Women", "recovery", event.organisation.name, "organizer", *CANARIES):
        assert secret not in head


def test_what_stays_private_is_said_and_that_one_can_pass(client):
    page = page_of(client, make_occurrence(make_private_event()))

    assert "What people say here stays here." in page.words
    assert "You can pass at any time" in page.words


def test_machines_can_read_the_date(client, freeze):
    freeze(datetime(2026, 11, 23, 9, tzinfo=UTC))
    event = make_art_group(summary="Safe? </script><script>alert(1)</script>")
    page = page_of(client, make_occurrence(event, starts_at=TUESDAY))

    facts = structured(page)
    assert facts["@type"] == "Event"
    assert facts["startDate"] == "2026-12-01T13:30:00+00:00"
    assert facts["eventStatus"] == "https://schema.org/EventScheduled"
    assert facts["eventAttendanceMode"] == "https://schema.org/OfflineEventAttendanceMode"
    assert facts["location"]["address"]["addressLocality"] == "Youlgrave"
    assert facts["offers"]["price"] == 0
    assert facts["organizer"]["name"] == event.organisation.name
    assert facts["description"] == "Safe? </script><script>alert(1)</script>"
    assert "<script>alert" not in page.text
    assert '<link rel="canonical" href="http://127.0.0.1:8000/events/bank-top/2026-12-01">' in (
        page.text
    )


def test_summer_dates_are_on_the_summer_clock(client, freeze):
    freeze(datetime(2026, 6, 1, tzinfo=UTC))
    event = make_art_group()
    page = page_of(
        client, make_occurrence(event, starts_at=datetime(2026, 7, 7, 12, 30, tzinfo=UTC))
    )

    assert "1.30pm to 3.30pm" in page.words
    assert structured(page)["startDate"] == "2026-07-07T13:30:00+01:00"


def test_an_event_online_has_no_way_there_and_no_doors(client):
    event = make_event(venue=make_venue(place=False, type="online", name="Online room"))

    page = page_of(client, make_occurrence(event))

    assert "How to join" in page.words
    assert "Hearing loop" not in page.words
    assert structured(page)["location"]["@type"] == "VirtualLocation"


@pytest.mark.parametrize(
    "path", ["/events/bank-top/today", "/events/bank-top/2026-02-30", "/events/no-such-thing"]
)
def test_what_is_not_there_is_not_found(client, path):
    make_art_group()

    assert get_page(client, path, status=404).title.startswith("That page has moved or ended")


def test_a_group_that_is_not_checked_shows_no_event(client):
    event = make_event(make_organisation(state=OrganisationState.PAUSED), title="Secret supper")
    occurrence = make_occurrence(event)

    for path in (f"/events/{event.slug}", f"/events/{event.slug}/{occurrence.key}"):
        assert "Secret supper" not in get_page(client, path, status=404).text


def test_pages_cost_the_same_for_one_date_or_many(client, count_queries):
    event = make_art_group()
    occurrence = make_occurrence(event)
    make_occurrence(event)
    paths = (f"/events/bank-top/{occurrence.key}", "/events/bank-top", "/events.ics")
    few = [count_queries(lambda path=path: client.get(path)) for path in paths]

    for n in range(2, 9):
        make_occurrence(event, starts_in=n * 7 * DAY)
        make_host(event)
    many = [count_queries(lambda path=path: client.get(path)) for path in paths]

    assert few == many
    assert many[0] <= 7
    assert many[1] <= 6
    assert many[2] <= 1


def test_a_page_that_says_one_is_booked_is_kept_by_no_browser(client):
    held = make_booking()
    path = f"/events/{held.occurrence.event.slug}/{held.occurrence.key}"
    assert client.get(path).headers["Cache-Control"] != "no-store"
    with client.session_transaction() as session, client.application.test_request_context():
        held.browser_key = browser.made_key()
        session.update(flask_session)

    answer = client.get(path)

    assert "You’re booked" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_feed_keeps_dates_that_are_off_and_is_sent_once(client, freeze):
    freeze(datetime(2026, 11, 23, 9, tzinfo=UTC))
    event = make_art_group()
    make_occurrence(event, starts_at=TUESDAY)
    make_occurrence(event, starts_at=TUESDAY + 7 * DAY, cancelled_at=utcnow(), sequence=1)

    for path in ("/events.ics", "/events/bank-top.ics", "/places/youlgrave.ics"):
        answer = client.get(path)
        assert answer.mimetype == "text/calendar"
        assert answer.text.count("BEGIN:VEVENT") == 2
        assert answer.text.count("STATUS:CANCELLED") == 1
        assert "SUMMARY:Tuesday art group\r\n" in answer.text
        assert "Bank Top" not in answer.text
        again = client.get(path, headers={"If-None-Match": answer.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")


def test_a_feed_is_sent_again_when_a_date_is_moved(client):
    occurrence = make_occurrence()
    first = client.get("/events.ics")
    occurrence.local_date = date(2026, 12, 2)
    occurrence.sequence += 1

    again = client.get("/events.ics", headers={"If-None-Match": first.headers["ETag"]})

    assert again.status_code == 200
    assert "SEQUENCE:1" in again.text


def test_a_feed_of_nowhere_is_not_found(client):
    make_place(slug="youlgrave")

    assert client.get("/places/atlantis.ics").status_code == 404
    assert "BEGIN:VCALENDAR" in client.get("/places/youlgrave.ics").text
