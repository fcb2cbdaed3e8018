"""Who signs with which keys, and what was signed. Nothing here says whose a credential is."""

from app.credentials.models.credentials import (
    Achievement,
    Alignment,
    Credential,
    CredentialState,
    Facts,
)
from app.credentials.models.issuers import Issuer, KeyKind, SigningKey, StatusList

__all__ = [
    "Achievement",
    "Alignment",
    "Credential",
    "CredentialState",
    "Facts",
    "Issuer",
    "KeyKind",
    "SigningKey",
    "StatusList",
]
