"""Signing in and out, and what people choose. A sign-in is a row: people can see and end it."""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, or_, update
from sqlalchemy.exc import IntegrityError

from app.people import emails, queries
from app.people.models import Person, SignIn, SignInCode
from app.shared import outbox
from app.shared.codes import hashed, new_key, sealed
from app.shared.database import db, utcnow

VISIT = timedelta(hours=12)
"""How long a sign-in lasts that nobody asked to keep."""
KEPT = timedelta(days=30)
"""How long one lasts that somebody did."""
MAX_TRIES = 5


def ask_for_code(email: str) -> str:
    """Mail a code to `email`, whoever that is; answers the key with which it works.

    People are not looked at, so a known address and an unknown one cannot be told apart by what
    is said, sent or done, nor by how long it takes. Too many codes are not mailed, and not told.
    """
    key, code = new_key(), f"{secrets.randbelow(1_000_000):06}"
    address_hash = sealed("address", email)
    asked = SignInCode(
        key_hash=hashed(key),
        address_hash=address_hash,
        code_hash=queries.code_hash(key, email, code),
        is_mailed=queries.may_have_a_code(address_hash),
        asked_at=utcnow(),
    )
    db.session.add(asked)
    db.session.flush()
    if asked.is_mailed:
        minutes = queries.CODE_LASTS // timedelta(minutes=1)
        emails.code(email, code, minutes, asked.asked_at + queries.CODE_LASTS, asked.about)
    return key


def sign_in_with_code(
    key: str,
    email: str,
    code: str,
    *,
    browser: str = "",
    is_kept: bool = False,
    instead_of: str = "",
) -> str | None:
    """Sign in whoever has the key of the browser that asked and the code that was mailed.

    Answers the token that the cookie is to hold, or None; a wrong try is counted, so commit
    either way. Makes a person for an address that is new, and ends the sign-in `instead_of` which
    this browser has a cookie. A form sent twice is one sign-in.
    """
    token = sealed("sign-in", key)
    # Counted before it is looked at, in one statement: as many may try at once as like to.
    tried = db.session.scalar(
        update(SignInCode)
        .where(SignInCode.key_hash == hashed(key), SignInCode.used_at.is_(None))
        .where(SignInCode.is_mailed)  # one that nobody was sent could only be guessed
        .where(SignInCode.tries < MAX_TRIES, SignInCode.asked_at > utcnow() - queries.CODE_LASTS)
        .values(tries=SignInCode.tries + 1)
        .returning(SignInCode)
        .execution_options(synchronize_session=False, populate_existing=True)
    )
    if tried is None:
        is_again = queries.was_just_used(key, email, code) and queries.sign_in_with(token)
        return token if is_again else None
    if not queries.is_the_code(tried, key, email, code):
        return None
    tried.used_at = utcnow()
    end_sign_in(instead_of)
    person = queries.by_email(email) or _new_person(email)
    return start_sign_in(person, browser=browser, is_kept=is_kept, token=token)


def start_sign_in(
    person: Person, *, browser: str = "", is_kept: bool = False, token: str | None = None
) -> str:
    """Sign `person` in on one browser; answers the token its cookie is to hold."""
    token = token or new_key() + new_key()
    now = utcnow()
    db.session.add(
        SignIn(
            person_id=person.id,
            token_hash=hashed(token),
            browser=browser,
            is_kept=is_kept,
            started_at=now,
            ends_at=now + (KEPT if is_kept else VISIT),
        )
    )
    db.session.flush()
    return token


def end_sign_in(token: str) -> None:
    """End the sign-in of this token at once. Ending it twice, or an unknown one, does nothing."""
    _end(SignIn.token_hash == hashed(token))


def end_one_of(person: Person, sign_in_id: int) -> None:
    """End one sign-in of `person`. Ending it twice, or somebody else's, does nothing."""
    _end(SignIn.person_id == person.id, SignIn.id == sign_in_id)


def end_all_of(person: Person, but: str = "") -> None:
    """End every sign-in of `person`, but for the one whose token is given."""
    _end(SignIn.person_id == person.id, SignIn.token_hash != hashed(but))


def rename(person: Person, name: str) -> None:
    """Call `person` by this name from now on."""
    person.name = name
    db.session.flush()


def choose_words(person: Person, full: bool) -> None:
    """Say everything in mails to `person`, or a day and a time and nothing else."""
    person.wants_full_words = full
    db.session.flush()


def choose_reminders(person: Person, wanted: bool) -> None:
    """Remind `person` the day before, or do not."""
    person.wants_reminders = wanted
    db.session.flush()


def choose_thanks(person: Person, wanted: bool) -> None:
    """Ask `person` the day after how it was, or do not."""
    person.wants_thanks = wanted
    db.session.flush()


def choose_suggestions(person: Person, wanted: bool) -> None:
    """Mention a way to help to `person` now and then, or do not."""
    person.wants_suggestions = wanted
    db.session.flush()


def choose_digest(person: Person, wanted: bool) -> None:
    """Send `person` a daily summary of the bookings with their groups, or do not."""
    person.wants_digest = wanted
    db.session.flush()


def forget(now: datetime | None = None) -> None:
    """Blank the codes that are over and the mails they went with; remove what has ended."""
    now = now or utcnow()
    for asked in queries.codes_over(now):
        outbox.erase(asked.about)
        asked.code_hash = ""
    db.session.flush()
    db.session.execute(delete(SignInCode).where(SignInCode.asked_at < now - queries.DAY))
    has_ended = or_(SignIn.ended_at.is_not(None), SignIn.ends_at < now)
    db.session.execute(delete(SignIn).where(has_ended))


def _new_person(email: str) -> Person:
    person = Person(name="", email=email)
    try:
        with db.session.begin_nested():
            db.session.add(person)
    except IntegrityError:  # they signed in somewhere else in this very moment
        return queries.by_email(email) or _new_person(email)
    return person


def _end(*which: object) -> None:
    db.session.execute(
        update(SignIn)
        .where(*which, SignIn.ended_at.is_(None))  # type: ignore[arg-type]
        .values(ended_at=utcnow())
    )
