"""Lists of what was withdrawn: what they tell, and which of them are not believed."""

import gzip

import pytest

from app.shared.open_badges.encoding import base64url
from app.shared.open_badges.signing import as_jwt, sign
from app.shared.open_badges.verifying import Outcome, verify
from tests.shared.open_badges.making import (
    ELSEWHERE,
    LIST,
    MADE,
    NOW,
    SIGNER,
    WITHDRAWN,
    document,
    keys_of,
    rsa_signer,
    signed,
    the_list,
)


def check(badge, status_of):
    return verify(badge, NOW, keys_of, status_of)


ENCODED = the_list()["credentialSubject"]["encodedList"]


def packed(bits):
    return "u" + base64url(gzip.compress(bits, mtime=0))


LISTS = {
    "none at hand": lambda: None,
    "one that was changed": lambda: the_list() | {"proof": signed()["proof"]},
    "one of somebody else": lambda: sign(the_list() | {"issuer": ELSEWHERE.did}, ELSEWHERE, MADE),
    "one of another address": lambda: sign(the_list() | {"id": LIST + "9"}, SIGNER, MADE),
    "one that is out of date": lambda: sign(
        the_list() | {"validUntil": "2026-05-02T00:00:00Z"}, SIGNER, MADE
    ),
    "one that is no list": signed,
    "one for another purpose": lambda: listing(statusPurpose="suspension"),
    "one that is spelled otherwise": lambda: listing(encodedList="x" + ENCODED[1:]),
    "one that is cut off": lambda: listing(encodedList=ENCODED[:-12]),
    "a short one": lambda: listing(encodedList=packed(b"\xff" * 9)),
    "one without end": lambda: listing(encodedList=packed(b"\xff" * 2**21)),
}


@pytest.mark.parametrize("at_hand", LISTS.values(), ids=LISTS)
def test_a_list_that_cannot_be_believed_tells_nothing(at_hand):
    for index in (WITHDRAWN, 0):
        verdict = check(signed(index), status_of=lambda url: at_hand())

        assert verdict.outcome is Outcome.GOOD
        assert not verdict.is_status_known


def listing(**says):
    """A list with other words about itself, signed all the same."""
    said = the_list()
    said["credentialSubject"] |= says
    return sign(said, SIGNER, MADE)


def entry(**says):
    """A badge that was withdrawn, whose word on where to look says something else."""
    badge = document(WITHDRAWN)
    badge["credentialStatus"] |= says
    return sign(badge, SIGNER, MADE)


OTHER_STATUS = sign(
    document(WITHDRAWN) | {"credentialStatus": {"id": LIST, "type": "1EdTechRevocationList"}},
    SIGNER,
    MADE,
)


@pytest.mark.parametrize(
    ("badge", "at_hand", "told"),
    [
        (
            entry(statusPurpose="suspension"),
            lambda: listing(statusPurpose="suspension"),
            (Outcome.WITHDRAWN, True),
        ),
        (entry(statusPurpose="message"), the_list, (Outcome.GOOD, True)),
        (OTHER_STATUS, the_list, (Outcome.GOOD, False)),
        (entry(statusListIndex="999999999"), the_list, (Outcome.GOOD, False)),
        (
            signed(WITHDRAWN),
            lambda: sign(the_list() | {"validFrom": "2026-06-01T01:00:00Z"}, SIGNER, MADE),
            (Outcome.GOOD, False),
        ),
    ],
    ids=["suspended", "for another purpose", "of another kind", "not in the list", "from later on"],
)
def test_what_a_list_tells_is_what_it_is_for(badge, at_hand, told):
    verdict = check(badge, status_of=lambda url: at_hand())

    assert (verdict.outcome, verdict.is_status_known) == told


def test_a_list_may_come_as_a_jwt():
    listed = as_jwt(the_list(), rsa_signer())

    assert check(signed(WITHDRAWN), status_of=lambda url: listed).outcome is Outcome.WITHDRAWN
