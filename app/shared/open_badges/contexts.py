"""The JSON-LD contexts that badges name. Pinned: nothing is ever fetched, whatever a badge says."""

import json
from functools import cache
from typing import Any

from app.config import ROOT

CREDENTIALS = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
EXTENSIONS = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"
FOLDER = ROOT / "app" / "shared" / "data" / "contexts"
PINNED = {
    CREDENTIALS: "credentials-v2.json",
    "https://w3id.org/security/data-integrity/v2": "data-integrity-v2.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json": "ob-3.0.1.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json": "ob-3.0.2.json",
    OPEN_BADGES: "ob-3.0.3.json",
    EXTENSIONS: "ob-extensions.json",
}
OPEN_BADGES_ANY = {url for url in PINNED if "/ob/v3p0/context-" in url}


class RemoteContext(Exception):
    """A document names a context that is not pinned here. It was not fetched."""


def load(url: str, options: Any = None) -> dict[str, Any]:
    """The pinned context at `url`, as PyLD wants it. Refuses any other with RemoteContext."""
    if url not in PINNED:
        raise RemoteContext(url)
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": url,
        "document": _read(url),
        "tag": "static",  # PyLD then keeps what it made of it
    }


@cache
def _read(url: str) -> Any:
    return json.loads((FOLDER / PINNED[url]).read_text(encoding="utf-8"))
