"""Which groups the public may see, who of their teams chose to be named, and who may act for them.

A group is found for a person only if they hold one of the positions asked for: for everyone else it
is not there, so no page of a team can tell that it exists.
"""

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import contains_eager, joinedload

from app.organisations.models import (
    ORGANISING,
    Membership,
    Organisation,
    OrganisationKind,
    OrganisationState,
    Position,
)
from app.people.models import Person
from app.shared.database import db


def checked() -> Sequence[Organisation]:
    """Every checked group, A to Z. The network itself is not one of them."""
    return db.session.scalars(
        select(Organisation)
        .where(
            Organisation.state == OrganisationState.VERIFIED,
            Organisation.kind != OrganisationKind.NETWORK,
        )
        .options(joinedload(Organisation.base_place))
        .order_by(Organisation.name, Organisation.id)
    ).all()


def checked_with(slug: str) -> Organisation:
    """The checked group at this address, with its place; 404 for any other."""
    group: Organisation = db.first_or_404(
        select(Organisation)
        .where(
            Organisation.slug == slug,
            Organisation.state == OrganisationState.VERIFIED,
        )
        .options(joinedload(Organisation.base_place))
    )
    return group


def network() -> Organisation | None:
    """The network that this installation serves, which checks the groups."""
    return db.session.scalar(
        select(Organisation)
        .where(
            Organisation.kind == OrganisationKind.NETWORK,
            Organisation.state == OrganisationState.VERIFIED,
        )
        .order_by(Organisation.id)
        .limit(1)
    )


def named_team(organisation: Organisation) -> Sequence[Membership]:
    """Those of a group's team who said that they may be named here, in the order they joined."""
    return db.session.scalars(
        select(Membership)
        .where(Membership.organisation_id == organisation.id, Membership.is_shown)
        .options(joinedload(Membership.person))
        .order_by(Membership.id)
    ).all()


def organised_by(person: Person) -> Sequence[Organisation]:
    """The groups whose dates `person` may change, A to Z."""
    return db.session.scalars(
        select(Organisation)
        .where(_has_team(person, ORGANISING))
        .order_by(Organisation.name, Organisation.id)
    ).all()


def organises(person: Person) -> bool:
    """Whether `person` may change the dates of any group."""
    return bool(db.session.scalar(select(exists().where(*_positions_of(person, ORGANISING)))))


def of_team(
    slug: str, person: Person, positions: Collection[Position] = ORGANISING
) -> Organisation:
    """The group at this address, if `person` holds one of `positions` in it; 404 for any other."""
    group: Organisation = db.first_or_404(
        select(Organisation)
        .where(Organisation.slug == slug, _has_team(person, positions))
        .options(joinedload(Organisation.base_place))
    )
    return group


def organisers_to_tell(group_ids: Collection[int]) -> Sequence[Membership]:
    """Who may change the dates of these groups, wants the daily summary and can be written to, each
    with the person; twice where they have two positions. None of a group that is not checked."""
    return db.session.scalars(
        select(Membership)
        .join(Membership.organisation)
        .join(Membership.person)
        .where(Membership.organisation_id.in_(group_ids), Membership.position.in_(ORGANISING))
        .where(Organisation.state == OrganisationState.VERIFIED)
        .where(Person.wants_digest, Person.email.is_not(None))
        .options(contains_eager(Membership.person))
        .order_by(Membership.id)
    ).all()


def _has_team(person: Person, positions: Collection[Position]) -> ColumnElement[bool]:
    held = _positions_of(person, positions)
    return exists().where(Membership.organisation_id == Organisation.id, *held)


def _positions_of(person: Person, positions: Collection[Position]) -> list[ColumnElement[bool]]:
    return [Membership.person_id == person.id, Membership.position.in_(positions)]
