"""Who someone is, and where they are signed in."""

import hmac
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from app.people.models import Person, SignIn, SignInCode
from app.shared.codes import hashed, sealed
from app.shared.database import db, utcnow

CODE_LASTS = timedelta(minutes=10)
SOON, SOON_MOST = timedelta(minutes=10), 3
DAY, DAY_MOST = timedelta(hours=24), 12
"""So many codes go to one address in so long. Beyond that the page says the same, unmailed."""
REPEAT = timedelta(seconds=30)
"""A form sent twice comes twice within this time."""


def sign_in_with(token: str) -> SignIn | None:
    """The sign-in of this token with its person, while it lasts; None once it ended."""
    return db.session.scalar(
        select(SignIn)
        .where(SignIn.token_hash == hashed(token))
        .where(SignIn.ended_at.is_(None), SignIn.ends_at > utcnow())
        .options(joinedload(SignIn.person))
    )


def sign_ins_of(person: Person) -> Sequence[SignIn]:
    """Where `person` is signed in now, the newest first."""
    return db.session.scalars(
        select(SignIn)
        .where(SignIn.person_id == person.id)
        .where(SignIn.ended_at.is_(None), SignIn.ends_at > utcnow())
        .order_by(SignIn.started_at.desc(), SignIn.id.desc())
    ).all()


def by_email(email: str) -> Person | None:
    """The person with this address, in any case of letters from A to Z.

    Other letters that some rule folds into those (ı, K) belong to other addresses.
    """
    if not email.isascii():
        return None
    return db.session.scalar(select(Person).where(Person.email == email.lower()))


def may_have_a_code(address_hash: str) -> bool:
    """Whether one more code may be mailed to this address."""
    now = utcnow()
    soon, today = db.session.execute(
        select(
            func.count().filter(SignInCode.asked_at > now - SOON),
            func.count(),
        )
        .where(SignInCode.address_hash == address_hash, SignInCode.is_mailed)
        .where(SignInCode.asked_at > now - DAY)
    ).one()
    return bool(soon < SOON_MOST and today < DAY_MOST)


def codes_over(now: datetime) -> Sequence[SignInCode]:
    """Codes that no longer work and are not blanked yet."""
    over = SignInCode.code_hash != "", SignInCode.asked_at <= now - CODE_LASTS
    return db.session.scalars(select(SignInCode).where(*over)).all()


def was_just_used(key: str, email: str, code: str) -> bool:
    """Whether this very form was sent a moment ago and let its person in."""
    used = db.session.scalar(
        select(SignInCode)
        .where(SignInCode.key_hash == hashed(key))
        .where(SignInCode.used_at > utcnow() - REPEAT)
    )
    return used is not None and is_the_code(used, key, email, code)


def is_the_code(asked: SignInCode, key: str, email: str, code: str) -> bool:
    """Whether `code` is the one that was mailed for this key to this address.

    Takes as long whatever is compared.
    """
    return hmac.compare_digest(asked.code_hash.encode(), code_hash(key, email, code).encode())


def code_hash(key: str, email: str, code: str) -> str:
    """What is kept of a code: of use only to whoever has the browser's key and the address too."""
    return sealed("sign-in code", key, email, code)
