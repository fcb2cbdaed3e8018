"""Pages that are the same for everyone are made once, and again when anything has changed.

Nothing that is anyone's own can get in here: a request that brings a cookie is passed by, and an
answer is kept only if headers.py found it to be for everyone and it sets no cookie. Nothing here is
ever old either: before each use the database is asked whether any transaction has ended since,
which it can tell without looking at a row; and as dates begin and end on whole minutes, no page
outlives its minute. What is kept is in this process's memory only.
"""

import sqlite3
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from flask import Flask
from sqlalchemy import Engine, event
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.http import parse_etags

from app.shared.database import db, utcnow
from app.shared.headers import FOR_EVERYONE
from app.shared.logs import ROUTE, Wsgi

MOST_KEPT = 4_000_000
"""Bytes of pages in one process, counted as they are sent; more, and all are made anew."""
OVERHEAD = 2_000
"""Bytes that a kept page takes besides its body: its headers and its place among the others."""
KINDS = ("text/html", "text/calendar")

_TOLD_APART_BY = (
    *("HTTP_HOST", "PATH_INFO", "QUERY_STRING", "HTTP_ACCEPT_ENCODING", "wsgi.url_scheme"),
    *("HTTP_HX_REQUEST", "HTTP_HX_BOOSTED", "HTTP_HX_HISTORY_RESTORE_REQUEST"),
)
_NOT_IN_A_304 = {"content-type", "content-length", "content-encoding"}

Key = tuple[str | None, ...]
Moment = tuple[object, int]
"""The state of the database, and the minute."""


@dataclass(frozen=True, slots=True)
class _Page:
    made: Moment
    route: str
    status: str
    headers: list[tuple[str, str]]
    body: bytes
    etag: str


def init_app(app: Flask) -> None:
    """Answer from memory whatever may be, unless the settings say not to (`keep_pages`)."""
    if not app.config["SETTINGS"].keep_pages or app.debug:
        return
    with app.app_context():
        changes = _Changes(db.engine)
    app.wsgi_app = KeptPages(app.wsgi_app, changes.state)  # type: ignore[method-assign]


class KeptPages:
    """Stands before the app. `state` tells any two states of the database apart; None: unknown."""

    def __init__(self, app: Wsgi, state: Callable[[], object]) -> None:
        self._app, self._state = app, state
        self._kept: dict[Key, _Page] = {}
        self._bytes = 0
        self._made: Moment | None = None

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] != "GET" or "HTTP_COOKIE" in environ:
            return self._app(environ, start_response)
        state = self._state()
        if state is None:
            return self._app(environ, start_response)
        # Taken before the page is made: what changes meanwhile makes it a page of the past.
        now = (state, int(utcnow().timestamp() // 60))
        key = tuple(environ.get(name) for name in _TOLD_APART_BY)
        page = self._kept.get(key)
        if page is None or page.made != now:
            return self._make(environ, start_response, key, now)
        environ[ROUTE] = page.route
        return _answer(page, environ, start_response)

    def _make(
        self, environ: dict[str, Any], start_response: Any, key: Key, now: Moment
    ) -> Iterable[bytes]:
        said: list[tuple[str, list[tuple[str, str]]]] = []

        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            said.append((status, headers))
            return start_response(status, headers, *rest)

        answer = self._app(environ, start)
        status, headers = said[-1]
        named = {name.lower(): value for name, value in headers}
        if not _may_be_kept(status, named):
            return answer
        body = b"".join(answer)
        getattr(answer, "close", lambda: None)()
        size = len(body) + sum(len(part or "") for part in key) + OVERHEAD
        if self._made != now or self._bytes + size > MOST_KEPT:
            self._kept, self._bytes, self._made = {}, 0, now
        self._bytes += size
        lasting = [pair for pair in headers if pair[0].lower() != "date"]
        etag = named.get("etag", "")
        self._kept[key] = _Page(now, environ.get(ROUTE, ""), status, lasting, body, etag)
        return [body]


class _Changes:
    """Tells whether a database has changed, from a connection of its own that never writes."""

    def __init__(self, engine: Engine) -> None:
        self._engine, self._lock = engine, threading.Lock()
        self._connection: Any = None
        event.listen(engine, "engine_disposed", lambda _: self._close())

    def state(self) -> object:
        """Equal only while no transaction has ended that changed anything; None: nobody knows."""
        with self._lock:
            try:
                self._connection = self._connection or self._connect()
                return self._connection.execute(self._question).fetchone()[0]
            except (SQLAlchemyError, self._engine.dialect.loaded_dbapi.Error):
                self._close()
                return None

    @property
    def _question(self) -> str:
        # SQLite's number changes with every commit of any other connection. A snapshot of
        # PostgreSQL says which transactions can be seen: the same ones, the same rows.
        is_sqlite = self._engine.dialect.name == "sqlite"
        return "PRAGMA data_version" if is_sqlite else "SELECT pg_current_snapshot()::text"

    def _connect(self) -> Any:
        if self._engine.dialect.name == "sqlite":
            path = quote(self._engine.url.database or "")
            return sqlite3.connect(f"file:{path}?mode=rw", uri=True, check_same_thread=False)
        pooled = self._engine.raw_connection()
        connection: Any = pooled.driver_connection
        pooled.detach()  # so that the pool has as many for the pages as before
        connection.autocommit = True
        return connection

    def _close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()


def _may_be_kept(status: str, headers: dict[str, str]) -> bool:
    return (
        status.startswith("200")
        and headers.get("cache-control") == FOR_EVERYONE
        and "set-cookie" not in headers
        and headers.get("content-type", "").startswith(KINDS)
    )


def _answer(page: _Page, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    known = environ.get("HTTP_IF_NONE_MATCH")
    if known and page.etag and parse_etags(known).contains_raw(page.etag):
        left = [pair for pair in page.headers if pair[0].lower() not in _NOT_IN_A_304]
        start_response("304 NOT MODIFIED", left)
        return [b""]
    start_response(page.status, page.headers)
    return [page.body]
