"""The keys that groups sign with: made, taken over by new ones, and retired.

A retired key signs nothing more and its private half is wiped; its public half stays in the group's
document, so that what it signed goes on being good.
"""

from sqlalchemy import update

from app.credentials import queries
from app.credentials.models import Issuer, KeyKind, SigningKey, StatusList
from app.organisations.models import Organisation
from app.shared import vault
from app.shared.database import db, utcnow
from app.shared.errors import RuleBroken
from app.shared.holding import hold
from app.shared.open_badges import keys as open_badges

MAKE = {KeyKind.ED25519: open_badges.new_ed25519, KeyKind.RSA: open_badges.new_rsa}

NO_SECRET = "There is no BADGE_SECRET to lock keys with. Set it first."
NO_GROUP = "There is no group at that address."
NOT_OPENED = "BADGE_SECRET does not open every key. Set the old secret after the new one."


def issuer_of(group: Organisation) -> Issuer:
    """The group as one who signs; from now on, if it was none. Its first badge makes its keys."""
    issuer = queries.issuer_of(group)
    if issuer is None:
        issuer = _begin(group)
        if vault.is_there():
            make_keys(issuer)
    return issuer


def issuer_at(slug: str) -> Issuer:
    """The group at this address as one who signs. Refuses where there is none."""
    group = queries.group_at(slug)
    if group is None:
        raise RuleBroken(NO_GROUP)
    return queries.issuer_of(group) or _begin(group)


def make_keys(issuer: Issuer) -> list[SigningKey]:
    """Make the keys that `issuer` lacks, and answer them. Refuses without a secret to lock them."""
    if not vault.is_there():
        raise RuleBroken(NO_SECRET)
    hold(issuer)
    has = {key.kind for key in queries.keys_in_use(issuer)}
    made = [_make(issuer, kind) for kind in KeyKind if kind not in has]
    db.session.add_all(made)
    db.session.flush()
    return made


def rotate(issuer: Issuer) -> list[SigningKey]:
    """New keys take over from now on, and the old ones are retired."""
    if not vault.is_there():
        raise RuleBroken(NO_SECRET)
    hold(issuer)
    for key in queries.keys_in_use(issuer):
        retire(key)
    lists = update(StatusList).where(StatusList.issuer_id == issuer.id)
    db.session.execute(lists.values(is_stale=True))
    return make_keys(issuer)


def retire(key: SigningKey) -> None:
    """Sign nothing more with `key`, and wipe its private half. Twice is once.

    What it signed stays good. The next thing to sign gets a new key if none is left.
    """
    if key.retired_at is not None:
        return
    key.retired_at, key.private = utcnow(), None
    db.session.flush()


def relock() -> int:
    """Lock every private key with the first secret; says how many. Refuses if one stays shut."""
    keys = queries.locked_keys()
    try:
        for key in keys:
            key.private = vault.relock(key.private or "")
    except vault.Locked:
        raise RuleBroken(NOT_OPENED) from None
    db.session.flush()
    return len(keys)


def _begin(group: Organisation) -> Issuer:
    hold(group)
    issuer = queries.issuer_of(group) or Issuer(organisation=group)
    db.session.add(issuer)
    db.session.flush()
    return issuer


def _make(issuer: Issuer, kind: KeyKind) -> SigningKey:
    pair = MAKE[kind]()
    return SigningKey(
        issuer=issuer, kind=kind, public=pair.public, private=vault.lock(pair.private)
    )
