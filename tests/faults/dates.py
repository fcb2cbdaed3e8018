"""A date to break things around, in the run's own database or in one made for it."""

from dataclasses import dataclass

from app.shared.database import db
from tests.factories import make_occurrence
from tests.support.databases import test_settings
from tests.support.odd import inside


@dataclass(frozen=True)
class Date:
    """A date with so many places, and the address of the form that books one."""

    id: int
    places: int
    path: str


def new_date(places):
    """A date in the app at hand."""
    return date_of(make_occurrence(capacity=places))


def date_of(made):
    """A date that was made. No transaction is left open while things break."""
    date = Date(made.id, made.capacity, f"/events/{made.event.slug}/{made.key}/book")
    db.session.commit()
    return date


def date_in(database_address, places):
    """A date in a database that no other test looks at."""
    with inside(test_settings(database_address)):
        return new_date(places)
