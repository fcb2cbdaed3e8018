"""Who booked what: a cast whose stories are told in every demonstration, and many others.

Rows are made in bulk, because thousands of calls of the booking service would take minutes. They
keep its rules: never more places than there are, people wait only where it is full, and every
state is reached by the steps that lead to it.
"""

from datetime import datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import insert, select

from app.bookings.models import CONSENT_VERSION, Booking, BookingMove, BookingState
from app.bookings.services.moves import TRANSITIONS, Move
from app.events.models import Occurrence
from app.people.models import Person
from app.shared.codes import new_code
from app.shared.database import db
from demo.cast import Part, parts_at
from demo.reading import Row, rows
from demo.world import World

SEED = 20261123
FILLS = {
    "low": (0.10, 0.30),
    "half": (0.40, 0.60),
    "high": (0.75, 0.95),
    "full": (1.0, 1.0),
    "full_waiting": (1.0, 1.0),
}
"""How much of a date is taken, from and to. Data: demo/data/README.md."""
WAITING = (2, 6)
CAME = (0.70, 0.90)
ONE_IN_CANCELLED = 12
AT_ONCE = 500


Step = tuple[str, BookingState, datetime]
"""What happened, where the booking then stood, and when."""


def load(world: World) -> None:
    """Fill the session with bookings on every date that can be booked."""
    maker = _Maker(world)
    for row in rows("event_series", "series"):
        if world.events[row["slug"]].is_drop_in:
            continue
        for occurrence in world.occurrences[row["slug"]]:
            maker.fill(
                occurrence, row["demo"]["fill"], list(parts_at(world, row["slug"], occurrence))
            )
    maker.write()


class _Maker:
    """Makes rows for the two tables and writes them together at the end."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._random = Random(SEED)
        self._bookings: list[Row] = []
        self._moves: list[list[Step]] = []
        self._codes: set[str] = set()

    def fill(self, occurrence: Occurrence, fill: str, parts: list[Part]) -> None:
        """Take as many places on this date as `fill` says, the cast's first."""
        random, capacity = self._random, occurrence.capacity or 0
        left = round(capacity * random.uniform(*FILLS[fill]))
        for part in parts:
            if not part.waiting:
                left -= part.places
                self._book(occurrence, self._named(part), part.places)
        while left > 0:
            places = min(self._party(occurrence), left)
            left -= places
            self._book(occurrence, self._stranger(), places)
        if random.randrange(ONE_IN_CANCELLED) == 0:
            self._book(occurrence, self._stranger(), 1, takes_it_back=True)
        if fill in ("full", "full_waiting") and occurrence.starts_at > self._world.now:
            self._queue(occurrence, fill, [part for part in parts if part.waiting])

    def write(self) -> None:
        """Put all rows in the database, a few hundred at a time."""
        for start in range(0, len(self._bookings), AT_ONCE):
            db.session.execute(insert(Booking), self._bookings[start : start + AT_ONCE])
        ids = dict(db.session.execute(select(Booking.code, Booking.id)).all())
        moves = [
            {"booking_id": ids[row["code"]], "event": move, "state": state, "moved_at": moved_at}
            for row, steps in zip(self._bookings, self._moves, strict=True)
            for move, state, moved_at in steps
        ]
        for start in range(0, len(moves), AT_ONCE):
            db.session.execute(insert(BookingMove), moves[start : start + AT_ONCE])

    def _queue(self, occurrence: Occurrence, fill: str, parts: list[Part]) -> None:
        """The waiting list: the cast at the turns they are known for, others around them."""
        if occurrence.is_cancelled:
            return
        length = self._random.randint(*WAITING) if fill == "full_waiting" else 0
        turns = {part.waiting: part for part in parts}
        for turn in range(1, max(length, *turns, 0) + 1 if turns else length + 1):
            who = self._named(turns[turn]) if turn in turns else self._stranger()
            # The last week of joining, in the order of the turns.
            joined_at = self._world.ago(7) + timedelta(hours=9 + 20 * turn)
            self._add(occurrence, who, 1, [(Move.WAIT, BookingState.WAITING, joined_at)])

    def _book(
        self, occurrence: Occurrence, who: Row, places: int, takes_it_back: bool = False
    ) -> None:
        booked_at = self._before(occurrence)
        steps: list[Step] = [(Move.BOOK, BookingState.BOOKED, booked_at)]
        if occurrence.cancelled_at:
            steps.append(
                (Move.CANCEL_DATE, BookingState.CANCELLED_BY_GROUP, occurrence.cancelled_at)
            )
        elif takes_it_back:
            later = booked_at + timedelta(hours=5)
            steps.append((Move.CANCEL, BookingState.CANCELLED_BY_PERSON, later))
        elif occurrence.ends_at <= self._world.now:
            came = self._random.random() < self._random.uniform(*CAME) or "person_id" in who
            mark = Move.MARK_HERE if came else Move.MARK_NOT_THERE
            state = TRANSITIONS[BookingState.BOOKED, mark]
            steps.append((mark, state, occurrence.ends_at))
        self._add(occurrence, who, places, steps)

    def _add(
        self,
        occurrence: Occurrence,
        who: Row,
        places: int,
        steps: list[Step],
    ) -> None:
        _, state, moved_at = steps[-1]
        joined_at = steps[0][2]
        self._bookings.append(
            {
                "person_id": None,
                "wants_full_words": False,
                "wants_meeting": False,
                "wants_lift": False,
                "may_step_out": False,
                "note": "",
                **who,
                "occurrence_id": occurrence.id,
                "code": self._code(),
                "places": places,
                "state": state,
                "joined_at": joined_at,
                "consented_at": joined_at,
                "consent_version": CONSENT_VERSION,
                "cancelled_at": moved_at if state == BookingState.CANCELLED_BY_PERSON else None,
            }
        )
        self._moves.append(steps)

    def _named(self, part: Part) -> dict[str, Any]:
        person: Person = self._world.people[part.who]
        return {
            "person_id": person.id,
            "name": person.name,
            "email": person.email,
            "wants_full_words": person.wants_full_words,
            "wants_meeting": part.wants_meeting,
            "wants_lift": part.wants_lift,
        }

    def _stranger(self) -> dict[str, Any]:
        """Someone without an account. Two in three leave an address that reaches nobody."""
        random = self._random
        name = str(random.choice(rows("bookings", "first_names")))
        if random.random() < 0.5:
            name = f"{name} {random.choice('ABCDEFGHJKLMNPRSTW')}"
        number = len(self._bookings)
        email = f"{name.lower().replace(' ', '.')}.{number}@people.example.org"
        return {
            "name": name,
            "email": email if random.random() < 0.65 else None,
            "wants_full_words": random.random() < 0.2,
            "wants_meeting": random.random() < 0.1,
            "wants_lift": random.random() < 0.08,
            "may_step_out": random.random() < 0.06,
            "note": random.choice(rows("bookings", "notes")) if random.random() < 0.06 else "",
        }

    def _party(self, occurrence: Occurrence) -> int:
        most = occurrence.event.max_party
        return min(most, self._random.choices((1, 2, 3, 4), (75, 17, 5, 3))[0])

    def _before(self, occurrence: Occurrence) -> datetime:
        """A moment in the three weeks before the date, or before the load if that is sooner."""
        latest = min(occurrence.starts_at, self._world.ago(0)) - timedelta(days=1)
        return latest - timedelta(minutes=self._random.randrange(21 * 24 * 60))

    def _code(self) -> str:
        while (code := new_code(self._random.choice)) in self._codes:
            pass
        self._codes.add(code)
        return code
