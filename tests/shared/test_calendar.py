"""Calendar files, read back by the parser and by their bytes."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from app.config import Settings
from app.shared.calendar import Item, calendar, feed

SUMMER = datetime(2026, 7, 7, 12, 30, tzinfo=UTC)
WINTER = datetime(2026, 12, 1, 13, 30, tzinfo=UTC)

surface = Flask(__name__)
surface.config["SETTINGS"] = Settings(
    site_url="https://alongside.example.org", mail_from="hello@alongside.example.org"
)


def make_item(starts_at=WINTER, **given):
    usual = {"uid": "date-7", "title": "Tuesday art group", "changed_at": SUMMER}
    return Item(starts_at=starts_at, ends_at=starts_at + timedelta(hours=2), **usual | given)


def write(*items, **options):
    with surface.app_context():
        return calendar(items, **{"name": "What’s on"} | options)


def read(*items, **options):
    return Calendar.from_ical(write(*items, **options))


def only_event(file):
    (event,) = file.walk("VEVENT")
    return event


def test_a_date_is_read_back_as_it_was_written():
    event = only_event(read(make_item(location="Youlgrave", sequence=3)))

    assert event["UID"] == "date-7@alongside.example.org"
    assert event["SUMMARY"] == "Tuesday art group"
    assert event.decoded("DTSTART") == WINTER
    assert event.decoded("DTEND") == WINTER + timedelta(hours=2)
    assert event["SEQUENCE"] == 3
    assert event["STATUS"] == "CONFIRMED"
    assert event["LOCATION"] == "Youlgrave"
    assert event.decoded("DTSTAMP") == SUMMER
    assert event["ORGANIZER"] == "mailto:hello@alongside.example.org"


def test_times_stand_on_the_wall_clock_of_their_zone():
    text = write(make_item(), make_item(SUMMER, uid="date-8")).decode()

    assert "DTSTART;TZID=Europe/London:20261201T133000" in text
    assert "DTSTART;TZID=Europe/London:20260707T133000" in text
    assert text.count("BEGIN:VTIMEZONE") == 1
    assert "TZOFFSETTO:+0100" in text
    assert "TZOFFSETTO:+0000" in text


def test_the_clock_changes_near_the_date_are_told_and_no_others():
    text = write(make_item()).decode()

    assert "20261025T020000" in text
    assert "20270328T" in text
    assert "1971" not in text


def test_a_feed_says_how_often_to_ask_again_and_a_single_file_does_not():
    as_feed, single = read(make_item(), is_feed=True), read(make_item())

    assert as_feed["METHOD"] == single["METHOD"] == "PUBLISH"
    assert as_feed["NAME"] == as_feed["X-WR-CALNAME"] == "What’s on"
    assert as_feed.decoded("REFRESH-INTERVAL") == timedelta(hours=6)
    assert as_feed["X-PUBLISHED-TTL"] == "PT6H"
    assert "REFRESH-INTERVAL" not in single


def test_a_single_file_that_is_off_takes_itself_back():
    file = read(make_item(is_cancelled=True, sequence=1))

    assert file["METHOD"] == "CANCEL"
    assert only_event(file)["STATUS"] == "CANCELLED"
    assert only_event(file)["UID"] == "date-7@alongside.example.org"


def test_a_feed_with_a_date_that_is_off_goes_on():
    file = read(make_item(is_cancelled=True), is_feed=True)

    assert file["METHOD"] == "PUBLISH"
    assert only_event(file)["STATUS"] == "CANCELLED"


def test_a_feed_of_nothing_is_still_a_calendar():
    file = read(is_feed=True)

    assert file["VERSION"] == "2.0"
    assert not file.walk("VEVENT")


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=300))
def test_any_title_is_folded_and_cannot_break_out(title):
    text = write(make_item(title=f"{title}\r\nATTENDEE:mailto:x@example.org"))

    lines = text.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert b"\n" not in text.replace(b"\r\n", b"")
    assert not any(line.startswith(b"ATTENDEE") for line in lines)
    assert len(Calendar.from_ical(text).walk("VEVENT")) == 1


def ask(items, **headers):
    with surface.test_request_context("/events.ics", headers=headers):
        return feed(items, name="What’s on")


def test_a_feed_that_has_not_changed_is_not_sent_again():
    first = ask([make_item()])
    again = ask([make_item()], **{"If-None-Match": first.headers["ETag"]})

    assert first.status_code == 200
    assert first.mimetype == "text/calendar"
    assert b"BEGIN:VEVENT" in first.data
    assert again.status_code == 304
    assert again.data == b""


@pytest.mark.parametrize(
    "change",
    [{"sequence": 1}, {"is_cancelled": True}, {"title": "Wednesday"}, {"changed_at": WINTER}],
)
def test_a_feed_that_has_changed_is_sent(change):
    first = ask([make_item()])
    again = ask([make_item(**change)], **{"If-None-Match": first.headers["ETag"]})

    assert again.status_code == 200
    assert again.headers["ETag"] != first.headers["ETag"]
