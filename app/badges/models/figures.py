"""What rooms above this one counted of somebody, for one badge."""

from dataclasses import dataclass

from app.badges.models.kinds import Measure


@dataclass(frozen=True, slots=True)
class Figures:
    """What there is in all, of what was counted; None where nobody counted it."""

    minutes: int | None = None
    """Confirmed, in roles that lead to the badge."""
    shifts: int | None = None
    """Times given in such roles, as confirmed."""
    trainings: int | None = None
    """Such roles whose training is all done."""
    dates: frozenset[str] = frozenset()
    """Dates of events that lead to the badge, which somebody came to. These are added to the ones
    that are known, as bookings are forgotten."""

    def of(self, measure: str) -> int | None:
        """How much of what this measures there is; None where that is not known here."""
        known = {
            Measure.HOURS: self.minutes,
            Measure.SHIFTS: self.shifts,
            Measure.TRAINING: self.trainings,
        }
        return known.get(Measure(measure))
