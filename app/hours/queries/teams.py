"""The hours of one group: what waits for it, what it confirmed, and what that adds up to."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from app.hours.models import WAITING, HoursEntry, HoursState
from app.hours.queries.entries import with_all
from app.opportunities.models import Opportunity
from app.organisations.models import (
    ORGANISING,
    Membership,
    Organisation,
    OrganisationKind,
    Position,
)
from app.people.models import Person
from app.shared.database import db

LATELY = 10


@dataclass(frozen=True, slots=True)
class Sum:
    """What one person gave in one role, or beside any, in some period."""

    person_id: int
    name: str
    role: str
    minutes: int


def waiting_for(group: Organisation) -> Sequence[HoursEntry]:
    """What a group has still to answer, or asked about, the oldest day first."""
    return db.session.scalars(
        _of_group(group)
        .where(HoursEntry.state.in_(WAITING))
        .order_by(HoursEntry.day, HoursEntry.id)
    ).all()


def confirmed_lately(group: Organisation) -> Sequence[HoursEntry]:
    """What a group confirmed last, the newest first."""
    return db.session.scalars(
        _of_group(group)
        .where(HoursEntry.state == HoursState.CONFIRMED)
        .order_by(HoursEntry.decided_at.desc(), HoursEntry.id.desc())
        .limit(LATELY)
    ).all()


def of_group(group: Organisation, entry_id: int) -> HoursEntry:
    """One entry of a group, with all its page shows; 404 for any other, and for what was taken
    back."""
    entry: HoursEntry = db.first_or_404(
        _of_group(group).where(HoursEntry.id == entry_id, HoursEntry.state != HoursState.TAKEN_BACK)
    )
    return entry


def of_group_with_ids(group: Organisation, ids: Collection[int]) -> Sequence[HoursEntry]:
    """Those of these entries that are the group's, as they stand now."""
    return db.session.scalars(
        _of_group(group).where(HoursEntry.id.in_(ids)).order_by(HoursEntry.id)
    ).all()


def sums(group: Organisation, first: date, last: date) -> list[Sum]:
    """What each person gave in each role from `first` to `last`, as confirmed by the group, by
    name and role."""
    rows = db.session.execute(
        select(Person, Opportunity.title, func.sum(HoursEntry.minutes))
        .select_from(HoursEntry)
        .join(Person, Person.id == HoursEntry.person_id)
        .outerjoin(Opportunity, Opportunity.id == HoursEntry.opportunity_id)
        .where(HoursEntry.organisation_id == group.id, HoursEntry.day.between(first, last))
        .where(HoursEntry.state == HoursState.CONFIRMED)
        .group_by(Person.id, Opportunity.id)
        .order_by(Person.name, Person.id, Opportunity.title)
    )
    return [
        Sum(person.id, person.first_name_and_initial, title or "", minutes)
        for person, title, minutes in rows
        if minutes
    ]


def unanswered_since(moment: datetime) -> Sequence[HoursEntry]:
    """What has waited since then and nobody was reminded of."""
    return db.session.scalars(
        _unanswered(moment)
        .options(joinedload(HoursEntry.opportunity).joinedload(Opportunity.supporter))
        .where(HoursEntry.reminded_at.is_(None))
    ).all()


def unanswered_though_reminded(moment: datetime) -> Sequence[HoursEntry]:
    """What has waited since then though the group was reminded, and the network was not told of."""
    return db.session.scalars(
        _unanswered(moment).where(
            HoursEntry.reminded_at.is_not(None), HoursEntry.passed_on_at.is_(None)
        )
    ).all()


def who_can_confirm(entry: HoursEntry) -> Sequence[Person]:
    """The supporter of the entry's role, if they organise the group; else all who do. Never the
    person themselves."""
    organisers = _in_positions(entry.organisation_id, ORGANISING, but=entry.person_id)
    supporter_id = entry.opportunity.supporter_id if entry.opportunity else None
    return [each for each in organisers if each.id == supporter_id] or organisers


def admins_of_network() -> Sequence[Person]:
    """Who looks after all groups."""
    networks = select(Organisation.id).where(Organisation.kind == OrganisationKind.NETWORK)
    return [
        person
        for id_ in db.session.scalars(networks)
        for person in _in_positions(id_, (Position.ADMIN,))
    ]


def _in_positions(group_id: int, positions: Collection[Position], but: int = 0) -> Sequence[Person]:
    members = select(Membership.person_id).where(
        Membership.organisation_id == group_id, Membership.position.in_(positions)
    )
    return db.session.scalars(
        select(Person)
        .where(Person.id.in_(members), Person.id != but, Person.email.is_not(None))
        .order_by(Person.id)
    ).all()


def _unanswered(moment: datetime) -> Select[HoursEntry]:
    return (
        with_all(select(HoursEntry))
        .where(HoursEntry.state == HoursState.SENT, HoursEntry.sent_at <= moment)
        .order_by(HoursEntry.organisation_id, HoursEntry.id)
    )


def _of_group(group: Organisation) -> Select[HoursEntry]:
    return with_all(select(HoursEntry)).where(HoursEntry.organisation_id == group.id)
