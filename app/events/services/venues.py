"""Adding a venue, and changing what is said of one."""

import re
from typing import Any

from app.events import queries
from app.events.services.indexing import index_event
from app.organisations import services as organisations
from app.organisations.models import Organisation
from app.places import queries as places
from app.places.models import Venue
from app.shared.codes import new_key
from app.shared.database import db
from app.shared.errors import RuleBroken
from app.shared.geography import Choice, Found
from app.shared.holding import hold_all
from app.shared.slugs import slugify

LONGEST_STEM = 60


class NotFound(RuleBroken):
    """Nobody knows where that is."""


def add_venue(group: Organisation, values: dict[str, Any], where: str) -> Venue:
    """A venue that `group` can choose from now on, and looks after. `where` is a postcode, of which
    no more than the sector is kept, or the name of a place.

    The same one added twice is one. Refuses with NotFound what cannot be found, and one that is on
    the list of this group already.
    """
    organisations.hold(group.slug)  # a double tap finds what the first one added
    found = _found(where)
    town = places.nearest_place(found.position)
    if town is None:
        raise NotFound("There are no towns and villages yet. Ask the network to add them")
    outcode = found.words.split()[0] if found.kind != "place" else town.outcode
    if known := _known(group, values["name"], outcode):
        return known
    venue = Venue(
        **values,
        slug=f"{slugify(values['name'], 'place')[:LONGEST_STEM]}-{new_key()[:8].lower()}",
        place=town,
        outcode=outcode,
        latitude=found.position.latitude,
        longitude=found.position.longitude,
        organisation_id=group.id,
    )
    db.session.add(venue)
    db.session.flush()
    return venue


def revise_venue(venue: Venue, values: dict[str, Any]) -> None:
    """Say something else of a venue. Lists and search know it at once."""
    for name, value in values.items():
        setattr(venue, name, value)
    db.session.flush()
    for event in queries.held_at(venue):
        if not event.walk:  # a walk says for itself whether it has steps
            event.is_step_free = venue.is_step_free
        if event.is_published:
            index_event(event)
    db.session.flush()


def hold_venue(venue_id: int) -> None:
    """Nobody else changes this venue until we are done."""
    hold_all(Venue, [venue_id])


def _found(where: str) -> Found:
    found = places.found(where)
    if isinstance(found, Choice):
        names = ", ".join(option.words for option in found.options[:4])
        raise NotFound(f"Which one is it: {names}? Type it in full, or a postcode")
    if found is None:
        raise NotFound("We do not know where that is. Try its postcode")
    return found


def _known(group: Organisation, name: str, outcode: str) -> Venue | None:
    same = [
        venue for venue in queries.known_venues(group, outcode) if _key(venue.name) == _key(name)
    ]
    if own := next((venue for venue in same if venue.organisation_id == group.id), None):
        return own
    if same:
        raise RuleBroken(f"{same[0].name} is on the list already. Go back and choose it there")
    return None


def _key(name: str) -> str:
    return re.sub(r"\W", "", name.casefold().removeprefix("the "))
