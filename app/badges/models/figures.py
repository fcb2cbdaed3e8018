"""What rooms above this one counted of somebody, for one badge."""

from dataclasses import dataclass

from app.badges.models.catalogue import Criterion
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
    trained: frozenset[str] | None = None
    """The names of each training that is done, in any role of the group whose badge it is."""
    dates: frozenset[str] = frozenset()
    """Dates of events that lead to the badge, which somebody came to. These are added to the ones
    that are known, as bookings are forgotten."""

    def of(self, criterion: Criterion) -> int | None:
        """How much there is of what this step counts; None where that is not known here."""
        if criterion.training:
            return self._done(criterion.training)
        known = {
            Measure.HOURS: self.minutes,
            Measure.SHIFTS: self.shifts,
            Measure.TRAINING: self.trainings,
        }
        return known.get(Measure(criterion.measure))

    def _done(self, training: str) -> int | None:
        """Roles call the same training the same, but for capitals."""
        if self.trained is None:
            return None
        return int(training.casefold() in {each.casefold() for each in self.trained})
