"""What the clock and the calendar say where something happens."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from app.shared.database import utcnow


def today_in(zone: str, now: datetime | None = None) -> date:
    """The day that it is in `zone`."""
    return (now or utcnow()).astimezone(ZoneInfo(zone)).date()


class OnItsClock:
    """Local times for whatever has `starts_at`, `ends_at` (UTC) and `zone`."""

    __slots__ = ()

    @property
    def local_start(self) -> datetime:
        """The start on the wall clock of its own zone."""
        return self._local(self.starts_at)  # type: ignore[attr-defined]

    @property
    def local_end(self) -> datetime:
        return self._local(self.ends_at)  # type: ignore[attr-defined]

    def _local(self, moment: datetime) -> datetime:
        return moment.astimezone(ZoneInfo(self.zone))  # type: ignore[attr-defined]
