"""Where a group may hold things, and the venues it looks after."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import joinedload

from app.events.models import Event
from app.organisations.models import Organisation, OrganisationKind
from app.places.models import Place, Venue, VenueType
from app.shared.database import db

REMOTE = (VenueType.ONLINE, VenueType.PHONE)


class ListedVenue(NamedTuple):
    """A place to choose."""

    id: int
    name: str
    type: str
    place: str | None
    is_used: bool


def venues_for(group: Organisation) -> list[ListedVenue]:
    """Where a group may hold things: its own places first, then every other one A to Z."""
    is_used = or_(_is_used(group.id), Venue.organisation_id == group.id)
    rows = db.session.execute(
        select(Venue.id, Venue.name, Venue.type, Place.name, is_used)
        .outerjoin(Place, Place.id == Venue.place_id)
        .where(may_meet_at(group.id))
        .order_by(is_used.desc(), Place.name, Venue.name, Venue.id)
    )
    return [ListedVenue(*row) for row in rows]


def may_meet_at(organisation_id: int) -> ColumnElement[bool]:
    """Whether a group may choose a venue: a condition for queries.

    A private address is there only for a group that added it or meets at it; nor are another
    group's rooms online and lines.
    """
    is_open = ~Venue.is_address_private & Venue.type.not_in(REMOTE)
    return or_(is_open, _is_used(organisation_id), Venue.organisation_id == organisation_id)


def venues_of(group: Organisation) -> Sequence[Venue]:
    """The venues that a group looks after, A to Z; the network, those that no group does."""
    return db.session.scalars(
        select(Venue)
        .where(_looks_after(group))
        .options(joinedload(Venue.place))
        .order_by(Venue.name, Venue.id)
    ).all()


def venue_of(group: Organisation, venue_id: int) -> Venue:
    """A venue that this group looks after; 404 for any other."""
    venue: Venue = db.first_or_404(
        select(Venue)
        .where(Venue.id == venue_id, _looks_after(group))
        .options(joinedload(Venue.place))
    )
    return venue


def known_venues(group: Organisation, outcode: str) -> Sequence[Venue]:
    """The venues of a part of the country that a group may choose."""
    return db.session.scalars(
        select(Venue)
        .where(Venue.outcode == outcode, may_meet_at(group.id))
        .options(joinedload(Venue.place))
        .order_by(Venue.id)
    ).all()


def held_at(venue: Venue) -> Sequence[Event]:
    """The events that are held here, public or not, with what search needs of them."""
    return db.session.scalars(
        select(Event)
        .where(Event.venue_id == venue.id)
        .options(
            joinedload(Event.organisation),
            joinedload(Event.kind),
            joinedload(Event.venue).joinedload(Venue.place),
        )
        .order_by(Event.id)
    ).all()


def _is_used(organisation_id: int) -> ColumnElement[bool]:
    return exists().where(Event.venue_id == Venue.id, Event.organisation_id == organisation_id)


def _looks_after(group: Organisation) -> ColumnElement[bool]:
    """What it added; and the network what nobody did, but for private addresses of others."""
    own = Venue.organisation_id == group.id
    if group.kind != OrganisationKind.NETWORK:
        return own
    nobodys = Venue.organisation_id.is_(None) & ~Venue.is_address_private
    return or_(own, nobodys & Venue.type.not_in(REMOTE))
