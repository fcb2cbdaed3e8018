"""The places that groups bring: added as an event is written, changed by who looks after them."""

import pytest
from sqlalchemy import select

from app.events import queries
from app.events.models import EventText
from app.organisations.models import OrganisationKind, Position
from app.places import queries as places
from app.places.models import Venue
from app.shared.database import db
from tests.factories import (
    make_draft,
    make_event,
    make_membership,
    make_occurrence,
    make_organisation,
    make_place,
    make_venue,
)
from tests.page import get_page, read_page

NEW = "/organise/hearthstone/venues/new"
ADDED = {"name": "Bank Top Village Hall", "where": "Youlgrave", "type": "village_hall"}


@pytest.fixture
def group(client, sign_in):
    """Priya’s, and she is signed in."""
    make_place(name="Youlgrave", slug="youlgrave", outcode="DE45", latitude=53.17, longitude=-1.69)
    make_place(name="Matlock", slug="matlock", outcode="DE4", latitude=53.14, longitude=-1.55)
    group = make_organisation(slug="hearthstone")
    sign_in(make_membership(group).person)
    return group


@pytest.fixture
def add(client, group):
    """add(name=...) sends the form of a new place; the page that comes of it."""

    def add(**says):
        return read_page(client.post(NEW, data=ADDED | says, follow_redirects=True))

    return add


def added():
    db.session.rollback()
    return db.session.scalars(select(Venue).order_by(Venue.id.desc())).first()


def test_a_place_is_added_with_what_is_known_of_it_and_what_is_not(add, group):
    page = add(is_step_free="True", has_parking="False", mobile_signal="none")

    assert "Bank Top Village Hall is there to choose." in page.text
    venue = added()
    assert (venue.is_step_free, venue.has_parking, venue.has_hearing_loop) == (True, False, None)
    assert (venue.outcode, venue.organisation_id) == ("DE45", group.id)


def test_of_a_postcode_no_more_than_the_sector_is_kept(add):
    add(where="DE4 5GL")

    venue = added()
    assert venue.outcode == "DE4"
    assert "5GL" not in " ".join(str(value) for value in vars(venue).values())


@pytest.mark.parametrize(
    ("says", "words"),
    [
        ({"name": ""}, "Give it a name, such as Bank Top Village Hall"),
        ({"type": ""}, "Choose what it is"),
        ({"where": ""}, "Type a postcode, or the village or town"),
        ({"where": "Xqzzy"}, "We do not know where that is. Try its postcode"),
        ({"getting_there": "x" * 301}, "Use fewer words, up to 300 letters"),
    ],
)
def test_what_cannot_be_used_is_said_and_kept(add, says, words):
    page = add(**says, what_to_look_for="A blue door")

    assert words in page.text
    assert "A blue door</textarea>" in page.text
    assert added() is None


def test_a_double_tap_adds_it_once(add):
    add()
    add()

    assert len(db.session.scalars(select(Venue)).all()) == 1


def test_a_place_that_is_on_the_list_is_not_added_twice(add, group):
    make_venue(places.place("youlgrave"), name="The Bank Top village hall")

    assert "The Bank Top village hall is on the list already" in add().text


def test_a_private_address_of_others_is_not_told_by_the_refusal(add, group):
    theirs = make_venue(
        places.place("youlgrave"), name="Bank Top Village Hall", is_address_private=True
    )

    page = add()

    assert "is there to choose" in page.text
    assert theirs.id not in {each.id for each in queries.venues_for(group)}


def test_a_private_address_is_there_only_for_the_group_that_added_it(add, group):
    add(is_address_private="y")

    assert added().id in {each.id for each in queries.venues_for(group)}
    assert added().id not in {each.id for each in queries.venues_for(make_organisation())}


def test_an_event_that_is_being_written_goes_on_with_the_new_place(client, add, group):
    draft = make_draft(group)
    step = f"/organise/hearthstone/events/drafts/{draft.id}/place"
    sent = client.post(step, data={"venue": "new", "joining": "Key in the pot"})
    assert sent.location.endswith(f"/venues/new?draft={draft.id}")

    page = add(draft=draft.id)

    assert f'value="{added().id}" selected>Youlgrave: Bank Top Village Hall<' in page.text
    assert "Key in the pot</textarea>" in page.text


def test_what_is_said_of_a_place_changes_on_every_page_at_once(client, group):
    hall = make_venue(name="Old hall", organisation_id=group.id, is_step_free=False)
    event = make_event(organisation=group, venue=hall, is_step_free=False)
    date = make_occurrence(event=event)
    walk = make_event(venue=hall, is_step_free=True, walk={"dogs": True})
    url = f"/organise/hearthstone/venues/{hall.id}"
    typed = get_page(client, url).form(url).fields

    client.post(url, data=typed | {"name": "New hall", "type": "cafe", "is_step_free": "True"})

    shown = get_page(client, f"/events/{date.event.slug}/{date.key}")
    assert "New hall" in shown.text
    assert "Old hall" not in shown.text
    db.session.rollback()
    assert (event.is_step_free, walk.is_step_free) == (True, True)
    found = select(EventText.body).where(EventText.event_id == event.id)
    assert "new hall" in db.session.scalar(found)


def test_the_second_of_two_who_change_a_place_sees_what_the_first_wrote(client, group):
    hall = make_venue(name="Old hall", organisation_id=group.id, type="cafe")
    url = f"/organise/hearthstone/venues/{hall.id}"
    seen = get_page(client, url).form(url).fields["seen"]
    first = {"name": "First hall", "type": "park", "is_step_free": "False", "seen": seen}
    client.post(url, data=first)

    answer = client.post(url, data={"name": "Second hall", "type": "cafe", "seen": seen})

    assert answer.status_code == 409
    page = read_page(answer)
    for words in ("Somebody else changed this place", "First hall", "A park or green", "No"):
        assert words in page.text
    assert page.form(url).fields["name"] == "Second hall"
    db.session.rollback()
    assert db.session.get(Venue, hall.id).name == "First hall"


def test_a_group_changes_only_what_it_looks_after(client, group, sign_in):
    network = make_organisation(kind=OrganisationKind.NETWORK, slug="network")
    nobodys, theirs = make_venue(), make_venue(organisation_id=make_organisation().id)

    for venue in (nobodys, theirs):
        assert client.get(f"/organise/hearthstone/venues/{venue.id}").status_code == 404
    hidden = make_venue(is_address_private=True)
    sign_in(make_membership(network, position=Position.ADMIN).person)
    assert client.get(f"/organise/network/venues/{hidden.id}").status_code == 404
    client.post("/organise/network/venues/new", data=ADDED | {"is_address_private": "y"})
    assert added().id in {each.id for each in queries.venues_for(network)}
    assert nobodys.name in get_page(client, "/organise/network/venues").text
    assert theirs.name not in get_page(client, "/organise/network/venues").text
