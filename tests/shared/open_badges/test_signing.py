"""Signing: the same again, quickly, and only what a signature covers."""

import pytest

from app.shared.open_badges import contexts
from app.shared.open_badges.canonical import NotCanonical
from app.shared.open_badges.contexts import RemoteContext
from app.shared.open_badges.signing import sign
from tests.shared.open_badges.making import MADE, SIGNER, document, signed


def test_the_same_document_signed_at_the_same_moment_is_the_same_file():
    assert sign(document(), SIGNER, MADE) == sign(document(), SIGNER, MADE)


def test_contexts_are_worked_through_once_however_many_are_signed():
    signed()
    before = contexts._read.cache_info()

    for index in range(5):
        signed(index)

    assert contexts._read.cache_info() == before


@pytest.mark.parametrize(
    ("more", "refused"),
    [
        ({"@context": [*document()["@context"], "https://a.example/context"]}, RemoteContext),
        ({"awardedTo": "a word that no context knows"}, NotCanonical),
    ],
)
def test_what_a_signature_would_not_cover_is_not_signed(more, refused):
    with pytest.raises(refused):
        sign(document() | more, SIGNER, MADE)
