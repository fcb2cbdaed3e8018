"""Who signs with which keys, and what was signed; nothing of that says whose a credential is. And
badges from elsewhere, each its person's own."""

from app.credentials.models.credentials import (
    Achievement,
    Alignment,
    Credential,
    CredentialState,
    Facts,
    SpentBit,
)
from app.credentials.models.elsewhere import ForeignBadge, Standing
from app.credentials.models.issuers import Issuer, KeyKind, SigningKey, StatusList

__all__ = [
    "Achievement",
    "Alignment",
    "Credential",
    "CredentialState",
    "Facts",
    "ForeignBadge",
    "Issuer",
    "KeyKind",
    "SigningKey",
    "SpentBit",
    "Standing",
    "StatusList",
]
