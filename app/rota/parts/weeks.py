"""The weeks that shifts are shown by, from Monday to Sunday on the clock of the place."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from app.rota.services.patterns import WINDOW_WEEKS
from app.shared.database import utcnow
from app.shared.formatting import long_date
from app.shared.waking import own_zone

WEEK = timedelta(days=7)
AHEAD = WINDOW_WEEKS * WEEK
"""Whatever can be signed up for has a week that shows it."""
BACK = 8 * WEEK
"""How far back a week can be looked at: what was noted down goes with it."""


@dataclass(frozen=True)
class Week:
    """One week, and those beside it that there is something to see of."""

    monday: date
    this_monday: date

    @property
    def starts_at(self) -> datetime:
        return _midnight(self.monday)

    @property
    def ends_at(self) -> datetime:
        return _midnight(self.monday + WEEK)

    @property
    def title(self) -> str:
        if self.monday == self.this_monday:
            return "This week"
        if self.monday == self.this_monday + WEEK:
            return "Next week"
        return f"Week of {long_date(self.monday).split(' ', 1)[1]}"

    @property
    def days(self) -> list[date]:
        return [self.monday + timedelta(days=n) for n in range(7)]

    @property
    def before(self) -> date | None:
        return self.monday - WEEK if self.monday > self.this_monday - BACK else None

    @property
    def after(self) -> date | None:
        last = self.this_monday + AHEAD
        return self.monday + WEEK if self.monday < last else None


def week_with(typed: str, *, is_ahead: bool = False) -> Week:
    """The week with the day that was asked for, else this one; none before it where `is_ahead`."""
    today = utcnow().astimezone(own_zone()).date()
    this_monday = today - timedelta(days=today.weekday())
    try:
        day = date.fromisoformat(typed[:10])
    except ValueError:
        day = today
    earliest = this_monday if is_ahead else this_monday - BACK
    latest = this_monday + AHEAD
    monday = min(max(day - timedelta(days=day.weekday()), earliest), latest)
    return Week(monday, this_monday)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), own_zone()).astimezone(UTC)
