"""Everything of a group as files: for it alone, without what would give anybody away."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from app.shared.csv_file import FORMULA_STARTS, csv_text, plain_cell, safe_cell
from app.shared.database import utcnow
from tests.factories import (
    make_booking,
    make_event,
    make_membership,
    make_occurrence,
    make_place,
    make_venue,
)
from tests.page import get_page

FILES = ("events.csv", "dates.csv", "bookings.csv", "dates.ics")


def address(date, name=""):
    return f"/organise/{date.event.organisation.slug}/export{'/' if name else ''}{name}"


def rows(response):
    assert response.data.startswith(b"\xef\xbb\xbf"), "Excel needs the mark"
    return list(csv.DictReader(io.StringIO(response.data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("name", ["", *FILES])
def test_another_groups_is_not_there(client, priya, date, refused, name):
    assert refused(address(date, name))


def test_the_page_leads_to_each_file(client, priya, date):
    links = get_page(client, address(date)).links

    assert {address(date, name) for name in FILES} <= set(links)


def test_an_unknown_table_is_not_there(client, priya, date):
    assert client.get(address(date, "people.csv")).status_code == 404


def test_bookings_tell_what_organisers_may_see_and_no_more(client, priya, date):
    kept = {"email": "kelly@example.org", "note": "My knee is bad"}
    booking = make_booking(occurrence=date, name="Kelly Marsden", wants_lift=True, **kept)
    make_booking(occurrence=date, name="Gone Away", state="cancelled_by_person")
    make_booking(name="Another Group’s")

    response = client.get(address(date, "bookings.csv"))
    (row,) = rows(response)

    assert (row["Event"], row["Name"], row["Lift"]) == ("Art group", "Kelly M", "Yes")
    assert row["Code ends in"] == booking.code[-3:]
    assert row["Standing"] == "Booked"
    for private in ("Marsden", "kelly@", "knee", booking.code, "Gone", "Another"):
        assert private not in response.text
    assert response.headers["Cache-Control"] == "no-store"


def test_dates_tell_how_full_they_are(client, priya, date):
    make_booking(occurrence=date, places=3)
    make_booking(occurrence=date, places=2, state="waiting")
    off = make_occurrence(event=date.event, cancelled_at=utcnow(), cancellation_reason="The boiler")

    first, second = sorted(rows(client.get(address(date, "dates.csv"))), key=lambda row: row["Id"])

    assert (first["Booked"], first["Waiting"], first["Places"]) == ("3", "2", "12")
    assert first["Date"] == str(date.local_date)
    assert (second["Status"], second["Why"]) == ("Cancelled", "The boiler")
    assert second["Id"] == f"date-{off.id}"


def test_events_are_there_whether_or_not_they_are_public(client, priya, date):
    make_event(date.event.organisation, title="Not out yet", published_at=None)

    found = {row["Name"]: row["Public"] for row in rows(client.get(address(date, "events.csv")))}

    assert found == {"Art group": "Yes", "Not out yet": "No"}


def test_no_name_becomes_a_formula(client, priya, date):
    make_booking(occurrence=date, name='=HYPERLINK("http://x.example")')

    (row,) = rows(client.get(address(date, "bookings.csv")))

    assert row["Name"].startswith("'=HYPERLINK")


@given(st.text())
def test_a_cell_is_never_a_formula_and_never_lost(words):
    safe = safe_cell(words)

    assert not safe.startswith(FORMULA_STARTS)
    assert plain_cell(safe) == words


@given(st.lists(st.text(alphabet='a;,"\n\r\t=é ', min_size=1), min_size=1))
def test_a_table_is_read_back_as_it_was_written(cells):
    (_, read) = csv.reader(io.StringIO(csv_text(["x"] * len(cells), [cells]), newline=""))

    assert [plain_cell(cell) for cell in read] == cells


def test_the_groups_own_calendar_has_whole_titles(client, priya, date):
    date.event.neutral_title = "Tuesday"
    make_occurrence(event=make_event(title="Another’s"))

    response = client.get(address(date, "dates.ics"))
    (entry,) = Calendar.from_ical(response.data).walk("VEVENT")

    assert entry["SUMMARY"] == "Art group"
    assert date.venue.name in entry["LOCATION"]
    assert entry.decoded("DTSTART") == date.starts_at


def test_the_public_feed_of_a_group_has_neutral_titles_and_the_town(client):
    place = make_place(name="Youlgrave")
    event = make_event(venue=make_venue(place, name="Hall"), title="Group", neutral_title="Tuesday")
    make_occurrence(event=event)
    make_occurrence(event=make_event(title="Another’s"))
    make_occurrence(event=make_event(event.organisation, title="Not out", published_at=None))

    response = client.get(f"/groups/{event.organisation.slug}.ics")
    (entry,) = Calendar.from_ical(response.data).walk("VEVENT")

    assert (entry["SUMMARY"], entry["LOCATION"]) == ("Tuesday", "Youlgrave")
    assert event.organisation.name not in response.text


def test_a_group_that_is_not_checked_has_no_feed(client):
    group = make_membership().organisation
    group.state = "paused"

    assert client.get(f"/groups/{group.slug}.ics").status_code == 404


@pytest.mark.parametrize("name", FILES)
def test_a_file_costs_the_same_for_many(client, priya, date, count_queries, name):
    path = address(date, name)
    few = count_queries(lambda: client.get(path))
    for _ in range(12):
        make_booking(occurrence=make_occurrence(event=date.event))

    assert count_queries(lambda: client.get(path)) == few
