"""Towns and villages: which one was meant, and what to offer while someone types."""

from collections.abc import Sequence
from math import cos, radians
from typing import Any

from sqlalchemy import ColumnElement, Row, select

from app.places.models import Place
from app.shared.database import db
from app.shared.geography import Choice, Found, Position, find, look_up_postcode, nearest

MOST_OFFERED = 8
MILES = (3, 5, 10, 20, 50)
"""How far people may look."""
MILES_PER_DEGREE = 69.09
"""Of latitude: 6371.0088 km (see app/shared/geography) times pi / 180, in miles."""

NamedRow = Row[str, str, str, str, float, float]


def named() -> Sequence[NamedRow]:
    """Every named place, A to Z: plain columns, all that finding one needs."""
    return db.session.execute(
        select(
            Place.slug,
            Place.name,
            Place.outcode,
            Place.district,
            Place.latitude,
            Place.longitude,
        ).order_by(Place.name, Place.district)
    ).all()


def place(slug: str) -> Place:
    """The place of this address; 404 for any other."""
    place: Place = db.first_or_404(select(Place).where(Place.slug == slug))
    return place


def nearest_place(position: Position) -> Place | None:
    """The named place that a position is in or near; None while there are none."""
    return nearest(position, db.session.scalars(select(Place)).all())


def found(typed: str) -> Found | Choice | None:
    """Where `typed` is: a postcode or a place by name. A Choice where it may be several."""
    return look_up_postcode(typed) or _called(typed) or find(typed, named())


def square_miles(near: Position, latitude: Any, longitude: Any) -> ColumnElement[Any]:
    """The square of the miles from `near` to where these two columns say.

    On the flat, with the north-south and east-west scales of `near`: right to 0.5 % in 50 miles.
    """
    north = (latitude - near.latitude) * MILES_PER_DEGREE
    east = (longitude - near.longitude) * (MILES_PER_DEGREE * cos(radians(near.latitude)))
    square: ColumnElement[Any] = north * north + east * east
    return square


def _called(name: str) -> Found | None:
    """The one place of exactly this name, which links have: found without reading all places."""
    rows = db.session.execute(
        select(Place.latitude, Place.longitude).where(Place.name == name).limit(2)
    ).all()
    if len(rows) != 1:
        return None
    return Found(name, Position(rows[0].latitude, rows[0].longitude), "place")


def offered(typed: str) -> list[str]:
    """At most 8 names and outcodes that what is typed so far may become."""
    known = named()
    meant = find(typed, known)
    options = meant.options if isinstance(meant, Choice) else (meant,) if meant else ()
    start = "".join(typed.upper().split())
    outcodes = {place.outcode for place in known if start and place.outcode.startswith(start)}
    names = [option.words for option in options] + sorted(outcodes)
    return list(dict.fromkeys(names))[:MOST_OFFERED]
