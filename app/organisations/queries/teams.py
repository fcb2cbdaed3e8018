"""Who is in the teams of groups, and who may act for them.

A group is found for a person only if they hold one of the positions asked for: for everyone else it
is not there, so no page of a team can tell that it exists.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, exists, select
from sqlalchemy.orm import aliased, contains_eager, joinedload

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


@dataclass(frozen=True, slots=True)
class Member:
    """Someone in a group's team with all their positions, the one that may do most first."""

    person: Person
    positions: tuple[Position, ...]
    words: str
    is_shown: bool

    @property
    def name(self) -> str:
        """How the others of the team see them."""
        return self.person.first_name_and_initial

    @property
    def is_admin(self) -> bool:
        return Position.ADMIN in self.positions


def named_team(organisation: Organisation) -> Sequence[Member]:
    """Those of a group who said that they may be named on its page, who may do most first."""
    return _members(_OF_TEAM.where(_in(organisation), Membership.is_shown))


def team(organisation: Organisation) -> Sequence[Member]:
    """Everyone in a group's team, who may do most first."""
    return _members(_OF_TEAM.where(_in(organisation)))


def member(organisation: Organisation, person_id: int) -> Member:
    """One person of a group's team; 404 for anyone who is not in it."""
    db.first_or_404(_OF_TEAM.where(_in(organisation), Membership.person_id == person_id))
    (found,) = _members(_OF_TEAM.where(_in(organisation), Membership.person_id == person_id))
    return found


def teams_of(person: Person) -> Sequence[tuple[Organisation, Member]]:
    """The groups that `person` has any position in, A to Z, and what they are there."""
    rows = db.session.scalars(
        select(Membership)
        .join(Membership.organisation)
        .where(Membership.person_id == person.id)
        .options(joinedload(Membership.person), joinedload(Membership.organisation))
        .order_by(Organisation.name, Organisation.id, Membership.id)
    ).all()
    groups = {row.organisation_id: row.organisation for row in rows}
    return [
        (group, _joined([row for row in rows if row.organisation_id == id_])[0])
        for id_, group in groups.items()
    ]


def organised_by(person: Person) -> Sequence[Organisation]:
    """The groups whose dates `person` may change, A to Z."""
    return db.session.scalars(
        select(Organisation)
        .where(is_organised_by(person))
        .order_by(Organisation.name, Organisation.id)
    ).all()


def is_organised_by(person: Person) -> ColumnElement[bool]:
    """Whether `person` may change the dates of a group: a condition for queries that join it."""
    return _has_team(person, ORGANISING)


def organises(person: Person) -> bool:
    """Whether `person` may change the dates of any group."""
    return bool(db.session.scalar(select(exists().where(*_positions_of(person, ORGANISING)))))


def is_in_a_team(person: Person) -> bool:
    """Whether `person` has any position in any group."""
    return bool(db.session.scalar(select(exists().where(*_positions_of(person, list(Position))))))


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


def holds(person: Person, group: Organisation, positions: Collection[Position]) -> bool:
    """Whether `person` holds one of these positions in this group."""
    held = _positions_of(person, positions)
    return bool(db.session.scalar(select(exists().where(_in(group), *held))))


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


def team_seen_by(slug: str, person: Person) -> Organisation:
    """The group at this address, if `person` may see its team: those who organise it, and those
    who may change it. 404 for any other."""
    group: Organisation = db.first_or_404(
        select(Organisation).where(
            Organisation.slug == slug, is_organised_by(person) | _leads_network(person)
        )
    )
    return group


def leads(group: Organisation, person: Person) -> bool:
    """Whether `person` is an admin of this group, or of the network that checks it."""
    is_admin = _has_team(person, (Position.ADMIN,)) | _leads_network(person)
    return bool(db.session.scalar(select(exists().where(Organisation.id == group.id, is_admin))))


_OF_TEAM = select(Membership).options(joinedload(Membership.person)).order_by(Membership.id)


def _in(organisation: Organisation) -> ColumnElement[bool]:
    return Membership.organisation_id == organisation.id


def _members(query: Select[Membership]) -> list[Member]:
    return _joined(db.session.scalars(query))


def _joined(rows: Iterable[Membership]) -> list[Member]:
    """One member for each person, ordered by what they may do and then by when they joined."""
    of_person: dict[int, list[Membership]] = defaultdict(list)
    for row in rows:
        of_person[row.person_id].append(row)
    order = list(reversed(Position))
    found = [
        Member(
            person=theirs[0].person,
            positions=tuple(sorted((Position(row.position) for row in theirs), key=order.index)),
            words=theirs[0].title,
            is_shown=all(row.is_shown for row in theirs),
        )
        for theirs in of_person.values()
    ]
    return sorted(found, key=lambda member: order.index(member.positions[0]))


def _leads_network(person: Person) -> ColumnElement[bool]:
    network = aliased(Organisation)
    return (
        exists()
        .where(Membership.organisation_id == network.id)
        .where(network.kind == OrganisationKind.NETWORK)
        .where(*_positions_of(person, (Position.ADMIN,)))
    )


def _has_team(person: Person, positions: Collection[Position]) -> ColumnElement[bool]:
    held = _positions_of(person, positions)
    return exists().where(Membership.organisation_id == Organisation.id, *held)


def _positions_of(person: Person, positions: Collection[Position]) -> list[ColumnElement[bool]]:
    return [Membership.person_id == person.id, Membership.position.in_(positions)]
