import re
import sys
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.shared import formatting
from app.shared.formatting import MONTHS, WEEKDAYS

LONDON = ZoneInfo("Europe/London")
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(LONDON))


def at(hour, minute=0, day=26):
    return datetime(2026, 11, day, hour, minute, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (at(18, 30), "6.30pm"),
        (at(18), "6pm"),
        (at(9, 5), "9.05am"),
        (at(12), "12 noon"),
        (at(12, 15), "12.15pm"),
        (at(0), "12 midnight"),
        (at(0, 15), "12.15am"),
    ],
)
def test_a_time_reads_as_people_say_it(moment, words):
    assert formatting.clock(moment) == words
    assert formatting.clock(moment.time()) == words


@given(MOMENTS)
def test_a_time_can_be_read_back(moment):
    words = formatting.clock(moment).replace("12 noon", "12pm").replace("12 midnight", "12am")
    hour, minute, half = re.fullmatch(r"(\d+)(?:\.(\d\d))?(am|pm)", words).groups()

    assert int(hour) % 12 + (12 if half == "pm" else 0) == moment.hour
    assert int(minute or 0) == moment.minute


@given(MOMENTS)
def test_a_date_can_be_read_back(moment):
    weekday, day, month, *year = formatting.long_date(moment).split()

    year = int(year[0]) if year else datetime.now(LONDON).year
    assert date(year, MONTHS.index(month) + 1, int(day)) == moment.date()
    assert weekday == WEEKDAYS[moment.weekday()] == formatting.weekday(moment)


def test_the_year_is_said_only_when_it_is_another_one(freeze):
    freeze(datetime(2026, 11, 22, tzinfo=UTC))

    assert formatting.long_date(date(2026, 12, 1)) == "Tuesday 1 December"
    assert formatting.long_date(date(2027, 1, 5)) == "Tuesday 5 January 2027"


def test_the_year_is_the_one_where_the_reader_is(freeze):
    freeze(datetime(2026, 12, 31, 13, tzinfo=UTC))
    auckland = ZoneInfo("Pacific/Auckland")

    new_year = datetime(2027, 1, 1, 10, tzinfo=auckland)

    assert formatting.long_date(new_year) == "Friday 1 January"


def test_day_and_time(freeze):
    freeze(at(9))

    assert formatting.day_and_time(at(18, 30)) == "Thursday 26 November, 6.30pm"


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (at(13, 30), at(15, 30), "1.30pm to 3.30pm"),
        (at(10), at(12), "10am to 12 noon"),
        (at(22), at(2, day=27), "10pm to 2am"),
        (at(18), at(16, day=28), "Thursday 6pm to Saturday 4pm"),
    ],
)
def test_a_span_says_the_days_only_where_they_matter(start, end, words):
    assert formatting.span(start, end) == words


@pytest.mark.parametrize(
    ("distance", "words"),
    [
        (0, "under a mile"),
        (0.04, "under a mile"),
        (0.5, "0.5 miles"),
        (0.97, "1 mile"),
        (5.94, "5.9 miles"),
        (12.02, "12 miles"),
    ],
)
def test_miles(distance, words):
    assert formatting.miles(distance) == words


def test_plural():
    assert formatting.plural(1, "place") == "1 place"
    assert formatting.plural(0, "place") == "0 places"
    assert formatting.plural(1200, "person", "people") == "1,200 people"


def test_markdown_keeps_what_organisers_write():
    html = formatting.markdown(
        "# Tea\n\nBring *cups*:\n\n- one\n- two\n\n[Map](https://a.example/)"
    )

    assert "<h3>Tea</h3>" in html
    assert "<em>cups</em>" in html
    assert "<li>two</li>" in html
    assert 'href="https://a.example/" rel="nofollow ugc noreferrer"' in html


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<div hx-get='/b/HAZEL' hx-trigger='load'>x</div>",
        "[x](javascript:alert(1))",
        "[x](data:text/html;base64,AAAA)",
        "![x](https://evil.example/pixel.png)",
        '<a href="/" onclick="alert(1)">x</a>',
        "<https://ok.example/' onmouseover='alert(1)>",
        "# x {onclick=alert(1)}\n<style>*{display:none}</style>",
    ],
)
def test_markdown_lets_nothing_run(attack):
    html = formatting.markdown(attack)

    tags = re.findall(r"<[^>]+>", html)
    assert not re.search(r"<(script|style|img|div|iframe)", html)
    assert not any(re.search(r"\s(on\w+|hx-\w+|style)\s*=", tag) for tag in tags)
    assert not any(re.search(r'href="(?!https?:|mailto:|tel:)', tag) for tag in tags)


@given(st.text(alphabet="<>&\"'`*_[]()#!-=/ \nahx:", max_size=200))
def test_markdown_only_ever_makes_its_own_tags(words):
    tags = set(re.findall(r"<\s*/?\s*([a-zA-Z][\w-]*)", formatting.markdown(words)))

    assert tags <= {"p", "br", "strong", "em", "ul", "ol", "li", "a", "blockquote", "h3"}


@pytest.mark.parametrize("piece", ["[", "*a_ ", "> ", "- ", "![](", "`", "<a ", "&#x", "\\", "# "])
def test_markdown_is_not_held_up_by_a_hostile_text(piece):
    text = piece * 100_000

    # Twice the text may take twice the steps; what looks back over all of it takes four times.
    assert steps(text[:4_000]) < 2.5 * steps(text[:2_000])
    # And however long it is, no more of it is read than this.
    longest = text[: formatting.LONGEST_MARKDOWN]
    assert formatting.markdown(text) == formatting.markdown(longest)


def steps(text):
    """Lines of Python that reading `text` runs through: the same on every machine."""
    lines = 0

    def count(frame, event, arg):
        nonlocal lines
        lines += event == "line"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        formatting.markdown(text)
    finally:
        sys.settrace(before)
    return lines


def test_a_span_in_any_zone_ends_after_it_starts():
    start = datetime(2026, 10, 25, 0, 30, tzinfo=LONDON)  # the clocks go back in between

    assert formatting.span(start, start + timedelta(hours=3)) == "12.30am to 3.30am"
