"""The signed credentials of awards."""

from collections.abc import Collection, Sequence

from sqlalchemy import exists, select
from sqlalchemy.orm import joinedload

from app.badges.models import AwardCredential, AwardState, BadgeAward, BadgeVersion
from app.credentials.models import Credential
from app.shared.database import db


def credentials_of(award_ids: Collection[int], is_neutral: bool = True) -> dict[int, Credential]:
    """The credential of each of these awards in this wording, where there is one, with what it says
    can be earned."""
    rows = db.session.scalars(
        select(AwardCredential)
        .where(AwardCredential.award_id.in_(award_ids), AwardCredential.is_neutral == is_neutral)
        .options(joinedload(AwardCredential.credential).joinedload(Credential.achievement))
    )
    return {row.award_id: row.credential for row in rows}


def all_credentials_of(award: BadgeAward) -> Sequence[Credential]:
    """Everything that was signed for one award, in any wording."""
    return db.session.scalars(
        select(Credential)
        .join(AwardCredential, AwardCredential.credential_id == Credential.id)
        .where(AwardCredential.award_id == award.id)
        .order_by(Credential.id)
    ).all()


def without_credential(limit: int, after: int = 0) -> Sequence[BadgeAward]:
    """Earned awards of a group which nothing is signed for yet, the first of those after this
    number."""
    has_one = exists().where(
        AwardCredential.award_id == BadgeAward.id, AwardCredential.is_neutral.is_(True)
    )
    return db.session.scalars(
        select(BadgeAward)
        .where(BadgeAward.state == AwardState.EARNED, BadgeAward.organisation_id.is_not(None))
        .where(BadgeAward.earned_at.is_not(None), ~has_one, BadgeAward.id > after)
        .options(
            joinedload(BadgeAward.organisation),
            joinedload(BadgeAward.version).selectinload(BadgeVersion.criteria),
        )
        .order_by(BadgeAward.id)
        .limit(limit)
        .execution_options(populate_existing=True)
    ).all()
