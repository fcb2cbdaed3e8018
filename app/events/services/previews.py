"""The dates that a rule comes to, before anybody is promised them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from app.events import queries
from app.events.models import Event
from app.events.services.recurrence import Rule, dates_of, utc_span
from app.organisations.models import Organisation
from app.shared.database import utcnow
from app.shared.formatting import long_date, span

SHOWN = 8
YEARS_AHEAD = 2
"""Eight months of a monthly series, with room for what is left out."""


@dataclass(frozen=True)
class PreviewedDay:
    """One day that a series comes to, and what to know about it."""

    local_start: datetime
    local_end: datetime
    is_left_out: bool
    holiday: str
    clash: str | None
    """What else is at the venue then: its name if it is the group's own, else empty words."""

    @property
    def words(self) -> str:
        """Friday 4 December, 1.30pm to 3.30pm."""
        return f"{long_date(self.local_start)}, {span(self.local_start, self.local_end)}"

    @property
    def key(self) -> str:
        return self.local_start.date().isoformat()


def preview(
    rule: Rule, group: Organisation, venue_id: int | None = None, but: Event | None = None
) -> list[PreviewedDay]:
    """The next eight dates of `rule`, with bank holidays and with what else is at the venue.

    Days that are left out stand among them, so that they can be taken back in. The event `but`
    does not clash with itself.
    """
    zone = ZoneInfo(rule.zone)
    today = max(rule.first_date, utcnow().astimezone(zone).date())
    days = dates_of(rule, today, today + timedelta(366 * YEARS_AHEAD))[:SHOWN]
    last = max(days, default=today)
    days = sorted({*days, *(day for day in rule.left_out if today <= day and _is_near(day, last))})
    spans = [utc_span(day, rule.start_time, rule.duration_minutes, rule.zone) for day in days]
    others = (
        queries.on_at(venue_id, spans[0][0], spans[-1][1], group, but) if venue_id and spans else []
    )
    return [
        PreviewedDay(
            starts_at.astimezone(zone),
            ends_at.astimezone(zone),
            day in rule.left_out,
            holiday_on(day),
            next(
                (
                    each.title
                    for each in others
                    if each.starts_at < ends_at and each.ends_at > starts_at
                ),
                None,
            ),
        )
        for day, (starts_at, ends_at) in zip(days, spans, strict=True)
    ]


def holiday_on(day: date) -> str:
    """The bank holiday in England on this day, or empty words."""
    return str(_holidays().get(day) or "")


@cache
def _holidays() -> dict[date, str]:
    # Only where an organiser looks at dates: it knows every country, and weighs 40 MB.
    from holidays import country_holidays

    return country_holidays("GB", subdiv="ENG")


def _is_near(day: date, last: date) -> bool:
    return day <= last + timedelta(31)
