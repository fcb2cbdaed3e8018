"""Where a typed place is, and how far: towns, villages and postcodes to positions, offline.

Postcode positions come from `app/shared/data/uk_sectors.csv`. Contains OS data © Crown copyright
and database right. Contains Royal Mail data © Royal Mail copyright and database right. Source:
Office for National Statistics licensed under the Open Government Licence v3.0.

A full postcode can stand for a handful of homes, so `coarsen` cuts it to its sector before
anything else sees it. Views call it first on whatever was typed.
"""

from app.shared.geography.finding import Choice, find
from app.shared.geography.positions import (
    Located,
    NamedPlace,
    Position,
    box,
    miles_between,
    nearest,
)
from app.shared.geography.postcodes import Found, coarsen, look_up_postcode

__all__ = [
    "Choice",
    "Found",
    "Located",
    "NamedPlace",
    "Position",
    "box",
    "coarsen",
    "find",
    "look_up_postcode",
    "miles_between",
    "nearest",
]
