"""How dates, times, miles and numbers read on a page. Jinja filters and globals of these names.

Moments come in on the wall clock they are to be read on (`occurrence.local_start`); nothing here
moves them to another zone.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

import nh3
from flask import Flask
from markdown_it import MarkdownIt
from markupsafe import Markup

from app.shared.database import utcnow

# Not strftime: its names follow the machine's locale, and "%-d" is not known everywhere.
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
LONGEST_MARKDOWN = 10_000
"""Characters of a description that are read; more is cut, so that none can hold up a page."""

_QUARTERS = ("", "¼", "½", "¾")
_OVERNIGHT = timedelta(hours=12)
_MARKDOWN = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable(["image", "code"])
_TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "blockquote", "h3"}


def weekday(day: date) -> str:
    """Tuesday."""
    return WEEKDAYS[day.weekday()]


def month(day: date) -> str:
    """December."""
    return MONTHS[day.month - 1]


def long_date(day: date) -> str:
    """Tuesday 1 December, with the year only where it is not this one."""
    words = f"{weekday(day)} {day.day} {month(day)}"
    zone = day.tzinfo if isinstance(day, datetime) else UTC
    return words if day.year == utcnow().astimezone(zone).year else f"{words} {day.year}"


def full_date(day: date) -> str:
    """1 December 2026: with its year, whichever that is, for what is read later."""
    return f"{day.day} {month(day)} {day.year}"


def clock(moment: datetime | time) -> str:
    """1.30pm, 6pm, 12 noon or 12 midnight."""
    if moment.minute == 0 and moment.hour in (0, 12):
        return "12 noon" if moment.hour else "12 midnight"
    minutes = f".{moment.minute:02}" if moment.minute else ""
    return f"{moment.hour % 12 or 12}{minutes}{'am' if moment.hour < 12 else 'pm'}"


def span(start: datetime, end: datetime) -> str:
    """1.30pm to 3.30pm; with the days where it goes on into another one."""
    if start.date() == end.date() or end - start <= _OVERNIGHT:
        return f"{clock(start)} to {clock(end)}"
    return f"{weekday(start)} {clock(start)} to {weekday(end)} {clock(end)}"


def day_and_time(moment: datetime) -> str:
    """Thursday 26 November, 6.30pm."""
    return f"{long_date(moment)}, {clock(moment)}"


def miles(distance: float) -> str:
    """5.9 miles, 12 miles, 1 mile; "under a mile" where a tenth would claim too much."""
    rounded = round(distance, 1)
    if rounded < 0.1:
        return "under a mile"
    return "1 mile" if rounded == 1 else f"{rounded:g} miles"


def hours(minutes: int) -> str:
    """3½ hours, 1 hour, 45 minutes: a length in quarters of an hour; any other says its minutes."""
    if 0 < minutes < 60:
        return plural(minutes, "minute")
    if minutes % 15:
        return f"{plural(minutes // 60, 'hour')} {minutes % 60}"
    return f"{hours_figure(minutes)} {'hour' if minutes == 60 else 'hours'}"


def hours_figure(minutes: int) -> str:
    """96, 3½ or ¾: how many hours, to the quarter below."""
    whole, quarters = divmod(minutes // 15, 4)
    return f"{whole:,}{_QUARTERS[quarters]}" if whole or not quarters else _QUARTERS[quarters]


def pounds(pence: int) -> str:
    """£4.20."""
    return f"£{pence // 100:,}.{pence % 100:02}"


def plural(number: int, one: str, many: str | None = None) -> str:
    """1 place, 2 places, 1,200 places; `many` where an s is not enough (person, people)."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th, 21st."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number % 100 in (11, 12, 13) else ending}"


def listed(words: Iterable[str]) -> str:
    """Priya; Priya and Dean; Priya, Dean and Bev."""
    *most, last = list(words) or [""]
    return f"{', '.join(most)} and {last}" if most else last


def markdown(text: str) -> Markup:
    """A description as safe HTML: paragraphs, lists, links, bold; headings are all h3.

    HTML in it is shown as it was typed; pictures, code blocks and scripts cannot come of it.
    """
    tokens = _MARKDOWN.parse(text[:LONGEST_MARKDOWN])
    for token in tokens:
        if token.type.startswith("heading_"):
            token.tag = "h3"  # a page has its own h1 and h2
    html = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    return Markup(
        nh3.clean(
            html,
            tags=_TAGS,
            attributes={"a": {"href"}},
            url_schemes={"https", "http", "mailto", "tel"},
            link_rel="nofollow ugc noreferrer",
        )
    )


FILTERS = (
    weekday,
    month,
    long_date,
    full_date,
    clock,
    day_and_time,
    miles,
    hours,
    hours_figure,
    pounds,
    plural,
    ordinal,
    listed,
    markdown,
)


def init_app(app: Flask) -> None:
    """Give the templates these words, as filters and, for `span` and `plural`, as globals too."""
    for words in FILTERS:
        app.jinja_env.filters[words.__name__] = words
    app.jinja_env.globals.update(span=span, plural=plural)
