"""Signing: the same again, and fast enough."""

from app.shared.open_badges.signing import sign
from tests.shared.open_badges.making import MADE, SIGNER, document


def test_the_same_document_signed_at_the_same_moment_is_the_same_file():
    assert sign(document(), SIGNER, MADE) == sign(document(), SIGNER, MADE)
