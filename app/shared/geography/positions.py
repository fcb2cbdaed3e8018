"""Positions on the ground, and the miles between them."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import asin, cos, degrees, pi, radians, sin, sqrt
from typing import Protocol, TypeVar

# The Earth's mean radius R1, 6371.0088 km (Moritz, "Geodetic Reference System 1980", Journal of
# Geodesy 74, 2000), in international miles of 1.609344 km.
EARTH_RADIUS_MILES = 6371.0088 / 1.609344


class Located(Protocol):
    """Anything with a latitude and a longitude: a position, a place, a venue."""

    @property
    def latitude(self) -> float: ...
    @property
    def longitude(self) -> float: ...


class NamedPlace(Located, Protocol):
    """A town or village people can search for by name."""

    @property
    def name(self) -> str: ...
    @property
    def slug(self) -> str: ...
    @property
    def outcode(self) -> str: ...
    @property
    def district(self) -> str: ...


SomewhereT = TypeVar("SomewhereT", bound=Located)


@dataclass(frozen=True, slots=True)
class Position:
    """A point in degrees north and degrees east (WGS84)."""

    latitude: float
    longitude: float


def miles_between(a: Located, b: Located) -> float:
    """The straight-line miles from `a` to `b`.

    Haversine on a sphere of the Earth's mean radius, 6371.0088 km (Moritz 2000, GRS80), which is
    within 0.6 % of the true distance: closer than a sector's middle is to the person's door.
    """
    north = radians(b.latitude - a.latitude)
    east = radians(b.longitude - a.longitude)
    between = cos(radians(a.latitude)) * cos(radians(b.latitude))
    half_chord = sin(north / 2) ** 2 + between * sin(east / 2) ** 2
    return 2 * EARTH_RADIUS_MILES * asin(sqrt(min(1.0, half_chord)))


def box(position: Located, miles: float) -> tuple[float, float, float, float]:
    """The (south, west, north, east) in degrees that holds all within `miles` of `position`.

    For an indexed query that narrows before `miles_between` decides: its corners lie further off.
    Right for anywhere in the UK, wrong only across the 180th meridian.
    """
    reach = max(0.0, miles) / EARTH_RADIUS_MILES
    # A circle is widest a little poleward of its middle, so cos(latitude) alone would clip it.
    widest = sin(min(reach, pi / 2)) / max(cos(radians(position.latitude)), 1e-9)
    east = degrees(asin(widest)) if widest < 1 else 180.0
    north = degrees(reach)
    return (
        position.latitude - north,
        position.longitude - east,
        position.latitude + north,
        position.longitude + east,
    )


def nearest(position: Located, places: Iterable[SomewhereT]) -> SomewhereT | None:
    """The one of `places` fewest miles from `position`, or None if there are none."""
    return min(places, key=lambda place: miles_between(position, place), default=None)
