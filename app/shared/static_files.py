"""Stylesheet, script and pictures: read once, packed once, kept by the browser for a year.

A hundred and fifty kilobytes live in memory, so a fresh checkout on a read-only disk needs no build
step. The address carries a hash of the content, so a changed file has a new address.
"""

import gzip
import hashlib
import mimetypes
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from werkzeug.http import parse_accept_header
from werkzeug.security import safe_join
from werkzeug.wrappers import Response

PREFIX = "/static/"
YEAR = "public, max-age=31536000, immutable"
"""For an address with the hash of what it serves."""
HOUR = "public, max-age=3600"
"""For an address without."""

LOOKED_AT = 1
"""Seconds for which a page takes it that no file has changed: it names up to thirty of them."""

_PACKED = (".css", ".js", ".svg", ".txt", ".webmanifest", ".html")

Wsgi = Callable[[dict[str, Any], Any], Iterable[bytes]]


@dataclass(frozen=True)
class File:
    body: bytes
    packed: bytes | None
    kind: str
    version: str


def asset(folder: Path, name: str) -> str:
    """The address of `static/<name>` with the version of its content. Raises where it is not."""
    return _asset(folder, name, int(time.monotonic() / LOOKED_AT))


@lru_cache(maxsize=256)
def _asset(folder: Path, name: str, _since: int) -> str:
    file = _file(folder, name)
    if file is None:
        raise FileNotFoundError(name)
    return f"{PREFIX}{name}?v={file.version}"


class StaticFiles:
    """Answers /static/ before the app is asked: no session, no database, no log line."""

    def __init__(self, app: Wsgi, folder: Path) -> None:
        self.app, self.folder = app, folder

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if not path.startswith(PREFIX) or environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return self.app(environ, start_response)
        file = _file(self.folder, path.removeprefix(PREFIX))
        if file is None:
            return self.app(environ, start_response)  # the app has the words for a 404
        return _answer(file, environ)(environ, start_response)


def _answer(file: File, environ: dict[str, Any]) -> Response:
    accepted = parse_accept_header(environ.get("HTTP_ACCEPT_ENCODING", ""))
    packed = file.packed if accepted["gzip"] > 0 else None
    response = Response(packed or file.body, content_type=file.kind)
    if packed:
        response.content_encoding = "gzip"
    if file.packed:
        response.vary.add("Accept-Encoding")
    is_versioned = environ.get("QUERY_STRING") == f"v={file.version}"
    response.headers["Cache-Control"] = YEAR if is_versioned else HOUR
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    # An SVG opened on its own is a document: nothing may run in it.
    response.headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
    response.set_etag(f"{file.version}{'-gz' if packed else ''}")
    response.make_conditional(environ)
    return response


def _file(folder: Path, name: str) -> File | None:
    found = safe_join(str(folder), name)
    path = Path(found) if found and "\0" not in found else None
    if path is None or not path.is_file():
        return None
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=256)
def _read(path: Path, _changed: int) -> File:
    body = path.read_bytes()
    packed = gzip.compress(body, 9, mtime=0) if path.suffix in _PACKED else None
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    if kind.startswith("text/") or kind == "image/svg+xml":
        kind += "; charset=utf-8"
    return File(body, packed, kind, hashlib.sha256(body).hexdigest()[:12])
