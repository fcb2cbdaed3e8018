"""Tables as spreadsheets write them, in every way they do."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.events.services.importing import Fate, Unreadable
from app.events.services.importing.planning import read
from app.events.services.importing.reading import text_of
from app.events.services.importing.tables import day_in, time_in
from app.shared.csv_file import csv_text
from tests.support.calendar_files import WINDOW, only

ROW = "Art group,24/11/2026,18:30,20:30,Bank Top,Paint or sit"
TABLE = f"Name,Date,Starts,Ends,Where,About\r\n{ROW}\r\n"


def test_a_row_is_a_date():
    found = only(TABLE)

    (slot,) = found.slots
    assert (found.title, found.where, found.about) == ("Art group", "Bank Top", "Paint or sit")
    assert (slot.day, slot.start, slot.minutes) == (date(2026, 11, 24), time(18, 30), 120)


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_any_sign_between_and_any_encoding_will_do(sign, encoding):
    text = TABLE.replace(",", sign).replace("Art group", "Café")

    assert only(text_of(text.encode(encoding))).title == "Café"


def test_words_may_hold_new_lines_and_quotes():
    found = only('Name,Date,Starts,About\n"The ""Hearth""",2026-11-24,6.30pm,"One\nTwo"\n')

    assert (found.title, found.about) == ('The "Hearth"', "One\nTwo")


def test_the_columns_of_other_programs_are_known():
    found = only(
        "Subject,Start Date,Start Time,End Time,Location\nArt,24/11/2026,6:30 PM,8:00 PM,Hall\n"
    )

    assert (found.slots[0].start, found.slots[0].minutes) == (time(18, 30), 90)


@pytest.mark.parametrize(
    "words", ["2026-11-24", "24/11/2026", "24.11.26", "24 Nov 2026", "Tuesday 24th November 2026"]
)
def test_days_are_read_day_first(words):
    assert day_in(words) == date(2026, 11, 24)


@pytest.mark.parametrize(
    "words", ["11/24/2026", "31/02/2026", "soon", "", "24 N 2026 x", "٢٤/١١/٢٠٢٦"]
)
def test_what_is_no_day_is_told(words):
    with pytest.raises(Unreadable):
        day_in(words)


@pytest.mark.parametrize("words", ["18:30", "18.30", "6.30pm", "6:30 PM", "6.30 p.m.", "18:30:00"])
def test_times_are_read_as_people_write_them(words):
    assert time_in(words) == time(18, 30)


@pytest.mark.parametrize("words", ["25:00", "13pm", "0am", "18:75", "noonish", ""])
def test_what_is_no_time_is_told(words):
    with pytest.raises(Unreadable):
        time_in(words)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (",24/11/2026,18:30,,,", "no name"),
        ("Art,,18:30,,,", "as a date"),
        ("Art,24/11/2026,,,,", "as a time"),
        ("Art,24/11/2026,18:30,18:30,,", "ends when it starts"),
        ("Art,28/03/2027,01:30,03:30,,", "clocks go forward"),
    ],
)
def test_a_row_that_cannot_be_used_says_why_and_spoils_no_other(row, words):
    good, bad = read(TABLE + row, WINDOW)

    assert (good.fate, bad.fate) == (None, Fate.UNREADABLE)
    assert words in bad.notes[-1]


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "nothing in it"),
        (b" \r\n ", "nothing in it"),
        (b"PK\x03\x04...", "packed"),
        (b"\x1f\x8b...", "packed"),
        (b"%PDF-1.7", "PDF"),
        (b"\xd0\xcf\x11\xe0", "spreadsheet"),
        (b"a\0\0\0b", "as text"),
        (b"x" * 1_000_001, "1 MB"),
        (b"hello", "columns Name, Date, Starts"),
        (b"Name,Date\nArt,24/11/2026", "columns Starts"),
        (b"Name,Date,Starts\n", "no row"),
        (b'Name,Date,Starts\n"' + b"x" * 200_000, "quote mark"),
        (b"Name,Date,Starts\n" + b"a,24/11/2026,18:30\n" * 2_001, "more than 2,000 rows"),
        (b"BEGIN:VCALENDAR\nEND:VCALENDAR", "no event"),
        (b"BEGIN:VEVENT\nEND:VEVENT\n" * 2_001, "more than 2,000 entries"),
        (b"BEGIN:X\n" * 100_000, "too deep"),
    ],
)
def test_a_file_that_cannot_be_used_at_all_says_why(raw, words):
    with pytest.raises(Unreadable, match=words):
        read(text_of(raw), WINDOW)


@given(st.binary(max_size=300))
def test_no_bytes_break_it(raw):
    for given_bytes in (raw, b"BEGIN:VEVENT\nDTSTART:" + raw, b"Name,Date,Starts\na," + raw):
        try:
            found = read(text_of(given_bytes), WINDOW)
        except Unreadable:
            continue
        assert all(each.title for each in found)


@given(
    st.lists(
        st.tuples(
            st.text(alphabet="abcé ,;\"'=+@-", min_size=1, max_size=20).filter(str.strip),
            st.datetimes(datetime(2026, 11, 22), datetime(2027, 5, 1)),
            st.integers(1, 24 * 60 - 1),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_what_we_write_is_read_back_the_same(dates):
    """Over both clock changes: only the hour that no clock shows is told apart."""
    rows = []
    for title, start, minutes in dates:
        end = start + timedelta(minutes=minutes)
        rows.append((title, start.date(), f"{start:%H:%M}", f"{end:%H:%M}"))

    found = read(csv_text(("Name", "Date", "Starts", "Ends"), rows), WINDOW)

    for each, (title, start, minutes) in zip(found, dates, strict=True):
        if each.fate is None:
            (slot,) = each.slots
            wall = (slot.day, slot.start, slot.minutes)
            assert wall == (start.date(), start.time().replace(second=0, microsecond=0), minutes)
            assert each.title == " ".join(title.split())
        else:
            assert (start.month, start.day, start.hour) == (3, 28, 1)
