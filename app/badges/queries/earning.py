"""One person's ways to badges."""

from collections.abc import Collection, Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from app.badges.models import (
    BY_SUPPORTERS,
    LIVE,
    AwardState,
    Badge,
    BadgeAward,
    BadgeVersion,
    Criterion,
    Endorsement,
    EvidenceItem,
    Reflection,
    Tick,
)
from app.organisations.models import Membership, Organisation, OrganisationState
from app.people.models import Person
from app.shared.database import db


def award_of(person: Person, badge: Badge) -> BadgeAward | None:
    """The way of `person` to this badge with all that belongs to it, if they have begun."""
    return db.session.scalar(
        with_all(select(BadgeAward))
        .where(BadgeAward.person_id == person.id, BadgeAward.badge_id == badge.id)
        .where(BadgeAward.state.in_(LIVE))
        .options(selectinload(BadgeAward.reflections).joinedload(Reflection.shown_to))
    )


def over_of(person: Person, badge: Badge) -> BadgeAward | None:
    """The last one that ended or was withdrawn, with who decided."""
    over = (AwardState.ENDED, AwardState.WITHDRAWN)
    return db.session.scalar(
        select(BadgeAward)
        .where(BadgeAward.person_id == person.id, BadgeAward.badge_id == badge.id)
        .where(BadgeAward.state.in_(over))
        .options(joinedload(BadgeAward.organisation))
        .order_by(BadgeAward.id.desc())
        .limit(1)
    )


def own(person: Person, award_id: int) -> BadgeAward:
    """One of a person's own ways, over or not, with its badge; 404 for anybody else's."""
    found: BadgeAward = db.first_or_404(
        select(BadgeAward)
        .where(BadgeAward.id == award_id, BadgeAward.person_id == person.id)
        .options(joinedload(BadgeAward.badge))
    )
    return found


def groups_to_ask(person: Person, badge: Badge) -> Sequence[Organisation]:
    """The groups whose team `person` is in and which may give this badge, A to Z."""
    theirs = select(Membership.organisation_id).where(Membership.person_id == person.id)
    query = select(Organisation).where(
        Organisation.id.in_(theirs), Organisation.state == OrganisationState.VERIFIED
    )
    if badge.organisation_id:
        query = query.where(Organisation.id == badge.organisation_id)
    return db.session.scalars(query.order_by(Organisation.name, Organisation.id)).all()


def evidence_of(person: Person, evidence_id: int) -> EvidenceItem:
    """Something that a person added themselves; 404 for anybody else's."""
    found: EvidenceItem = db.first_or_404(
        select(EvidenceItem)
        .join(EvidenceItem.award)
        .where(EvidenceItem.id == evidence_id, BadgeAward.person_id == person.id)
        .options(
            joinedload(EvidenceItem.award).joinedload(BadgeAward.badge),
            joinedload(EvidenceItem.award).joinedload(BadgeAward.person),
        )
    )
    return found


def evidence_with(award: BadgeAward, form_key: str) -> EvidenceItem | None:
    """What this very form added before."""
    return db.session.scalar(
        select(EvidenceItem).where(
            EvidenceItem.award_id == award.id, EvidenceItem.form_key == form_key
        )
    )


def seen_of(award: BadgeAward, criterion_id: int) -> Sequence[EvidenceItem]:
    """What supporters wrote down for one step."""
    return db.session.scalars(
        select(EvidenceItem).where(
            EvidenceItem.award_id == award.id,
            EvidenceItem.criterion_id == criterion_id,
            EvidenceItem.kind.in_(BY_SUPPORTERS),
        )
    ).all()


def held_among(person_id: int, badge_ids: Collection[int]) -> set[int]:
    """Those of these badges that somebody has earned."""
    if not badge_ids:
        return set()
    return set(
        db.session.scalars(
            select(BadgeAward.badge_id).where(
                BadgeAward.person_id == person_id,
                BadgeAward.badge_id.in_(badge_ids),
                BadgeAward.state == AwardState.EARNED,
            )
        )
    )


def live_awards(person_id: int, badge_ids: Collection[int]) -> Sequence[BadgeAward]:
    """The ways of somebody to these badges, to count on: with steps and ticks, read anew."""
    return db.session.scalars(
        to_count_on(
            select(BadgeAward)
            .where(BadgeAward.person_id == person_id, BadgeAward.badge_id.in_(badge_ids))
            .where(BadgeAward.state.in_(LIVE))
        )
    ).all()


def awards_that_need(person_id: int, badge_id: int) -> Sequence[BadgeAward]:
    """The ways of somebody that ask for this badge as a step."""
    asking = select(Criterion.version_id).where(Criterion.needs_id == badge_id)
    return db.session.scalars(
        to_count_on(
            select(BadgeAward)
            .where(BadgeAward.person_id == person_id, BadgeAward.version_id.in_(asking))
            .where(BadgeAward.state.in_(LIVE))
        )
    ).all()


def who_need(badge: Badge, person_ids: Collection[int]) -> set[int]:
    """Those of these people who work towards another badge that asks for this one."""
    asking = select(Criterion.version_id).where(Criterion.needs_id == badge.id)
    found = db.session.scalars(
        select(BadgeAward.person_id)
        .where(BadgeAward.version_id.in_(asking), BadgeAward.state.in_(LIVE))
        .distinct()
    )
    return set(found) & set(person_ids)


def to_count_on(query: Select[BadgeAward]) -> Select[BadgeAward]:
    """`query` with what counting takes, read anew."""
    return (
        query.options(
            joinedload(BadgeAward.version).selectinload(BadgeVersion.criteria),
            selectinload(BadgeAward.ticks),
        )
        .order_by(BadgeAward.id)
        .execution_options(populate_existing=True)
    )


def with_all(query: Select[BadgeAward]) -> Select[BadgeAward]:
    """`query` with all that the pages of one award show, but for private notes; read anew."""
    return query.options(
        joinedload(BadgeAward.badge),
        joinedload(BadgeAward.person),
        joinedload(BadgeAward.organisation),
        joinedload(BadgeAward.awarded_by),
        joinedload(BadgeAward.version)
        .selectinload(BadgeVersion.criteria)
        .joinedload(Criterion.needs),
        selectinload(BadgeAward.ticks).joinedload(Tick.by),
        selectinload(BadgeAward.evidence).joinedload(EvidenceItem.by),
        selectinload(BadgeAward.endorsements).joinedload(Endorsement.by),
    ).execution_options(populate_existing=True)
