"""What a group was asked for and gave. What nobody asked it for is not there for it (404)."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, exists, func, select
from sqlalchemy.orm import joinedload, selectinload

from app.badges.models import AwardState, Badge, BadgeAward, BadgeVersion, Layer
from app.badges.queries.earning import to_count_on, with_all
from app.organisations.models import Organisation
from app.people.models import Person
from app.shared.database import db

LATELY = 10
AT_ONCE = 200
A_PAGE = 50
SEEN_BY_GROUP = (
    AwardState.ASKED,
    AwardState.MORE_NEEDED,
    AwardState.EARNED,
    AwardState.ENDED,
    AwardState.WITHDRAWN,
)
"""What somebody gave up is nobody's business any more."""


def asked_of(group: Organisation) -> Sequence[BadgeAward]:
    """What people asked this group for, and what somebody of it gives and takes one more word, the
    longest wait first."""
    return _listed(_asked_of(group))


def to_vouch_for(group: Organisation, by: Person, answers: bool) -> Sequence[BadgeAward]:
    """What people asked this group for and `by` may say a word for, the longest wait first: all of
    it for who `answers` for others in its team, else what leads others and they hold themselves."""
    gave = BadgeAward.awarded_by_id.is_not_distinct_from(by.id)
    asked = _asked_of(group).where(BadgeAward.person_id != by.id, ~gave)
    if not answers:
        asked = asked.join(BadgeAward.version).where(
            BadgeVersion.layer == Layer.LED_OTHERS, BadgeAward.badge_id.in_(_held(by))
        )
    return _listed(asked)


def leads_in(person: Person) -> set[int | None]:
    """Whose badges for leading others `person` holds: groups, or None for the network, which are
    every group's. Whoever asks for one of these may have a word of theirs."""
    leading = select(Badge.organisation_id).where(
        Badge.layer == Layer.LED_OTHERS, Badge.id.in_(_held(person))
    )
    return set(db.session.scalars(leading))


def to_look_at(group: Organisation) -> Sequence[BadgeAward]:
    """What may have to be looked at again: something that counted has changed, or somebody thinks
    that a badge should be withdrawn."""
    changed = (BadgeAward.look_again != "") | (BadgeAward.reason != "")
    states = (AwardState.MORE_NEEDED, AwardState.EARNED)
    return _listed(_of(group).where(BadgeAward.state.in_(states), changed).order_by(BadgeAward.id))


def awarded_by(group: Organisation, skip: int = 0, limit: int = LATELY) -> Sequence[BadgeAward]:
    """What this group gave, the latest first."""
    return _listed(
        _of(group)
        .where(BadgeAward.state == AwardState.EARNED)
        .order_by(BadgeAward.earned_at.desc(), BadgeAward.id.desc())
        .offset(skip)
        .limit(limit)
    )


def of_group(group: Organisation, award_id: int) -> BadgeAward:
    """One award of a group, with all its page shows; 404 for any other."""
    found: BadgeAward = db.first_or_404(
        with_all(_of(group))
        .where(BadgeAward.id == award_id, BadgeAward.state.in_(SEEN_BY_GROUP))
        .options(joinedload(BadgeAward.proposed_by))
    )
    return found


def awards_among(
    group: Organisation, badge: Badge, person_ids: Collection[int]
) -> Sequence[BadgeAward]:
    """What these people have to do with a badge: on the way, earned, given up, or withdrawn by this
    group; held already."""
    states = (*SEEN_BY_GROUP[:3], AwardState.WORKING_ON, AwardState.GIVEN_UP)
    counts = BadgeAward.state.in_(states) | _withdrawn_by(group)
    found: list[BadgeAward] = []
    ids = sorted(person_ids)
    for start in range(0, len(ids), AT_ONCE):
        some = BadgeAward.person_id.in_(ids[start : start + AT_ONCE])
        query = select(BadgeAward).where(BadgeAward.badge_id == badge.id, some)
        found += db.session.scalars(
            to_count_on(query.where(counts)).options(
                joinedload(BadgeAward.person),
                joinedload(BadgeAward.badge),
                selectinload(BadgeAward.endorsements),
            )
        )
    return found


def settled_by(group: Organisation, badge: Badge) -> set[int]:
    """The people to whom this group gives this badge no more: they have it from it, or it took it
    back."""
    earned = (BadgeAward.organisation_id == group.id) & (BadgeAward.state == AwardState.EARNED)
    theirs = select(BadgeAward.person_id).where(
        BadgeAward.badge_id == badge.id, earned | _withdrawn_by(group)
    )
    return set(db.session.scalars(theirs))


def put_forward_by(group: Organisation, badge: Badge, by: Person) -> set[int]:
    """The people for whom `by` gave this badge by hand, and it waits for somebody else's word."""
    asked = BadgeAward.state == AwardState.ASKED, BadgeAward.organisation_id == group.id
    mine = BadgeAward.badge_id == badge.id, BadgeAward.awarded_by_id == by.id
    return set(db.session.scalars(select(BadgeAward.person_id).where(*asked, *mine)))


def to_give(group: Organisation) -> Sequence[Badge]:
    """The badges that this group may give by hand, A to Z."""
    return db.session.scalars(
        select(Badge)
        .where((Badge.organisation_id == group.id) | Badge.organisation_id.is_(None))
        .where(Badge.retired_at.is_(None))
        .order_by(Badge.name, Badge.id)
    ).all()


def people_with(ids: Collection[int]) -> Sequence[Person]:
    """These people, in the order of their numbers."""
    found: list[Person] = []
    listed = sorted(ids)
    for start in range(0, len(listed), AT_ONCE):
        some = Person.id.in_(listed[start : start + AT_ONCE])
        found += db.session.scalars(select(Person).where(some).order_by(Person.id))
    return found


def is_asked(group: Organisation) -> bool:
    """Whether anybody waits for this group."""
    waits = BadgeAward.organisation_id == group.id, BadgeAward.state == AwardState.ASKED
    return bool(db.session.scalar(select(exists().where(*waits))))


def group_of(award: BadgeAward) -> Organisation | None:
    """The group that an award is with, where counting did not load it."""
    asked = award.organisation_id
    return db.session.get(Organisation, asked) if asked else None


def ended_by(day: date) -> Sequence[BadgeAward]:
    """What was to end before this day, and has not; a few at a time."""
    return _due(BadgeAward.expires_on < day)


def ending_by(day: date, told: int) -> Sequence[BadgeAward]:
    """What ends by this day, of which people were told less often than `told`; a few at a time."""
    return _due(BadgeAward.expires_on <= day, BadgeAward.endings_told < told)


def _due(*which: object) -> Sequence[BadgeAward]:
    return db.session.scalars(
        select(BadgeAward)
        .where(BadgeAward.state == AwardState.EARNED, *which)  # type: ignore[arg-type]
        .options(
            joinedload(BadgeAward.person),
            joinedload(BadgeAward.version),
            joinedload(BadgeAward.organisation),
        )
        .order_by(BadgeAward.expires_on, BadgeAward.id)
        .limit(AT_ONCE)
    ).all()


def _withdrawn_by(group: Organisation) -> ColumnElement[bool]:
    by_group = BadgeAward.organisation_id == group.id
    return and_(BadgeAward.state == AwardState.WITHDRAWN, by_group)


def _asked_of(group: Organisation) -> Select[BadgeAward]:
    asked = _of(group).where(BadgeAward.state == AwardState.ASKED)
    since = func.coalesce(BadgeAward.asked_at, BadgeAward.started_at)
    return asked.order_by(since, BadgeAward.id)


def _held(person: Person) -> Select[int]:
    """The badges that somebody has earned."""
    mine = BadgeAward.person_id == person.id, BadgeAward.state == AwardState.EARNED
    held: Select[int] = select(BadgeAward.badge_id).where(*mine)
    return held


def _of(group: Organisation) -> Select[BadgeAward]:
    return select(BadgeAward).where(BadgeAward.organisation_id == group.id)


def _listed(query: Select[BadgeAward]) -> Sequence[BadgeAward]:
    return db.session.scalars(
        query.options(joinedload(BadgeAward.person), joinedload(BadgeAward.badge))
    ).all()
