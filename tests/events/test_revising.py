"""Changing an event that is there: its words, whose it is, and another one like it."""

import re
from datetime import UTC, datetime

import pytest
import time_machine
from sqlalchemy import select

from app.events import services
from app.events.models import EventDraft, EventHost, Frequency, Occurrence
from app.events.services import publish
from app.organisations.models import OrganisationState
from app.people.models import Person
from app.shared.database import db
from tests.factories import (
    make_event,
    make_host,
    make_membership,
    make_occurrence,
    make_organisation,
    make_person,
)
from tests.page import get_page, read_page

HTMX = {"HX-Request": "true"}


@pytest.fixture
def event(client, sign_in):
    """Priya’s; she is signed in."""
    event = make_event(title="Art group", slug="art-group", summary="Paint.", description="Old.")
    sign_in(make_membership(event.organisation).person)
    make_occurrence(event)
    return event


@pytest.fixture
def priya(event):
    return db.session.scalar(select(Person))


@pytest.fixture
def address(event):
    return f"/organise/{event.organisation.slug}/events/art-group"


def typed(client, address, **says):
    """What the form would send as it is shown, but for what is said."""
    return get_page(client, f"{address}/words").form(f"{address}/words").fields | says


def test_new_words_are_on_the_page_and_found_at_the_same_address(client, event, address):
    publish(event)
    db.session.commit()
    fields = typed(
        client,
        address,
        title="Clay and colour",
        summary="Pots.",
        description="**New**",
        what_to_expect="Tea first\n- Then clay",
    )

    assert client.post(f"{address}/words", data=fields).location == address

    page = get_page(client, "/events/art-group")
    assert page.heading == "Clay and colour"
    assert "<strong>New</strong>" in page.text
    assert "Tea first Then clay" in page.words
    assert "Clay and colour" in get_page(client, "/events?q=clay").words


def test_the_second_to_save_sees_what_changed_and_keeps_their_text(client, event, address):
    priyas = typed(client, address, description="Priya’s words.")
    beverleys = typed(client, address, description="Bev’s words.", bring="An apron")
    client.post(f"{address}/words", data=priyas)

    for headers in ({}, HTMX):
        late = client.post(f"{address}/words", data=beverleys, headers=headers)

        assert late.status_code == 409
        assert ("<html" in late.text) == (headers == {})
        assert "Somebody else changed this while you wrote." in late.text
        assert "<dd><p>Priya’s words.</p>\n</dd>" in late.text
        assert ">\r\nBev’s words.</textarea>" in late.text
        assert 'value="An apron"' in late.text
    db.session.expire_all()
    assert event.description == "Priya’s words."

    again = read_page(client.post(f"{address}/words", data=beverleys)).form(f"{address}/words")
    client.post(f"{address}/words", data=beverleys | {"seen": again.fields["seen"]})
    db.session.expire_all()
    assert event.description == "Bev’s words."


def test_who_changes_only_the_title_leaves_the_hosts_another_just_chose(client, event, address):
    zoe = make_membership(event.organisation, make_person(name="Zoe A"), is_shown=True).person
    ann = make_membership(event.organisation, make_person(name="Ann B"), is_shown=True).person
    for person in (ann, zoe):
        make_host(event, person)
    by_name = {"hosts": [ann.id, zoe.id]}  # as a browser sends the ticks
    late = typed(client, address) | by_name
    client.post(f"{address}/words", data=typed(client, address) | {"hosts": [ann.id]})

    again = read_page(client.post(f"{address}/words", data=late | {"title": "Clay"}))

    assert "Ann B" in again.words
    ticked = [box for box in re.findall(r"<input[^>]*>", again.text) if "checked" in box]
    hosts = [re.search(r'value="(\d+)"', box)[1] for box in ticked if 'name="hosts"' in box]
    assert hosts == [str(ann.id)]


def test_an_event_can_be_held_by_two_groups(client, event, address, priya):
    other = make_organisation(name="Lantern Yard")
    hidden = make_organisation(name="Not yet", state=OrganisationState.SUBMITTED)
    for group in (other, hidden):
        make_membership(group, priya)
    fields = typed(client, address)

    client.post(f"{address}/words", data=fields | {"cohosts": [other.id, hidden.id]})

    key = db.session.scalar(select(Occurrence)).key
    page = get_page(client, f"/events/art-group/{key}")
    assert f"Held by {event.organisation.name} and Lantern Yard" in page.words
    assert "Not yet" not in page.words
    assert "Art group" in get_page(client, f"/groups/{other.slug}").words


def test_who_edits_later_leaves_the_other_group_as_it_is(client, event, address, priya, sign_in):
    other = make_membership(make_organisation(name="Lantern Yard"), priya).organisation
    client.post(f"{address}/words", data=typed(client, address) | {"cohosts": [other.id]})
    sign_in(make_membership(event.organisation).person)

    client.post(f"{address}/words", data=typed(client, address, summary="Clay."))

    assert "Art group" in get_page(client, f"/groups/{other.slug}").words


def test_who_left_the_team_is_not_named_as_a_host_any_longer(client, event):
    made = make_membership(event.organisation, make_person(name="Wilf Booth"), is_shown=True)
    make_host(event, made.person)
    before = get_page(client, "/events/art-group")
    db.session.delete(made)
    db.session.commit()

    assert "Who will be there Wilf." in before.words
    assert "Wilf" not in get_page(client, "/events/art-group").words


def test_a_host_ticked_twice_is_one_host(client, event, address, priya):
    fields = typed(client, address) | {"hosts": [priya.id, priya.id]}

    assert client.post(f"{address}/words", data=fields).location == address

    assert [each.person_id for each in db.session.scalars(select(EventHost))] == [priya.id]


def test_hosts_are_handed_over_within_the_team(client, event, address):
    make_host(event, make_person(name="Wilf Booth"))
    bev = make_membership(event.organisation, make_person(name="Bev Hall"), is_shown=True).person
    secret = make_membership(event.organisation, make_person(name="Una Seen")).person
    shown = get_page(client, f"{address}/words")
    fields = typed(client, address)

    client.post(f"{address}/words", data=fields | {"hosts": [bev.id, secret.id]})

    assert "Wilf B" in shown.words
    assert "Una S" not in shown.words
    key = db.session.scalar(select(Occurrence)).key
    assert "Who will be there Bev." in get_page(client, f"/events/art-group/{key}").words


def test_a_copy_is_a_draft_that_only_needs_its_dates_looked_at(client, event, address):
    response = client.post(f"{address}/copies")
    draft = response.location.rpartition("/")[0]
    first = get_page(client, response.location)
    client.post(response.location, data=first.form(response.location).fields)
    check = get_page(client, f"{draft}/check")
    published = client.post(f"{draft}/publication")

    assert "The old one stays as it is." in first.words
    assert check.heading == "Check it, then publish"
    assert "Art group" in check.words
    page = get_page(client, f"/events/{published.location.rpartition('/')[2]}")
    assert "Paint." in page.words
    assert db.session.scalar(select(EventDraft)) is None


def test_a_copy_of_a_monthly_event_starts_on_its_day_of_the_month(client, event):
    event.frequency, event.weekdays, event.nth = Frequency.MONTHLY, [6], 2
    with time_machine.travel(datetime(2026, 11, 22, 12, tzinfo=UTC)):  # the 29th is a fifth Sunday
        draft = services.copy_event(event)

    assert draft.answers["when"]["first_date"] == ["2026-12-13"]


def test_for_another_group_there_is_nothing_to_change(client, event, address, sign_in):
    fields = typed(client, address, title="Stolen")
    stranger = make_membership(make_organisation(slug="other"))
    sign_in(stranger.person)

    for place in (address, "/organise/other/events/art-group"):
        assert client.get(place).status_code == 404
        assert client.post(f"{place}/words", data=fields).status_code == 404
        assert client.post(f"{place}/copies").status_code == 404
    db.session.expire_all()
    assert event.title == "Art group"
