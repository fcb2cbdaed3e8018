"""What only its link leads to: every public address is asked, and none but its own may name it."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import insert

from app.events import queries
from app.events.models import BookingMode, event_cohosts
from app.events.services.indexing import index_event
from app.following import queries as following
from app.shared.database import db, utcnow
from tests.conventions.building import rules
from tests.conventions.test_requests import addresses
from tests.factories import (
    make_event,
    make_membership,
    make_occurrence,
    make_organisation,
    make_place,
    make_venue,
)
from tests.page import get_page

WORD = "zqunlisted"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(datetime(2026, 11, 26, 12, tzinfo=UTC)):
        yield


@pytest.fixture
def dates(app):
    """Two dates soon in Cromford that one group holds with another: one is listed, one is not."""
    group, other = make_organisation(slug="ours"), make_organisation(slug="theirs")
    hall = make_venue(make_place(slug="cromford", name="Cromford"))
    found = []
    for word, is_listed in ((WORD, False), ("Zqlisted", True)):
        event = make_event(
            group,
            hall,
            title=f"{word} supper",
            slug=f"{word.lower()}-supper",
            booking_mode=BookingMode.DROP_IN,
            is_listed=is_listed,
        )
        values = {"event_id": event.id, "organisation_id": other.id}
        db.session.execute(insert(event_cohosts).values(values))
        index_event(event)
        found.append(make_occurrence(event, starts_in=timedelta(minutes=20)))
    db.session.commit()
    return found


def test_no_public_address_but_its_own_names_it(app, client, dates):
    open_to_all = [
        rule
        for rule in rules()
        if "GET" in rule.methods and app.view_functions[rule.endpoint].access == "public"
    ]
    asked = dict.fromkeys(addresses(open_to_all, make_membership).values(), "")
    asked |= dict.fromkeys(
        (
            *("/groups/ours", "/groups/theirs", "/groups/ours.ics", "/groups/theirs/embed"),
            *("/groups/ours/embed", "/events?place=Cromford", f"/events?q={WORD}&place=Cromford"),
            *("/events?place=Cromford&sort=nearest", "/events?drop_in=1", "/events?kind=social"),
            *("/events/print?place=Cromford", "/events.ics", "/events", "/", "/sitemap.xml"),
        ),
        "",
    )
    said = {address: _text(client.get(address)) for address in asked}

    assert {address for address, text in said.items() if f"{WORD} supper" in text.lower()} == set()
    assert not [address for address, text in said.items() if f"/{WORD}-supper" in text]
    with_other = {address for address, text in said.items() if "zqlisted" in text.lower()}
    assert {"/", "/events", "/events.ics", "/groups/ours", "/groups/theirs/embed"} <= with_other
    assert {"/groups/ours.ics", "/sitemap.xml", "/events/print?place=Cromford"} <= with_other


def test_its_link_opens_it_and_search_machines_are_sent_away(client, dates):
    unlisted, listed = dates
    for date, is_found in ((unlisted, False), (listed, True)):
        slug = date.event.slug
        for address in (f"/events/{slug}", f"/events/{slug}/{date.key}"):
            text = get_page(client, address).text
            assert f"{date.event.title}</h1>" in text
            assert ('name="robots" content="noindex, nofollow"' in text) is not is_found
            assert ("application/ld+json" in text) is is_found
        assert date.event.neutral_title in client.get(f"/events/{slug}.ics").text


def test_neither_a_shut_door_nor_the_weekly_mail_leads_to_it(app, dates):
    unlisted, listed = dates
    shut = make_occurrence(
        make_event(venue=unlisted.venue, booking_mode=BookingMode.DROP_IN),
        starts_in=timedelta(minutes=10),
        cancelled_at=utcnow(),
    )
    monday = utcnow().date() - timedelta(days=utcnow().weekday())
    weekly = [
        date.event_id
        for thing in (unlisted.event.organisation, unlisted.venue.place)
        for date in following.on_this_week(following.subject_of(thing), monday)
    ]

    assert queries.open_instead([shut]).event_id == listed.event_id
    assert unlisted.event_id not in weekly
    assert weekly.count(listed.event_id) == 2


def _text(answer):
    """What an answer says, without the word that was typed; a picture says little."""
    return answer.get_data().decode(errors="replace").replace(f'value="{WORD}"', "")
