"""Checking badges that are built to be believed. What is worth what: test_verifiers.py."""

import json
import string
from copy import deepcopy
from datetime import timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from joserfc import jws
from joserfc.jwk import RSAKey

from app.shared.open_badges import reading
from app.shared.open_badges.documents import IssuerFacts
from app.shared.open_badges.encoding import base64url, compact_json
from app.shared.open_badges.keys import Signer
from app.shared.open_badges.signing import as_jwt, claims, sign
from app.shared.open_badges.telling import told
from app.shared.open_badges.verifying import Outcome, verify
from tests.shared.open_badges.making import (
    BADGE,
    DID,
    ELSEWHERE,
    MADE,
    NOW,
    PAGE,
    SIGNER,
    WITHDRAWN,
    document,
    jwt,
    keys_of,
    rsa_signer,
    signed,
    status_of,
    the_list,
    with_,
)

V2 = "https://www.w3.org/2018/credentials#"
GOOD = signed()
ACHIEVEMENT = GOOD["credentialSubject"]["achievement"]


def check(badge, keys_of=keys_of, status_of=status_of):
    return verify(badge, NOW, keys_of, status_of)


def renamed(old, new):
    badge = deepcopy(GOOD)
    badge[new] = badge.pop(old)
    return badge


def moved_end():
    """The end told in another place, of the same badge: every statement is as it was signed."""
    badge = document(valid_until=MADE)
    badge["evidence"].append({"id": badge["id"]})
    badge = sign(badge, SIGNER, MADE)
    badge["evidence"][-1] |= {"type": badge["type"], "validUntil": badge.pop("validUntil")}
    return badge


def poisoned():
    """Few nodes that cannot be told apart: to order them takes time without end."""
    alike = [{"type": ["Result"], "alignment": [{"type": ["Alignment"]}] * 12}] * 2
    badge = deepcopy(GOOD)
    badge["credentialSubject"]["result"] = alike
    return badge


def deep(levels):
    inner = {"type": ["Evidence"]}
    for _ in range(levels):
        inner = {"type": ["Evidence"], "evidence": [inner]}
    return with_("evidence", value=[inner])


UNREADABLE = {
    "a proof that is no list": with_("proof", value=GOOD["proof"][0]),
    "two proofs": with_("proof", value=GOOD["proof"] * 2),
    "no proof": with_("proof", value=[]),
    "a proof for something else": with_("proof", 0, "proofPurpose", value="authentication"),
    "a null": with_("name", value=None),
    "a null far inside": with_("evidence", 0, "narrative", value=None),
    "contexts in another order": with_("@context", value=GOOD["@context"][::-1]),
    "a context twice": with_("@context", value=[*GOOD["@context"], GOOD["@context"][1]]),
    "one context": with_("@context", value=GOOD["@context"][:1]),
    "another kind of credential": with_("type", value=["VerifiableCredential"]),
    "no date": with_("validFrom", value="soon"),
    "a date without a zone": with_("validFrom", value="2026-05-01T09:00:00"),
    "nobody": with_("credentialSubject", value={"achievement": ACHIEVEMENT}),
    "of version 2": {"@context": "https://w3id.org/openbadges/v2", "type": "Assertion"},
    "several people": with_("credentialSubject", value=[GOOD["credentialSubject"]] * 2),
    "a status beyond the list": with_("credentialStatus", "statusListIndex", value="-4"),
    "a status of more bits": with_("credentialStatus", "statusSize", value=2),
    "too deep": deep(30),
    "too much": with_("evidence", value=[{"type": ["Evidence"]}] * 800),
    "a name twice": json.dumps(GOOD)[:-1] + ', "name": "Another"}',
    "a number beyond all": json.dumps(GOOD)[:-1] + ', "a": 1e999}',
    "a number that is none": json.dumps(GOOD)[:-1] + ', "a": NaN}',
    "brackets": "{" * 100_000,
    "too long": json.dumps(GOOD) + " " * 300_000,
    "words": "not a badge",
    "a list": "[]",
    "dots": "a.b.c",
    "a list in a JWT": f"e30.{base64url(b'[]')}.c",
    "no description": with_("credentialSubject", "achievement", "description", value=""),
    "a proof that expires": with_("proof", 0, "expires", value="2027-05-01T09:00:00Z"),
    "a status with a number beyond all": with_(
        "credentialStatus", "statusListIndex", value="1" * 10
    ),
}
OTHERWISE = {
    "an end date under its full address": renamed("validUntil", V2 + "validUntil"),
    "a word that no context knows": GOOD | {"awardedTo": "Somebody else"},
    "a keyword": GOOD | {"@included": [{"id": "https://alongside.example/more"}]},
    "a context inside": with_("evidence", 0, "@context", value=GOOD["@context"][0]),
    "a list in a list": with_("evidence", value=[GOOD["evidence"]]),
    "a node for this file only": with_("evidence", 0, "id", value="_:b7"),
    "an end told elsewhere": moved_end(),
    "alike nodes": poisoned(),
}
JWT_HEADS = {
    "no algorithm": ({"alg": "none"}, Outcome.UNSUPPORTED),
    "a shared secret": ({"alg": "HS256"}, Outcome.UNSUPPORTED),
    "more to understand": ({"alg": "RS256", "crit": ["b64"], "b64": False}, Outcome.UNSUPPORTED),
    "no key of an issuer we know": ({"alg": "RS256"}, Outcome.FOREIGN_KEY),
    "an address from elsewhere": (
        {"alg": "RS256", "kid": "did:web:a.example#b"},
        Outcome.FOREIGN_KEY,
    ),
    "a list for an address": ({"alg": "RS256", "kid": ["a"]}, Outcome.UNREADABLE),
}


@pytest.mark.parametrize("badge", UNREADABLE.values(), ids=UNREADABLE)
def test_what_is_no_badge_is_not_read(badge):
    assert check(badge).outcome is Outcome.UNREADABLE


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("a proof that is no list", reading.NOT_A_LIST),
        ("a null far inside", reading.NULLS),
        ("of version 2", reading.OLDER),
        ("too deep", reading.TOO_MUCH),
        ("nobody", reading.UNFINISHED),
        ("words", reading.NOT_A_BADGE),
    ],
)
def test_whoever_brings_one_reads_why(name, words):
    assert check(UNREADABLE[name]).words == words


@pytest.mark.parametrize("badge", OTHERWISE.values(), ids=OTHERWISE)
def test_what_is_not_spelled_as_it_is_signed_is_not_believed(badge):
    assert check(badge).outcome is Outcome.UNSUPPORTED


@pytest.mark.parametrize(("head", "outcome"), JWT_HEADS.values(), ids=JWT_HEADS)
def test_a_jwt_does_not_choose_how_it_is_checked(head, outcome):
    body = jwt().split(".")[1]

    assert check(f"{base64url(compact_json(head).encode())}.{body}.c2ln").outcome is outcome


@pytest.mark.parametrize(
    ("more", "outcome"),
    [
        ({}, Outcome.UNKNOWN_KEY),
        ({"jwk": {"kty": "RSA", "n": "", "e": 5}}, Outcome.CHANGED),
    ],
)
def test_a_jwt_of_somebody_we_do_not_know_brings_its_key(more, outcome):
    head = base64url(compact_json({"alg": "RS256"} | more).encode())
    badge = f"{head}.{jwt().split('.')[1]}.c2ln"

    assert verify(badge, NOW, lambda _: None, lambda _: None).outcome is outcome


@pytest.mark.parametrize(
    "claim",
    [{"exp": 4_000_000_000}, {"iss": "did:web:a.example"}, {"sub": "urn:uuid:1"}, {"jti": "1"}],
)
def test_a_jwt_says_the_same_twice(claim):
    assert check(saying(claims(document()) | claim)).outcome is Outcome.CHANGED


def saying(claims):
    """A JWT of the issuer that says this, whatever it is."""
    head = {"alg": "RS256", "kid": rsa_signer().method}
    said = json.dumps(claims)
    return jws.serialize_compact(head, said, rsa_signer().jwt_key, algorithms=["RS256"])


ODD = st.none() | st.booleans() | st.floats() | st.text(max_size=3) | st.just(10**400)
ODD |= st.sampled_from([[], {}, [[]], [{}], {"id": 5}, "\ud800", "0001-01-01T00:00:00+23:59"])


@settings(max_examples=80)
@given(st.lists(st.integers(0, 99), min_size=1, max_size=5), ODD)
def test_whatever_an_issuer_signs_it_is_judged(way, odd):
    said = json.loads(json.dumps(claims(document())))  # parts of it are shared by all documents
    inner, name = said, "credentialSubject"
    for step in way:
        names = list(inner) if isinstance(inner, dict) else list(range(len(inner)))
        name = names[step % len(names)]
        if not isinstance(inner[name], dict | list) or not inner[name] or step == way[-1]:
            break
        inner = inner[name]
    inner[name] = odd

    verdict = check(saying(said))

    assert verdict.words
    assert not verdict.document or told(verdict.document)


def test_a_jwt_may_leave_out_what_the_document_says():
    said = claims(document())
    del said["exp"], said["sub"]

    assert check(saying(said)).outcome is Outcome.GOOD
    del said["iss"]
    assert check(saying(said)).outcome is Outcome.UNREADABLE, "but not by whom"


def test_who_signed_is_told_only_by_keys_we_know():
    did = f"did:key:{SIGNER.key.public}"
    self_signed = sign(document() | {"issuer": did}, Signer(did, SIGNER.key), MADE)

    def none(method):
        return None

    assert check(GOOD, none).outcome is Outcome.UNKNOWN_KEY
    assert check(self_signed, none).outcome is Outcome.UNTAMPERED
    assert check(jwt(), none).outcome is Outcome.UNTAMPERED
    assert check(as_jwt(document(), rsa_signer("a stranger's"))).outcome is Outcome.FOREIGN_KEY
    assert check(GOOD).outcome is Outcome.GOOD


@pytest.mark.parametrize(
    ("says", "outcome"),
    [
        ({"valid_from": NOW + timedelta(minutes=4)}, Outcome.GOOD),
        ({"valid_from": NOW + timedelta(minutes=6)}, Outcome.NOT_YET),
        ({"valid_until": NOW + timedelta(seconds=1)}, Outcome.GOOD),
        ({"valid_until": NOW}, Outcome.ENDED),
    ],
)
def test_a_badge_counts_from_its_first_moment_as_clocks_differ_and_until_its_last(says, outcome):
    assert check(signed(**says)).outcome is outcome


def test_one_issuer_that_we_know_does_not_sign_for_another():
    def all_keys(method):
        return ELSEWHERE.key.public if method == ELSEWHERE.method else keys_of(method)

    forged = sign(document(), ELSEWHERE, MADE)
    theirs = sign(the_list() | {"issuer": ELSEWHERE.did}, ELSEWHERE, MADE)

    assert check(forged, all_keys).outcome is Outcome.FOREIGN_KEY
    assert check(signed(WITHDRAWN), all_keys, lambda url: theirs).outcome is Outcome.GOOD


def test_a_key_in_a_name_is_that_key_by_its_own_address():
    did = f"did:key:{SIGNER.key.public}"
    signer = Signer(did, SIGNER.key)
    signer.method = f"{did}#another"
    badge = sign(document() | {"issuer": did}, signer, MADE)

    assert check(badge, lambda method: None).outcome is Outcome.UNKNOWN_KEY


def test_another_way_of_signing_is_not_checked():
    assert check(with_("proof", 0, "cryptosuite", value="bbs-2023")).outcome is Outcome.UNSUPPORTED


@pytest.mark.filterwarnings("ignore:Key size")
@pytest.mark.parametrize("is_private", [True, False])
def test_a_key_that_is_weak_or_not_secret_is_worth_nothing(is_private):
    key = RSAKey.generate_key(2048 if is_private else 1024)
    jwk = key.as_dict(private=is_private)
    head = base64url(compact_json({"alg": "RS256", "jwk": jwk}).encode())
    badge = f"{head}.{jwt().split('.')[1]}.c2ln"

    assert verify(badge, NOW, lambda _: None, lambda _: None).outcome is Outcome.UNSUPPORTED


def test_a_signature_has_one_spelling():
    badge = jwt()
    letters = string.ascii_uppercase + string.ascii_lowercase + string.digits + "-_"
    other = badge[:-1] + letters[letters.index(badge[-1]) ^ 1]  # a bit that says nothing

    assert check(badge).outcome is Outcome.GOOD
    assert check(other).outcome is not Outcome.GOOD
    proof = GOOD["proof"][0]["proofValue"]
    respelled = with_("proof", 0, "proofValue", value="y" + proof[1:])
    assert check(respelled).outcome is Outcome.CHANGED


@settings(max_examples=60)
@given(st.floats(0, 1, exclude_max=True), st.integers(1, 127), st.booleans())
@example(0.5, 1, True)
def test_no_byte_of_what_is_signed_can_be_changed(where, flip, is_jwt):
    text = as_jwt(document(), rsa_signer()) if is_jwt else json.dumps(GOOD)
    at = int(where * len(text))
    changed = text[:at] + chr(ord(text[at]) ^ flip) + text[at + 1 :]

    verdict = check(changed)

    # White space and the case of \u2014 are not what the badge says.
    assert not verdict.stands or (not is_jwt and json.loads(changed) == GOOD)


def test_what_is_told_is_what_was_signed():
    assert check(GOOD).document == check(jwt()).document == document()
    assert check(with_("name", value="Another")).document is None
    assert BADGE.name in compact_json(check(signed(WITHDRAWN)).document)
    assert check(GOOD).words == "This badge is genuine and still stands."
    assert DID not in check(GOOD).words


def test_what_a_badge_says_is_plain_text_whatever_stands_there():
    odd = document(name="Team", issuer=IssuerFacts(DID, "A\u202eB\n\x00 \ud800C", PAGE))
    odd["credentialSubject"]["achievement"] |= {"name": "x" * 999, "criteria": [{"narrative": 5}]}

    said = told(odd)

    assert (said.issuer_name, len(said.name), said.criteria) == ("A B C", 200, "")
    assert (said.valid_from, said.issuer_id) == (MADE, DID)
    assert told(document()).criteria == BADGE.criteria_text
