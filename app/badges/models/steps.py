"""A step of a badge as somebody wrote it, before it is kept."""

from dataclasses import dataclass

from app.badges.models.kinds import Measure


@dataclass(frozen=True)
class Step:
    """One thing that a badge takes. `number` is its row of the form."""

    number: int
    words: str
    neutral_words: str = ""
    measure: str = Measure.WORD
    amount: int = 1
    needs_id: int | None = None
    training: str = ""
