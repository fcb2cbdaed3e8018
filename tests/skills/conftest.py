import pytest

from app.organisations.models import Organisation
from app.people.models import Person
from tests.factories import make_organisation, make_person


@pytest.fixture
def ash(sign_in) -> Person:
    """Whose record it is, signed in on `client`."""
    person = make_person(name="Ash Ward")
    sign_in(person)
    return person


@pytest.fixture
def group(app) -> Organisation:
    """A group whose own name tells what it is."""
    return make_organisation(name="Sober Yard", neutral_name="The Yard")
