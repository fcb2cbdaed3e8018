"""Signed badges, ready-made: say only what the test is about."""

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache

from app.credentials import queries, services
from app.credentials.models import Facts, ForeignBadge, Issuer, KeyKind, SigningKey
from app.shared import vault
from app.shared.codes import hashed
from app.shared.database import db
from app.shared.open_badges import keys
from tests.factories import make_organisation, make_person, number, save

FACTS = Facts(
    is_neutral=True,
    name="Customer welcome and front of house",
    description="Helps people feel expected when they come through the door.",
    criteria=("Welcome people on at least 3 shifts", "Show a new person where things are"),
    group_name="Hope Valley Volunteers",
    valid_from=datetime(2026, 6, 5, 12, tzinfo=UTC),
    skills=("Listening", "Working together"),
    icon="door",
    layer="took_part",
)


def make_issuer(group):
    """A group that signs. All have the same keys, for an RSA key takes long to make."""
    found = queries.issuer_of(group)
    if found:
        return found
    issuer = save(Issuer(organisation=group))
    for kind, pair in _pairs().items():
        private = vault.lock(pair.private)
        save(SigningKey(issuer=issuer, kind=kind, public=pair.public, private=private))
    return issuer


def make_credential(group=None, **says):
    """A badge of nobody in particular, given by `group`; it waits for its signature. What it is of
    is loaded with it."""
    group = group or make_organisation()
    make_issuer(group)
    credential = services.issue(group, replace(FACTS, **says))
    db.session.commit()
    return queries.checked(credential.public_id)


def make_foreign_badge(person=None, **says):
    """A badge that somebody brought from elsewhere."""
    defaults = {
        "person_id": (person or make_person()).id,
        "digest": hashed(str(next(number))),
        "name": "Food hygiene",
        "issuer_name": "Peak College",
        "issuer_id": "did:web:college.example",
        "earned_on": date(2026, 6, 5),
        "outcome": "unknown key",
        "document": "{}",
    }
    return save(ForeignBadge(**defaults | says))


@cache
def _pairs():
    return {KeyKind.ED25519: keys.new_ed25519(), KeyKind.RSA: keys.new_rsa()}
