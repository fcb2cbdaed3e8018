"""What should happen to hours, said a second time and much more simply than the services do."""

from dataclasses import dataclass, field

STEPS = {
    ("sent", "confirm"): "confirmed",
    ("sent", "ask"): "question",
    ("sent", "turn_down"): "not_confirmed",
    ("sent", "send_again"): "sent",
    ("sent", "withdraw"): "taken_back",
    ("question", "send_again"): "sent",
    ("question", "withdraw"): "taken_back",
    ("confirmed", "correct"): "corrected",
}
COUNTED = ("sent", "question", "confirmed")
MILESTONES = (10, 25, 50, 100, 250)
LONGEST_DAY = 720


@dataclass
class Row:
    """One entry: whose, on which day, how long, and where it stands."""

    who: str
    day: int
    minutes: int
    state: str = "sent"
    is_attended: bool = False


@dataclass
class Model:
    """Every entry there ever was, and the thanks each person has had."""

    rows: dict[int, Row] = field(default_factory=dict)
    thanks: dict[str, set[int]] = field(default_factory=dict)

    def total(self, who, *states):
        """The sum of what stands in these states."""
        return sum(
            row.minutes for row in self.rows.values() if row.who == who and row.state in states
        )

    def fits(self, who, day, minutes, but=None):
        """Whether that day has room for so much more."""
        given = sum(
            row.minutes
            for id, row in self.rows.items()
            if (row.who, row.day) == (who, day) and row.state in COUNTED and id != but
        )
        return given + minutes <= LONGEST_DAY

    def thank(self, row):
        """What somebody has come to by this entry, kept for good."""
        had = self.thanks.setdefault(row.who, set())
        if row.is_attended:
            had.add(0)
        total = self.total(row.who, "confirmed")
        had.update(hours for hours in MILESTONES if total >= hours * 60)
