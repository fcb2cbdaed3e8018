"""Calendar files as four independent programs read them, over both clock changes."""

import warnings
from datetime import UTC, datetime, timedelta

import icalendar
import ics
import pytest
import vobject

from app.shared.calendar import Item, calendar
from tests.support import node

# 6.30pm on the wall, the day before and the day of each clock change of 2026.
EVENINGS = {
    "b1": datetime(2026, 3, 28, 18, 30, tzinfo=UTC),
    "b2": datetime(2026, 3, 29, 17, 30, tzinfo=UTC),
    "b3": datetime(2026, 10, 24, 17, 30, tzinfo=UTC),
    "b4": datetime(2026, 10, 25, 18, 30, tzinfo=UTC),
}
LENGTH = timedelta(minutes=90)


def items(**changes):
    return [
        Item(uid=uid, title="Appointment", starts_at=start, ends_at=start + LENGTH, **changes)
        for uid, start in EVENINGS.items()
    ]


def with_icalendar(text):
    file = icalendar.Calendar.from_ical(text)
    return str(file["METHOD"]), [
        {
            "uid": str(entry["UID"]),
            "summary": str(entry["SUMMARY"]),
            "sequence": int(entry["SEQUENCE"]),
            "status": str(entry["STATUS"]),
            "starts": entry["DTSTART"].dt.timestamp(),
            "ends": entry["DTEND"].dt.timestamp(),
        }
        for entry in file.walk("VEVENT")
    ]


def with_vobject(text):
    file = vobject.readOne(text)
    return file.method.value, [
        {
            "uid": entry.uid.value,
            "summary": entry.summary.value,
            "sequence": int(entry.sequence.value),
            "status": entry.status.value,
            "starts": entry.dtstart.value.timestamp(),
            "ends": entry.dtend.value.timestamp(),
        }
        for entry in file.vevent_list
    ]


def with_ics(text):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its own parser speaks of its own past
        file = ics.Calendar(text)
    return file.method, [
        {
            "uid": entry.uid,
            "summary": entry.name,
            "sequence": next(int(line.value) for line in entry.extra if line.name == "SEQUENCE"),
            "status": entry.status,
            "starts": entry.begin.timestamp(),
            "ends": entry.end.timestamp(),
        }
        for entry in sorted(file.events, key=lambda entry: entry.begin)
    ]


def with_ical_js(text):
    found = node.answer("read-calendar.js", {"text": text})
    return found["method"], found["entries"]


READERS = [with_icalendar, with_vobject, with_ics, with_ical_js]


def read(reader, *given, **options):
    return reader(calendar(*given, name="Appointment", **options).decode())


@pytest.mark.parametrize("reader", READERS)
def test_every_reader_sees_the_same_times_over_both_clock_changes(app, reader):
    method, entries = read(reader, items())

    assert method == "PUBLISH"
    assert {entry["uid"].partition("@")[0]: entry["starts"] for entry in entries} == {
        uid: start.timestamp() for uid, start in EVENINGS.items()
    }
    assert {entry["ends"] - entry["starts"] for entry in entries} == {LENGTH.total_seconds()}
    assert {entry["summary"] for entry in entries} == {"Appointment"}


@pytest.mark.parametrize("reader", READERS)
def test_every_reader_sees_an_update_of_the_same_entry(app, reader):
    _, before = read(reader, items())
    _, after = read(reader, items(sequence=1))

    assert [entry["uid"] for entry in before] == [entry["uid"] for entry in after]
    assert [entry["sequence"] for entry in after] == [1] * len(EVENINGS)


@pytest.mark.parametrize("reader", READERS)
def test_every_reader_sees_that_it_is_off(app, reader):
    method, entries = read(reader, items(sequence=2, is_cancelled=True))

    assert method == "CANCEL"
    assert {entry["status"] for entry in entries} == {"CANCELLED"}
    assert {entry["sequence"] for entry in entries} == {2}
