"""Making a link to one's record, changing when it ends, and stopping it."""

import hmac
from dataclasses import asdict
from datetime import date

from dateutil.relativedelta import relativedelta
from sqlalchemy import or_, update

from app.badges import services as badges
from app.badges.models import BadgeAward
from app.people.models import Person
from app.shared.codes import hashed, new_key, sealed
from app.shared.database import db, utcnow
from app.shared.errors import RuleBroken
from app.shared.holding import hold
from app.shared.neutral import disclosing, quoted
from app.skills import emails, queries
from app.skills.models import Chosen, ShareLink

NOTHING_CHOSEN = "Choose at least one thing to share."
OVER = "This link has stopped working. You can make a new one."
_TOKEN_LENGTH = 32
"""Hexadecimal signs: 128 bits."""


def share(
    person: Person,
    chosen: Chosen,
    *,
    months: int | None,
    today: date,
    for_whom: str,
    code: str,
    form_key: str,
) -> ShareLink:
    """A link to what was chosen, for so many months or without an end; what of it is a badge is
    signed in these words, for whoever checks it. The same form sent twice is one link.

    Refuses with RuleBroken where there is nothing to show, or where the name would tell what
    neutral wording keeps to itself.
    """
    hold(person)
    if before := queries.with_form_key(person, form_key):
        return before
    awards = _earned(person, chosen)
    if not (awards or chosen.has_hours or chosen.has_training):
        raise RuleBroken(NOTHING_CHOSEN)
    check_name(chosen)
    for award in awards:
        badges.issue(award, is_neutral=chosen.is_neutral)
    link = _row(person, chosen, awards, code)
    link.form_key, link.for_whom, link.ends_on = form_key, for_whom, _end(today, months)
    db.session.add(link)
    db.session.flush()
    return link


def check_name(chosen: Chosen) -> None:
    """RuleBroken where the name to show holds a word that neutral wording leaves out."""
    found = disclosing(chosen.shown_name, queries.names_that_tell()) if chosen.is_neutral else []
    if found:
        words = f"This name says {quoted(found)}."
        raise RuleBroken(f"{words} Leave that out, or untick neutral wording.")


def change_end(link: ShareLink, months: int | None, today: date) -> None:
    """Let a link work so many months from today, or until it is stopped. Refuses one that is over
    already: whoever has it was told that it does not work any more."""
    hold(link, ("stopped_at", "ends_on"))
    if not link.is_live_on(today):
        raise RuleBroken(OVER)
    link.ends_on, link.ending_told_at = _end(today, months), None
    emails.take_back(link)
    db.session.flush()


def stop(link: ShareLink) -> None:
    """Make a link show nothing to anybody, from now on and for good. Twice is once."""
    hold(link, ("stopped_at",))
    link.stopped_at = link.stopped_at or utcnow()
    emails.take_back(link)
    db.session.flush()


def note_opened(link: ShareLink, today: date) -> None:
    """Keep that somebody looked in this month. Changes nothing when it is known already."""
    month = today.replace(day=1)
    is_news = or_(ShareLink.last_opened_month.is_(None), ShareLink.last_opened_month < month)
    db.session.execute(
        update(ShareLink).where(ShareLink.id == link.id, is_news).values(last_opened_month=month)
    )


def token_of(link: ShareLink) -> str:
    """What stands in the address of a link, for its owner; empty where the site's secret was
    changed since, and nobody can know it any more."""
    token = token_from(link.nonce)
    return token if hmac.compare_digest(hashed(token), link.token_hash) else ""


def token_from(nonce: str) -> str:
    """What stands in the address of the link that has this nonce."""
    return sealed("skills.share", nonce)[:_TOKEN_LENGTH]


def is_code_right(link: ShareLink, typed: str) -> bool:
    """Whether this is the code that opens the link, in capitals or not, spaces or not."""
    return hmac.compare_digest(_sealed_code(link.nonce, typed), link.code_hash)


def _earned(person: Person, chosen: Chosen) -> list[BadgeAward]:
    awards = queries.awards_of(person)
    return [award for award in awards if award.is_earned and award.id in chosen.award_ids]


def _row(person: Person, chosen: Chosen, awards: list[BadgeAward], code: str) -> ShareLink:
    """What is kept of a link that shows this, and of the badges these; with a token of its own."""
    nonce = new_key()
    return ShareLink(
        person_id=person.id,
        nonce=nonce,
        token_hash=hashed(token_from(nonce)),
        code_hash=_sealed_code(nonce, code) if code else "",
        **asdict(chosen) | {"award_ids": [award.id for award in awards]},
    )


def _sealed_code(nonce: str, code: str) -> str:
    return sealed("skills.code", nonce, "".join(code.split()).casefold())


def _end(today: date, months: int | None) -> date | None:
    return today + relativedelta(months=months) if months else None
