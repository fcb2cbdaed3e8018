"""Dates to break things around."""

import pytest

from tests.faults.dates import new_date


@pytest.fixture
def make_date(app):
    """make_date(places) makes a date in the run's database of each kind."""
    return new_date
