"""Signed files of badges in one zip, under names that say nothing."""

import io
import zipfile
from collections.abc import Iterable, Mapping

from app.credentials import parts as signers
from app.credentials import queries as credentials
from app.credentials.models import Credential


def packed(signed: Iterable[Credential], others: Mapping[str, str] | None = None) -> bytes:
    """A zip of the signed files of these, and of other texts by their names. What cannot be signed
    just now is left out."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as files:
        for name, text in (others or {}).items():
            files.writestr(name, text)
        rows = credentials.files([credential.id for credential in signed])
        for number, row in enumerate(rows, 1):
            try:
                made = signers.files(row)
            except signers.CannotSign:
                continue
            files.writestr(f"badge-{number}.json", made.document)
            files.writestr(f"badge-{number}.jwt", made.jwt)
    return held.getvalue()
