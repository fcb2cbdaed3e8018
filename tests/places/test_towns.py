"""Towns and villages, which the network adds."""

import pytest
from sqlalchemy import select

from app.organisations.models import OrganisationKind, Position
from app.places.models import Place
from app.shared.database import db
from tests.factories import make_membership, make_organisation, make_place
from tests.page import get_page, read_page

HOPE = {"name": "Hope", "postcode": "S33 6RT", "district": "High Peak", "settlement": "village"}
TOWNS = "/organise/network/towns"


@pytest.fixture
def add(client, sign_in):
    """add(name=...) sends Jo's form; the page that comes of it."""
    network = make_organisation(kind=OrganisationKind.NETWORK, slug="network")
    sign_in(make_membership(network, position=Position.ADMIN).person)

    def add(**says):
        return read_page(client.post(TOWNS, data=HOPE | says, follow_redirects=True))

    return add


def places():
    db.session.rollback()
    return db.session.scalars(select(Place).order_by(Place.id)).all()


def test_people_find_what_is_near_a_village_as_soon_as_it_is_there(client, add):
    page = add(is_rural="y")

    assert "Hope is there. People near it find it now." in page.text
    (hope,) = places()
    assert (hope.slug, hope.outcode, hope.is_rural) == ("hope", "S33", True)
    assert "/events?place=Hope" in get_page(client, "/places?q=hop").links


def test_two_of_one_name_are_told_apart_by_their_district(add):
    add()
    add(district="Flintshire", postcode="LL12 9NG")

    assert [each.slug for each in places()] == ["hope", "hope-flintshire"]


@pytest.mark.parametrize(
    ("says", "words"),
    [
        ({}, "Hope in High Peak is there already"),
        ({"name": "Edale", "postcode": "ZZ99 9ZZ"}, "We do not know that postcode"),
        ({"name": " "}, "Type its name"),
        ({"name": "Edale", "settlement": "hamlet"}, "Not a valid choice"),
    ],
)
def test_what_cannot_be_added_is_said(add, says, words):
    add()

    assert words in add(**says).text
    assert len(places()) == 1


def test_no_other_group_adds_towns(client, add, sign_in):
    group = make_organisation(slug="hearthstone")
    sign_in(make_membership(group, position=Position.ADMIN).person)
    make_place()

    assert client.post("/organise/hearthstone/towns", data=HOPE).status_code == 404
    assert client.post(TOWNS, data=HOPE).status_code == 404
    assert len(places()) == 1
    assert "/organise/hearthstone/towns" not in get_page(client, "/organise/hearthstone").links
