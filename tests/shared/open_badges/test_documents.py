"""What a badge, its issuer and its list say before they are signed."""

from datetime import UTC, datetime

import pytest

from app.shared.open_badges.documents import hashed
from app.shared.open_badges.keys import did_of, document_address, issuer_document, new_ed25519
from app.shared.open_badges.status import encoded, is_revoked
from tests.shared.open_badges.making import DID, KEY, PAGE, document, rsa_signer


def test_what_there_is_nothing_to_say_about_is_not_there():
    short = document(valid_until=None, evidence=(), email_hash=None, salt="")

    assert not {"validUntil", "evidence"} & short.keys()
    assert short["credentialSubject"].keys() == {"id", "type", "achievement"}


def test_an_email_is_there_only_as_a_hash_with_a_grain_of_salt():
    whole = document()

    (identity,) = whole["credentialSubject"]["identifier"]
    assert identity["identityHash"] == hashed("sam@example.org", "a grain")
    assert "example.org" not in str(whole).lower()


def test_moments_are_in_utc_with_or_without_a_zone():
    said = document(
        valid_from=datetime(2026, 5, 1, 9), valid_until=datetime(2027, 1, 1, tzinfo=UTC)
    )

    assert said["validFrom"] == "2026-05-01T09:00:00Z"
    assert said["validUntil"] == "2027-01-01T00:00:00Z"


@pytest.mark.parametrize(
    ("page", "did", "at"),
    [
        ("https://a.example", "did:web:a.example", "https://a.example/.well-known/did.json"),
        ("https://a.example/i/7", "did:web:a.example:i:7", "https://a.example/i/7/did.json"),
        (
            "http://localhost:8000/i",
            "did:web:localhost%3A8000:i",
            "https://localhost:8000/i/did.json",
        ),
    ],
)
def test_an_issuer_is_found_where_its_name_says(page, did, at):
    assert did_of(page) == did
    assert document_address(did) == at


def test_a_retired_key_stays_in_the_issuers_document():
    retired = new_ed25519()

    said = issuer_document(DID, PAGE, [KEY, rsa_signer().key, retired])

    assert f"{DID}#{retired.public}" in said["assertionMethod"]
    assert [each["type"] for each in said["verificationMethod"]] == [
        "JsonWebKey",
        "Multikey",
        "Multikey",
    ]


def test_a_list_says_of_each_place_whether_it_is_withdrawn():
    listed = encoded([0, 9, 131_071])

    assert [index for index in (0, 1, 8, 9, 131_070, 131_071) if is_revoked(listed, index)] == [
        0,
        9,
        131_071,
    ]
    assert listed == encoded([131_071, 9, 0])


@pytest.mark.parametrize("listed", ["", "x", "u", "u!!", "uAAAA", encoded([])[:-9]])
def test_what_is_no_list_is_refused(listed):
    with pytest.raises(ValueError, match=r"."):
        is_revoked(listed, 0)
    with pytest.raises(ValueError, match="no place"):
        encoded([131_072])
