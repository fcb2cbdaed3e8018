"""The links somebody made to their record."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.people.models import Person
from app.shared.codes import hashed
from app.shared.database import db
from app.skills.models import TOLD_AHEAD, ShareLink


def links_of(person: Person) -> Sequence[ShareLink]:
    """The links of `person`, the newest first."""
    return db.session.scalars(
        select(ShareLink).where(ShareLink.person_id == person.id).order_by(ShareLink.id.desc())
    ).all()


def link_of(person: Person, link_id: int) -> ShareLink:
    """One of the links of `person`; 404 for anybody else's."""
    found: ShareLink = db.first_or_404(
        select(ShareLink).where(ShareLink.id == link_id, ShareLink.person_id == person.id)
    )
    return found


def with_form_key(person: Person, form_key: str) -> ShareLink | None:
    """The link that this very form of this person made before."""
    return db.session.scalar(
        select(ShareLink).where(ShareLink.person_id == person.id, ShareLink.form_key == form_key)
    )


def with_token(token: str) -> ShareLink | None:
    """The link with this token in its address, and whose it is. Live or over."""
    return db.session.scalar(
        select(ShareLink)
        .where(ShareLink.token_hash == hashed(token))
        .options(joinedload(ShareLink.person))
    )


def to_tell_of_end(today: date, limit: int) -> Sequence[ShareLink]:
    """Some live links that end within a week and whose owners were not told, with the owners."""
    return db.session.scalars(
        select(ShareLink)
        .where(ShareLink.ends_on.between(today, today + timedelta(days=TOLD_AHEAD)))
        .where(ShareLink.stopped_at.is_(None), ShareLink.ending_told_at.is_(None))
        .options(joinedload(ShareLink.person))
        .order_by(ShareLink.id)
        .limit(limit)
    ).all()
