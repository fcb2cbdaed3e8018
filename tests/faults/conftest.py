"""A date to break things around."""

from dataclasses import dataclass

import pytest

from app.shared.database import db
from tests.factories import make_occurrence


@dataclass(frozen=True)
class Date:
    """A date with so many places, and the address of the form that books one."""

    id: int
    places: int
    path: str


@pytest.fixture
def make_date(app):
    """make_date(places) makes a date, and leaves no transaction open while things break."""

    def make_date(places):
        made = make_occurrence(capacity=places)
        date = Date(made.id, places, f"/events/{made.event.slug}/{made.key}/book")
        db.session.commit()
        return date

    return make_date
