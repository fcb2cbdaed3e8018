"""Badges and their twins, put to verifiers that are not ours: openbadgeslib, and vc in JavaScript.

What they read comes from the issuer's document and the list, as they would find them in the world.
"""

import json
import re

import pytest
import time_machine
from openbadgeslib.ob3 import OB3LdpVerifier, OB3Verifier
from openbadgeslib.ob3.verifier import OB3VerificationError

from app.shared.open_badges.keys import Signer, document_address, issuer_document, new_ed25519
from app.shared.open_badges.signing import as_jwt, sign
from app.shared.open_badges.verifying import Outcome, verify
from tests.shared.open_badges import making
from tests.shared.open_badges.making import (
    DID,
    ELSEWHERE,
    LIST,
    MADE,
    NOW,
    PAGE,
    SIGNER,
    WITHDRAWN,
    document,
    jwt,
    rsa_signer,
    signed,
    status_of,
    with_,
)
from tests.support import node

RETIRED, STRANGER = Signer(DID, new_ed25519()), Signer(DID, new_ed25519())
OPENBADGESLIB_SAYS = {
    Outcome.GOOD: "^good$",
    Outcome.CHANGED: "signature",
    Outcome.ENDED: "has expired",
    Outcome.NOT_YET: "not yet valid",
    Outcome.WITHDRAWN: "'revocation' is set",
    Outcome.FOREIGN_KEY: "no verificationMethod with id|does not belong to the anchored DID",
    Outcome.REMOTE_CONTEXT: "never fetched",
}
VC_SAYS = {
    Outcome.GOOD: "^True$",
    Outcome.CHANGED: "Invalid signature",
    Outcome.ENDED: "is after .validUntil",
    Outcome.NOT_YET: "is before .validFrom",
    Outcome.WITHDRAWN: "^withdrawn$",
    Outcome.FOREIGN_KEY: "unable to load URL .did:web|issuer must match the verification method",
    Outcome.REMOTE_CONTEXT: "elsewhere.example/context.json",
}


def changed():
    return with_("credentialSubject", "achievement", "name", value="Team leader")


def changed_jwt():
    head, _, signature = jwt().split(".")
    return ".".join((head, jwt(name="Another").split(".")[1], signature))


def with_remote_context():
    badge = document()
    badge["@context"].append("https://elsewhere.example/context.json")
    return badge | {"proof": signed()["proof"]}


def ended(make):
    return make(valid_until=MADE)


def not_yet(make):
    return make(valid_from=NOW.replace(year=2027), valid_until=None)


BADGES = {
    "good": (signed, Outcome.GOOD),
    "of a retired key": (lambda: sign(document(), RETIRED, MADE), Outcome.GOOD),
    "with nothing optional": (
        lambda: signed(valid_until=None, evidence=(), email_hash=None, salt=""),
        Outcome.GOOD,
    ),
    "changed": (changed, Outcome.CHANGED),
    "ended": (lambda: ended(signed), Outcome.ENDED),
    "not yet": (lambda: not_yet(signed), Outcome.NOT_YET),
    "withdrawn": (lambda: signed(WITHDRAWN), Outcome.WITHDRAWN),
    "of a stranger": (lambda: sign(document(), STRANGER, MADE), Outcome.FOREIGN_KEY),
    "of a key from elsewhere": (lambda: sign(document(), ELSEWHERE, MADE), Outcome.FOREIGN_KEY),
    "with a remote context": (with_remote_context, Outcome.REMOTE_CONTEXT),
}
JWTS = {
    "good": (jwt, Outcome.GOOD),
    "of a retired key": (lambda: as_jwt(document(), rsa_signer("retired")), Outcome.GOOD),
    "changed": (changed_jwt, Outcome.CHANGED),
    "ended": (lambda: ended(jwt), Outcome.ENDED),
    "not yet": (lambda: not_yet(jwt), Outcome.NOT_YET),
    "withdrawn": (lambda: jwt(WITHDRAWN), Outcome.WITHDRAWN),
    "of a stranger": (lambda: as_jwt(document(), rsa_signer("a stranger's")), Outcome.FOREIGN_KEY),
}
ALL = [*BADGES.values(), *JWTS.values()]
NAMES = [*BADGES, *(f"JWT {name}" for name in JWTS)]


@pytest.fixture(scope="module")
def issuer():
    """The issuer's document, with the newest keys first and the retired still there."""
    keys = (SIGNER, rsa_signer(), RETIRED, rsa_signer("retired"))
    return issuer_document(DID, PAGE, [each.key for each in keys])


@pytest.mark.parametrize(("make", "outcome"), ALL, ids=NAMES)
def test_we_say_of_each_badge_what_it_is_worth(make, outcome, issuer):
    methods = {each["id"]: each for each in issuer["verificationMethod"]}

    verdict = verify(make(), NOW, lambda method: public(methods.get(method)), status_of)

    assert verdict.outcome is outcome
    assert verdict.is_status_known


@pytest.mark.parametrize(("make", "outcome"), ALL, ids=NAMES)
def test_openbadgeslib_says_the_same(make, outcome, issuer):
    badge = make()
    found = {
        document_address(DID): json.dumps(issuer).encode(),
        LIST: as_jwt(making.the_list(), rsa_signer()).encode(),
    }.__getitem__
    verifier = OB3Verifier if isinstance(badge, str) else OB3LdpVerifier

    with time_machine.travel(NOW, tick=False):
        try:
            trusting = verifier.for_issuer_did(DID, found)
            trusting.verify(badge, check_status=True, download=found)
            said = "good"
        except OB3VerificationError as refused:
            said = str(refused)

    assert re.search(OPENBADGESLIB_SAYS[outcome], said)


def test_a_verifier_in_another_language_says_the_same(issuer):
    elsewhere = issuer_document(ELSEWHERE.did, PAGE, [ELSEWHERE.key])
    documents = {DID: issuer, ELSEWHERE.did: elsewhere, LIST: status_of(LIST)}
    methods = [*issuer["verificationMethod"], *elsewhere["verificationMethod"]]
    documents |= {each["id"]: each for each in methods}
    badges = {name: make() for name, (make, _) in BADGES.items()}

    said = node.answer(
        "verify-badges.js", {"now": NOW.isoformat(), "documents": documents, "badges": badges}
    )

    for name, (_, outcome) in BADGES.items():
        assert re.search(VC_SAYS[outcome], str(said[name])), name


def public(method):
    """A key as we keep it, of how a document writes it; nothing if there is none."""
    if method is None:
        return ""
    return method.get("publicKeyMultibase") or json.dumps(method["publicKeyJwk"])
