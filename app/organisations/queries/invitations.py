"""Who was asked to join a team. Each question is about one group, one person or one moment."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from app.organisations.models import Invitation, Organisation
from app.people.models import Person
from app.shared.database import db, utcnow


def waiting(organisation: Organisation) -> Sequence[Invitation]:
    """The addresses that were asked to join this team and have not answered, A to Z."""
    return db.session.scalars(
        select(Invitation)
        .where(Invitation.organisation_id == organisation.id, Invitation.ends_at > utcnow())
        .order_by(Invitation.email)
    ).all()


def invitation_of(organisation: Organisation, email: str) -> Invitation | None:
    """What this address was asked by this group, even if it is over."""
    return db.session.scalar(
        select(Invitation).where(
            Invitation.organisation_id == organisation.id, Invitation.email == email
        )
    )


def invitation_with(key: str, person: Person) -> Invitation | None:
    """The invitation with this key and its group, if it was sent to the address of `person` and is
    not over."""
    return db.session.scalar(_invitations_to(person).where(Invitation.key == key))


def invitations_to(person: Person) -> Sequence[Invitation]:
    """What the address of `person` was asked and has not answered, the oldest first."""
    return db.session.scalars(_invitations_to(person).order_by(Invitation.id)).all()


def invitations_over(now: datetime) -> Sequence[Invitation]:
    """Invitations that nobody can accept any longer."""
    return db.session.scalars(select(Invitation).where(Invitation.ends_at <= now)).all()


def _invitations_to(person: Person) -> Select[Invitation]:
    return (
        select(Invitation)
        .where(Invitation.email == person.email, Invitation.ends_at > utcnow())
        .options(joinedload(Invitation.organisation))
    )
