"""Giving and taking positions. Whoever changes a team holds its group first, then looks, then
writes, so that no two admins can each take the other away."""

from collections.abc import Callable, Collection

from sqlalchemy import delete, update

from app.organisations import queries
from app.organisations.models import Membership, Organisation, Position
from app.people.models import Person
from app.shared.database import db
from app.shared.errors import RuleBroken
from app.shared.holding import hold_where

NO_ADMIN = "Make somebody else an admin first"
NO_POSITION = "Choose what they are, or take them out of the team"

_partings: list[Callable[[Organisation, Person], None]] = []


def when_parted(see_to: Callable[[Organisation, Person], None]) -> None:
    """Let a room above this one see to what it gave whoever leaves a team, in one with leaving."""
    _partings.append(see_to)


def hold(slug: str) -> None:
    """Make everyone else who changes the team at this address wait until this transaction ends.

    What was read before may be old: look again who may do what.
    """
    hold_where(Organisation, Organisation.slug == slug)


def set_positions(group: Organisation, person: Person, positions: Collection[str]) -> None:
    """Make `person`, who is in the team, exactly these. Refuses none at all, and to leave the group
    without an admin. Hold the group first."""
    wanted = {Position(position) for position in positions}
    if not wanted:
        raise RuleBroken(NO_POSITION)
    now = queries.member(group, person.id)
    if Position.ADMIN not in wanted:
        _keep_an_admin(group, person)
    for position in wanted - set(now.positions):
        _add(group, person, position, now)
    _take(group, person, set(now.positions) - wanted)


def remove(group: Organisation, person: Person) -> None:
    """Take `person` out of the team, whatever they are, and with it their roles. Refuses the last
    admin. Hold the group first."""
    _keep_an_admin(group, person)
    _take(group, person, set(Position))
    for see_to in _partings:
        see_to(group, person)


def leave(group: Organisation, person: Person) -> None:
    """The same by their own choice. Leaving twice is as good as once."""
    remove(group, person)


def hand_over(group: Organisation, giver: Person, taker: Person) -> None:
    """Make `taker`, who is in the team, an admin, and `giver` an organiser instead. Hold first."""
    after, before = queries.member(group, taker.id), queries.member(group, giver.id)
    set_positions(group, taker, {*after.positions, Position.ADMIN})
    set_positions(group, giver, {*before.positions, Position.ORGANISER} - {Position.ADMIN})


def welcome(group: Organisation, person: Person) -> bool:
    """Make `person` a volunteer of the team, shown nowhere; False, and nothing changed, for whoever
    is in it already. Hold the group first."""
    if queries.holds(person, group, list(Position)):
        return False
    db.session.add(
        Membership(
            organisation_id=group.id, person_id=person.id, position=Position.VOLUNTEER, title=""
        )
    )
    db.session.flush()
    return True


def part(group: Organisation, person: Person) -> None:
    """Take from `person` that they are a volunteer; what else they are they stay. Hold first."""
    _take(group, person, {Position.VOLUNTEER})


def show(group: Organisation, person: Person, is_shown: bool, words: str) -> None:
    """Show `person` on the group's page with a few words of their own, or no longer."""
    db.session.execute(
        update(Membership)
        .where(Membership.organisation_id == group.id, Membership.person_id == person.id)
        .values(is_shown=is_shown, title=words)
    )


def _keep_an_admin(group: Organisation, person: Person) -> None:
    admins = [member.person.id for member in queries.team(group) if member.is_admin]
    if admins == [person.id]:
        raise RuleBroken(NO_ADMIN)


def _add(group: Organisation, person: Person, position: Position, like: queries.Member) -> None:
    db.session.add(
        Membership(
            organisation_id=group.id,
            person_id=person.id,
            position=position,
            title=like.words,
            is_shown=like.is_shown,
        )
    )
    db.session.flush()


def _take(group: Organisation, person: Person, positions: Collection[Position]) -> None:
    db.session.execute(
        delete(Membership)
        .where(Membership.organisation_id == group.id, Membership.person_id == person.id)
        .where(Membership.position.in_(positions))
    )
