"""Loading the demonstration into an empty database."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import func, select, text

from app.bookings.models import Booking
from app.events.models import Event, Occurrence
from app.organisations.models import Organisation
from app.places.models import Place
from app.shared.database import db
from demo import (
    applications,
    bookings,
    company,
    following,
    hours,
    opportunities,
    programme,
    pulses,
    rota,
    skills,
    totals,
    world,
)
from demo.world import World

Say = Callable[[str], None]


def is_empty() -> bool:
    """Whether there is nothing here yet."""
    return db.session.scalar(select(Place.id).limit(1)) is None


def load(now: datetime, say: Say) -> None:
    """Make the network, its twenty weeks of dates around `now`, and who booked what.

    The caller commits once, so a load that is broken off leaves nothing. The same `now` makes the
    same rows. `say` is told how far it has come.
    """
    everything = World(now)
    say("Towns, halls, groups and people")
    world.load(everything)
    say("What is on, twenty weeks of it")
    programme.load(everything)
    opportunities.load(everything)
    skills.load(everything)
    rota.load(everything)
    applications.load(everything)
    say("Who booked what")
    bookings.load(everything)
    hours.load(everything)
    company.load(everything)
    following.load(everything)
    totals.load(everything)
    pulses.load(everything)
    db.session.execute(text("ANALYZE"))  # without it the first pages are planned for no rows
    say(f"Done: {_counts()}")


def clear() -> None:
    """Take every row away, those that point at others first."""
    for table in reversed(db.metadata.sorted_tables):
        db.session.execute(table.delete())


def _counts() -> str:
    counted = {"groups": Organisation, "events": Event, "dates": Occurrence, "bookings": Booking}
    return ", ".join(
        f"{db.session.scalar(select(func.count()).select_from(model))} {words}"
        for words, model in counted.items()
    )
