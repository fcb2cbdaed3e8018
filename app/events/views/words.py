"""What the list of dates says about itself."""

from app.events.queries import MOST_COUNTED, Card, Page, When
from app.events.views.choices import Choices
from app.shared.formatting import miles, plural


def where(asked: Choices) -> str:
    """Ends "34 dates": near Matlock, by phone or online, or nothing."""
    if asked.filters.is_remote:
        return " by phone or online"
    return f" near {asked.found.words}" if asked.found else ""


def count(asked: Choices, page: Page) -> str:
    """34 dates near Matlock, or 100 or more dates."""
    return f"{_number(asked, page)}{where(asked)}"


def seen(asked: Choices, page: Page) -> str:
    """You have seen 20 of 34 dates, or 120 dates so far where they were not all counted."""
    if page.count >= MOST_COUNTED:
        return f"You have seen {plural(page.seen, _noun(asked))} so far."
    return f"You have seen {page.seen} of {_number(asked, page)}."


def nothing(asked: Choices) -> str:
    """Nothing here this week within 5 miles of Edale."""
    filters, when = asked.filters, asked.form.one("when")
    days = f" {When(when or When.DATES).words}" if filters.first_day or filters.last_day else ""
    place = where(asked)
    if filters.is_bounded and asked.found:
        place = f" within {plural(filters.within or 0, 'mile')} of {asked.found.words}"
    return f"Nothing here{days}{place}."


def line(card: Card) -> str:
    """Bank Top Village Hall, Youlgrave, 5.9 miles. Free. Why, if it is off; what has changed."""
    place = card.where if card.miles is None else f"{card.where}, {miles(card.miles)}"
    reason = card.cancellation_reason if card.is_cancelled else card.notice
    return ". ".join(part.strip(" .") for part in (place, card.price, reason) if part)


def _number(asked: Choices, page: Page) -> str:
    noun, count = _noun(asked), page.count
    return f"{count} or more {noun}s" if count >= MOST_COUNTED else plural(count, noun)


def _noun(asked: Choices) -> str:
    return "event" if asked.filters.is_nearest_first else "date"
