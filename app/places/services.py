"""Adding towns and villages."""

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.places.models import Place, Settlement
from app.shared.database import db
from app.shared.errors import RuleBroken
from app.shared.geography import look_up_postcode
from app.shared.slugs import slugify


class NotAPostcode(RuleBroken):
    """Nobody knows where that is."""


def add_place(
    name: str, postcode: str, district: str, settlement: Settlement, is_rural: bool
) -> Place:
    """A town or village that people can say they are near, from now on.

    Refuses with NotAPostcode what is none, and a name that the district has already.
    """
    found = look_up_postcode(postcode)
    if found is None:
        raise NotAPostcode("We do not know that postcode. Try another one in it")
    place = Place(
        slug=_slug(name, district),
        name=name,
        outcode=found.words.split()[0],
        latitude=found.position.latitude,
        longitude=found.position.longitude,
        district=district,
        settlement=settlement,
        is_rural=is_rural,
    )
    try:
        with db.session.begin_nested():
            db.session.add(place)
    except IntegrityError:
        raise RuleBroken(f"{name} in {district} is there already") from None
    return place


def _slug(name: str, district: str) -> str:
    """The name alone where it is the first; with the district where another has it. Two of one name
    in one district come to the same, which the database refuses."""
    alone = slugify(name, "place")
    taken = db.session.scalar(select(Place.district).where(Place.slug == alone))
    return alone if taken is None or taken == district else slugify(f"{name} {district}")
