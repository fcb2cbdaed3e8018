"""Writing an event down: from a name to a page that anybody can see."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier

import pytest
import time_machine
from sqlalchemy import select

from app.events.models import Event, EventDraft, Occurrence
from app.events.services import forget_drafts, publish_due
from app.organisations.models import OrganisationState
from app.shared.database import db, utcnow
from tests.factories import (
    make_audience,
    make_draft,
    make_event,
    make_kind,
    make_membership,
    make_occurrence,
    make_organisation,
    make_venue,
)
from tests.page import get_page, read_page

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def group(client, sign_in):
    """Priya’s, and she is signed in."""
    make_kind("make", name="Art and craft", look="make")
    make_audience()
    group = make_organisation(name="Hearthstone", slug="hearthstone")
    sign_in(make_membership(group).person)
    return group


@pytest.fixture
def hall(group):
    return make_venue(name="Bank Top hall")


def answers(hall, **says):
    """What Priya types at each step."""
    whole = {
        "kind": {"kind": "make", "audience": "open"},
        "place": {"venue": str(hall.id)},
        "when": {
            "frequency": "weekly",
            "first_date": "2026-12-01",
            "start_time": "13:30",
            "length": "120",
        },
        "places": {"booking_mode": "bookable", "capacity": "12", "max_guests": "1"},
        "about": {"summary": "Paint, print and tea.", "cost": "free"},
        "access": {"offers_buddy": "y"},
    }
    for step, more in says.items():
        whole[step] = whole[step] | more
    return whole


def begin(client, title="Bank Top art group"):
    """The address of a new draft."""
    response = client.post("/organise/hearthstone/events/new", data={"title": title})
    assert response.status_code == 303, read_page(response).words
    return response.location.rpartition("/")[0]


def write(client, steps, title="Bank Top art group"):
    """A whole draft; its address."""
    draft = begin(client, title)
    for step, typed in steps.items():
        response = client.post(f"{draft}/{step}", data=typed)
        assert response.status_code == 303, read_page(response).words
    return draft


def test_from_a_name_to_a_page_with_its_dates(client, group, hall):
    draft = write(client, answers(hall))
    before = client.get("/events/bank-top-art-group")
    check = get_page(client, f"{draft}/check")
    response = client.post(f"{draft}/publication")

    assert before.status_code == 404
    assert "Where Cromford: Bank Top hall" in check.words
    assert "How often Every Tuesday" in check.words
    assert response.location == "/organise/hearthstone/events/bank-top-art-group"
    page = get_page(client, "/events/bank-top-art-group")
    assert "Paint, print and tea." in page.words
    assert "1.30pm to 3.30pm" in page.words
    assert "Tuesday 1 December" in page.words
    days = db.session.scalars(select(Occurrence.local_date).order_by(Occurrence.local_date)).all()
    assert days[:2] == [date(2026, 12, 1), date(2026, 12, 8)]
    assert db.session.scalar(select(EventDraft)) is None
    assert "0 of 12" in get_page(client, response.location).words


def test_what_cannot_be_used_is_told_beside_its_field_and_kept(client, group, hall):
    draft = begin(client)

    for headers in ({}, HTMX):
        response = client.post(
            f"{draft}/when",
            data={"frequency": "weekly", "first_date": "2026-11-01", "start_time": "half one"},
            headers=headers,
        )

        assert response.status_code == 422
        assert ("<html" in response.text) == (headers == {})
        assert "Choose a date that has not gone" in response.text
        assert "Enter a time like 13:30 or 1.30pm" in response.text
        assert 'value="half one"' in response.text
    assert "when" not in db.session.scalar(select(EventDraft.answers))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"frequency": "monthly", "first_date": "2027-01-29"}, "is the fifth Friday of January"),
        ({"frequency": "monthly_last", "first_date": "2027-01-08"}, "that one, or the last of ano"),
        ({"frequency": "block"}, "Say how many dates the course has"),
        ({"frequency": "weekly", "start_time": "25:00"}, "Enter a time like 13:30 or 1.30pm"),
        (
            {"frequency": "once", "first_date": "2027-03-28", "start_time": "01:30"},
            "clocks go forw",
        ),
    ],
)
def test_a_day_that_some_months_lack_is_never_skipped_in_silence(client, group, hall, typed, words):
    draft = begin(client)
    client.post(f"{draft}/place", data=answers(hall)["place"])

    response = client.post(f"{draft}/when", data=answers(hall, when=typed)["when"])

    assert response.status_code == 422
    assert words in response.text


def test_the_next_eight_dates_tell_of_holidays_and_of_what_else_is_on(client, group, hall):
    ours = make_event(organisation=group, venue=hall, title="Choir")
    make_occurrence(ours, starts_at=datetime(2026, 12, 11, 14, 0, tzinfo=UTC))
    theirs = make_event(venue=hall, title="Secret circle")
    make_occurrence(theirs, starts_at=datetime(2026, 12, 18, 13, 0, tzinfo=UTC))
    draft = begin(client)
    client.post(f"{draft}/place", data=answers(hall)["place"])
    typed = answers(hall, when={"first_date": "2026-12-04"})["when"]

    look = read_page(client.post(f"{draft}/when", data=typed | {"look": "1"}))
    part = client.get(f"{draft}/dates", query_string=typed, headers=HTMX)

    for words in (look.text, part.text):
        assert words.count('name="left_out"') == 8
        assert "Friday 25 December, 1.30pm to 3.30pm" in words
        assert "Christmas Day" in words
        assert "same place as “Choir”" in words
        assert "something else is on at that place" in words
        assert "Secret circle" not in words
        assert "8 dates, 2 clashes" in words
    assert part.text.lstrip().startswith('<div id="dates-preview"')


def test_a_date_that_is_left_out_is_never_made(client, group, hall):
    steps = answers(hall, when={"first_date": "2026-12-18", "left_out": ["2026-12-25"]})
    client.post(f"{write(client, steps)}/publication")

    days = db.session.scalars(select(Occurrence.local_date).order_by(Occurrence.local_date)).all()

    assert days[:2] == [date(2026, 12, 18), date(2027, 1, 1)]


def test_a_group_can_meet_on_several_days_of_the_week(client, group, hall):
    typed = {"other_days": ["3", "9"], "last_date": "2026-12-10"}
    client.post(f"{write(client, answers(hall, when=typed))}/publication")

    days = db.session.scalars(select(Occurrence.local_date).order_by(Occurrence.local_date)).all()

    assert [day.day for day in days] == [1, 3, 8, 10]


def test_a_course_that_leaves_a_week_out_is_as_long(client, group, hall):
    typed = {"frequency": "block", "block_length": "3", "left_out": ["2026-12-08"]}
    client.post(f"{write(client, answers(hall, when=typed))}/publication")

    days = db.session.scalars(select(Occurrence.local_date).order_by(Occurrence.local_date)).all()

    assert days == [date(2026, 12, 1), date(2026, 12, 15), date(2026, 12, 22)]


def test_a_draft_comes_back_where_it_was_left(client, group, hall):
    draft = begin(client)
    client.post(f"{draft}/kind", data=answers(hall)["kind"])

    listed = get_page(client, "/organise/hearthstone/events")
    response = client.get(draft)

    assert draft in listed.links
    assert response.location == f"{draft}/place"
    assert 'value="Bank Top art group"' in get_page(client, f"{draft}/name").text


def test_the_same_form_sent_twice_is_one_draft(client, group):
    key = get_page(client, "/organise/hearthstone/events/new").form(
        "/organise/hearthstone/events/new"
    )
    typed = {"title": "Choir", "form_key": key.fields["form_key"]}

    places = {client.post("/organise/hearthstone/events/new", data=typed).location for _ in "12"}

    assert len(places) == 1
    assert len(db.session.scalars(select(EventDraft)).all()) == 1


def test_a_draft_published_twice_at_once_is_one_event_and_no_fault(app, client, group, hall):
    draft = write(client, answers(hall))
    start = Barrier(3)

    def publish(session):
        with app.app_context():
            tap = app.test_client()
            with tap.session_transaction() as own:
                own.update(session)
            start.wait(timeout=30)
            return tap.post(f"{draft}/publication").location

    with client.session_transaction() as own, ThreadPoolExecutor(3) as taps:
        told = sorted(taps.map(publish, [dict(own)] * 3))

    assert told == ["/organise/hearthstone/events"] * 2 + [
        "/organise/hearthstone/events/bank-top-art-group"
    ]
    assert len(db.session.scalars(select(Event)).all()) == 1
    assert client.post(f"{draft}/removal").location == "/organise/hearthstone/events"


def test_a_form_that_another_group_used_is_asked_for_again(client, group):
    make_draft(form_key="another-group-s")

    typed = {"title": "Choir", "form_key": "another-group-s"}
    sent = client.post("/organise/hearthstone/events/new", data=typed)

    assert "That form was used before" in read_page(sent).words
    assert len(db.session.scalars(select(EventDraft)).all()) == 1


def test_another_group_sees_nothing_of_a_draft(client, group, hall, sign_in):
    draft = write(client, answers(hall))
    stranger = make_membership(make_organisation(slug="other")).person
    sign_in(stranger)
    elsewhere = draft.replace("hearthstone", "other")

    for address in (draft, elsewhere):
        for page in ("", "/name", "/check", "/dates"):
            assert client.get(f"{address}{page}").status_code == 404
        assert client.post(f"{address}/name", data={"title": "x"}).status_code == 404
    for act in ("publication", "removal"):
        assert client.post(f"{draft}/{act}").status_code == 404
        assert client.post(f"{elsewhere}/{act}").location == "/organise/other/events"
    assert db.session.scalar(select(Event)) is None
    assert db.session.scalar(select(EventDraft)).title == "Bank Top art group"


def test_a_group_that_is_not_checked_waits_and_is_told_so(client, group, hall):
    group.state = OrganisationState.SUBMITTED
    db.session.commit()
    draft = write(client, answers(hall))

    assert "The network looks at it first" in get_page(client, f"{draft}/check").words
    client.post(f"{draft}/publication")
    assert publish_due() == 0
    assert client.get("/events/bank-top-art-group").status_code == 404

    group.state = OrganisationState.VERIFIED
    db.session.commit()
    assert publish_due() == 1
    db.session.commit()
    assert "Paint, print and tea." in get_page(client, "/events/bank-top-art-group").words


def test_a_private_address_is_offered_only_to_those_who_meet_there(client, group, hall):
    refuge = make_venue(name="The refuge", is_address_private=True)
    draft = begin(client)

    offered = get_page(client, f"{draft}/place").words
    response = client.post(f"{draft}/place", data={"venue": str(refuge.id)})

    assert "Bank Top hall" in offered
    assert "The refuge" not in offered
    assert response.status_code == 422


def test_a_telling_name_is_taken_out_of_mails(client, group, hall):
    draft = write(client, answers(hall), title="Sober recovery supper club")

    assert "In emails and calendars Supper club" in get_page(client, f"{draft}/check").words


def test_kind_words_explain_and_never_stop_anybody(client, group, hall):
    draft = begin(client)
    typed = answers(hall)["about"] | {"description": "You must be **clean** for 30 days."}

    asked = read_page(client.post(f"{draft}/about", data=typed | {"look": "1"}))
    kept = client.post(f"{draft}/about", data=typed)

    assert "makes everyone else dirty" in asked.words
    assert "<strong>clean</strong>" in asked.text
    assert kept.status_code == 303


def test_drafts_nobody_touches_go_after_90_days(client, group):
    begin(client)

    assert forget_drafts(utcnow() + timedelta(days=89)) == 0
    assert forget_drafts(utcnow() + timedelta(days=91)) == 1


def test_a_list_of_many_costs_what_a_list_of_few_costs(client, group, count_queries):
    def cost():
        return count_queries(lambda: get_page(client, "/organise/hearthstone/events"))

    make_occurrence(make_event(organisation=group))
    few = cost()
    for _ in range(12):
        make_occurrence(make_event(organisation=group))

    assert cost() == few
