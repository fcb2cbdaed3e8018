"""Calendar files as programs write them: what is understood of each, and in which words."""

from datetime import date, time
from pathlib import Path

import icalendar
import pytest

from app.events.services.importing import Fate, Unreadable
from app.events.services.importing.planning import read
from app.events.services.importing.reading import kept_text, text_of
from tests.support.calendar_files import WINDOW, calendar_file, entry, only

PUBLIC_FILES = sorted((Path(icalendar.__file__).parent / "tests" / "calendars").glob("*.ics"))
"""The test set of the icalendar package (BSD licence): real and broken files of many programs."""
ZONE = """BEGIN:VTIMEZONE
TZID:{name}
BEGIN:STANDARD
DTSTART:19701101T020000
RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19700308T020000
RRULE:{rule}
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
END:DAYLIGHT
END:VTIMEZONE"""


def zone(name, rule="FREQ=YEARLY;BYMONTH=3;BYDAY=2SU"):
    return ZONE.format(name=name, rule=rule)


def starts(found):
    return [(slot.day, slot.start) for slot in found.slots]


def test_there_are_public_files():
    assert len(PUBLIC_FILES) > 90


@pytest.mark.parametrize("path", PUBLIC_FILES, ids=lambda path: path.stem)
def test_every_public_file_is_understood_or_refused_in_words(path):
    found, refused = [], ""
    try:
        found = read(kept_text(text_of(path.read_bytes())), WINDOW)
    except Unreadable as words:
        refused = str(words)

    assert found or "no event" in refused or "columns" in refused
    for each in found:
        assert each.fate in (Fate.UNREADABLE, Fate.UNKEPT, None)
        assert each.notes or each.fate is None
        assert bool(each.slots or each.rule) == (each.fate is None)


def test_a_time_without_a_zone_is_ours():
    found = only(calendar_file(entry("LOCATION:Bank Top\\, Youlgrave")))

    assert starts(found) == [(date(2026, 11, 24), time(18, 30))]
    assert (found.title, found.where) == ("Art group", "Bank Top, Youlgrave")
    assert found.slots[0].minutes == 120
    assert found.notes == ()


@pytest.mark.parametrize(
    ("line", "there", "here"),
    [
        ("DTSTART;TZID=Europe/London:20260701T183000", "", (date(2026, 7, 1), time(18, 30))),
        ("DTSTART;TZID=GMT Standard Time:20260701T183000", "", (date(2026, 7, 1), time(18, 30))),
        (
            "DTSTART;TZID=/mozilla.org/2005/Europe/London:20260701T183000",
            "",
            (date(2026, 7, 1), time(18, 30)),
        ),
        ("DTSTART:20260701T173000Z", "5.30pm in UTC", (date(2026, 7, 1), time(18, 30))),
        ("DTSTART:20261201T183000Z", "", (date(2026, 12, 1), time(18, 30))),
        (
            "DTSTART;TZID=America/New_York:20261201T203000",
            "8.30pm in America/New_York is 1.30am here",
            (date(2026, 12, 2), time(1, 30)),
        ),
        ("DTSTART;TZID=Nowhere:20261201T183000", "“Nowhere”", (date(2026, 12, 1), time(18, 30))),
    ],
)
def test_another_zone_is_told_by_our_clock(line, there, here):
    found = only(calendar_file(entry(line, "DURATION:PT1H", start="")))

    assert starts(found) == [here]
    assert there in " ".join(found.notes)
    assert bool(found.notes) == bool(there)


@pytest.mark.parametrize(("day", "here"), [("20260702", time(15)), ("20261202", time(15))])
def test_a_zone_that_the_file_makes_up_is_worked_out_from_it(day, here):
    event = entry(f"DTSTART;TZID=Ours:{day}T100000", "DURATION:PT1H", start="")

    (slot,) = only(calendar_file(zone("Ours"), event)).slots

    assert slot.start == here


def test_a_zone_whose_clocks_change_every_second_costs_nothing():
    event = entry("DTSTART;TZID=Ours:20261201T100000", "DURATION:PT1H", start="")

    (slot,) = only(calendar_file(zone("Ours", "FREQ=SECONDLY"), event)).slots

    assert slot.start == time(15)


def test_one_file_tells_the_next_nothing_of_its_zones():
    event = entry("DTSTART;TZID=Ours:20261201T100000", "DURATION:PT1H", start="")
    only(calendar_file(zone("Ours"), event))

    (slot,) = only(calendar_file(event)).slots

    assert slot.start == time(10)


def test_a_weekly_series_is_ours_with_the_days_it_leaves_out():
    found = only(
        calendar_file(
            entry(
                "RRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=20270331T225959Z",
                "EXDATE;TZID=Europe/London:20261222T183000,20261229T183000",
            )
        )
    )

    assert (found.rule.frequency, found.rule.weekdays) == ("weekly", (1,))
    assert found.rule.left_out == {date(2026, 12, 22), date(2026, 12, 29)}
    assert found.rule.last_date == date(2027, 3, 31)
    assert found.rule.start_time == time(18, 30)


@pytest.mark.parametrize(
    ("rule", "often", "nth"),
    [
        ("FREQ=WEEKLY;INTERVAL=2", "fortnightly", None),
        ("FREQ=MONTHLY;BYDAY=4TU", "monthly", 4),
        ("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=-1", "monthly", -1),
        ("FREQ=WEEKLY;COUNT=3", "weekly", None),
    ],
)
def test_what_we_have_a_rule_for_stays_one(rule, often, nth):
    found = only(calendar_file(entry(f"RRULE:{rule}")))

    assert (found.rule.frequency, found.rule.nth) == (often, nth)
    assert found.rule.last_date == (date(2026, 12, 8) if "COUNT" in rule else None)


def test_any_other_series_becomes_its_dates_of_the_next_26_weeks():
    found = only(calendar_file(entry("RRULE:FREQ=MONTHLY;BYMONTHDAY=31", start="20200131T183000")))

    assert found.rule is None
    assert [slot.day.month for slot in found.slots] == [12, 1, 3]


def test_a_series_by_another_clock_is_told_date_by_date():
    found = only(
        calendar_file(
            entry("DTSTART:20261103T183000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY", start="")
        )
    )

    assert found.rule is None
    assert {slot.start for slot in found.slots if slot.day < date(2027, 3, 28)} == {time(18, 30)}
    assert {slot.start for slot in found.slots if slot.day > date(2027, 3, 28)} == {time(19, 30)}


def test_one_date_of_a_series_that_was_moved_or_called_off_goes_with_it():
    series = entry("RRULE:FREQ=WEEKLY")
    moved = entry("RECURRENCE-ID:20261201T183000", start="20261202T190000")
    off = entry("RECURRENCE-ID:20261208T183000", "STATUS:CANCELLED", start="20261208T183000")

    found = only(calendar_file(moved, series, off))

    (slot,) = found.slots
    assert (slot.original, slot.day, slot.start) == (
        date(2026, 12, 1),
        date(2026, 12, 2),
        time(19),
    )
    assert found.rule.left_out == {date(2026, 12, 8)}


@pytest.mark.parametrize(
    ("lines", "fate", "words"),
    [
        (["DTSTART;VALUE=DATE:20261224"], Fate.UNKEPT, "all day"),
        (["DTSTART:20261301T100000"], Fate.UNREADABLE, "no such moment"),
        (["DTSTART:tomorrow"], Fate.UNREADABLE, "“tomorrow”"),
        ([], Fate.UNREADABLE, "does not say when"),
        (["DTSTART:20261124T180000", "DTEND:20261124T170000"], Fate.UNREADABLE, "before it starts"),
        (["DTSTART:20261124T180000", "DURATION:P9W"], Fate.UNKEPT, "more than a day"),
        (["DTSTART:20261124T180000", "DURATION:P" + "9" * 50 + "W"], Fate.UNREADABLE, "how long"),
        (["DTSTART:20270328T013000"], Fate.UNREADABLE, "clocks go forward"),
        (["DTSTART:00010101T000000Z"], Fate.UNREADABLE, "too far from ours"),
        (
            ["DTSTART:20261124T180000", "RRULE:FREQ=SECONDLY"],
            Fate.UNKEPT,
            "every hour, minute or second",
        ),
        (
            ["DTSTART:20261124T180000", "RRULE:FREQ=DAILY", "RRULE:FREQ=WEEKLY"],
            Fate.UNKEPT,
            "several rules",
        ),
    ],
)
def test_what_cannot_be_used_says_why_and_spoils_nothing_else(lines, fate, words):
    good, bad = read(calendar_file(entry(), entry(*lines, uid="2", start="")), WINDOW)

    assert good.fate is None
    assert bad.fate == fate
    assert words in " ".join(bad.notes)


def test_an_event_without_a_name_is_told():
    assert only(calendar_file(entry(title=" "))).fate == Fate.UNREADABLE


def test_a_file_that_was_cut_short_keeps_what_is_whole():
    text = calendar_file(entry(), entry(uid="2"))

    good, bad = read(text[: text.rindex("DURATION")], WINDOW)

    assert (good.fate, bad.fate) == (None, Fate.UNREADABLE)


def test_who_was_invited_is_not_kept():
    text = calendar_file(
        entry("ATTENDEE;CN=Kelly:mailto:kelly@example.org", "ORGANIZER:mailto:p@example.org"),
        "BEGIN:VALARM\r\nDESCRIPTION:Ring Kelly\r\nEND:VALARM",
    )

    assert "elly" not in kept_text(text)
    assert only(kept_text(text)).title == "Art group"


def test_html_in_words_goes_and_its_text_stays():
    about = only(
        calendar_file(entry("DESCRIPTION:<p>Tea &amp\\; cake</p><script>x()</script>"))
    ).about

    assert about == "Tea & cake"


def test_words_with_a_smaller_than_are_left_alone():
    assert only(calendar_file(entry("DESCRIPTION:3 < 4 > 2"))).about == "3 < 4 > 2"
