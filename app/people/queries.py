"""Who someone is."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.people.models import Person, SignIn
from app.shared.codes import hashed
from app.shared.database import db, utcnow


def signed_in_with(token: str) -> Person | None:
    """The person whose sign-in this token is, while it lasts; None once it ended."""
    sign_in = db.session.scalar(
        select(SignIn)
        .where(SignIn.token_hash == hashed(token))
        .where(SignIn.ended_at.is_(None), SignIn.ends_at > utcnow())
        .options(joinedload(SignIn.person))
    )
    return sign_in.person if sign_in else None


def by_email(email: str) -> Person | None:
    """The person with this address, in any case of letters."""
    return db.session.scalar(select(Person).where(Person.email == email.lower()))
