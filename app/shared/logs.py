"""What the log may know: which kind of page, how long, how it ended. Never who, never what of.

One JSON line a request on stdout. The route's pattern stands for its address, because a code or a
private group's slug in a path is health data. Exceptions keep their class and the lines they went
through, not their message: a database likes to quote the row it refused.
"""

import json
import logging
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from contextvars import ContextVar
from ipaddress import IPv6Address, ip_address, ip_network
from traceback import walk_tb
from types import TracebackType
from typing import Any

from flask import Flask, request
from sqlalchemy import event

from app.config import ROOT
from app.shared.database import db, utcnow

Wsgi = Callable[[dict[str, Any], Any], Iterable[bytes]]
Raised = tuple[type[BaseException], BaseException, TracebackType | None]

ROUTE = "alongside.route"
"""Where in the environ of a request its kind of page is noted."""

_NOWHERE = "-"

_statements: ContextVar[int] = ContextVar("statements", default=0)


def init_app(app: Flask) -> None:
    """Send request lines, failures and the libraries' warnings to stdout, each without names."""
    app.url_value_preprocessor(_note_route)
    app.wsgi_app = _Requests(app.wsgi_app)  # type: ignore[method-assign]
    app.log_exception = failed  # type: ignore[method-assign, assignment]
    root = logging.getLogger()
    if not any(isinstance(handler, _Warnings) for handler in root.handlers):
        root.addHandler(_Warnings(logging.WARNING))
    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", _count)


def failed(raised: Raised | None = None, **facts: Any) -> None:
    """Log the exception at hand, or `raised`, with `facts` that hold nothing of a person."""
    _, error, _ = raised or sys.exc_info()
    if error is not None:
        _write("failed", **facts, errors=_chain(error))


def network(address: str | None) -> str:
    """The neighbourhood of an address, /24 or /48: enough to see an attack, not a person."""
    try:
        found = ip_address(address or "")
    except ValueError:
        return "unknown"
    if isinstance(found, IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    return str(ip_network((found, 24 if found.version == 4 else 48), strict=False))


class _Requests:
    """Outside the app, so that it sees the answer as it leaves and what went wrong on the way."""

    def __init__(self, app: Wsgi) -> None:
        self.app = app

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        began = time.perf_counter()
        counting = _statements.set(0)
        said: dict[str, Any] = {"status": 500, "bytes": 0}

        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            length = next((v for name, v in headers if name.lower() == "content-length"), 0)
            said.update(status=int(status[:3]), bytes=int(length))
            return start_response(status, headers, *rest)

        try:
            return self.app(environ, start)
        finally:
            route = environ.get(ROUTE)
            if route is not None:  # static files never come that far
                _write(
                    "request",
                    method=environ["REQUEST_METHOD"] if route != _NOWHERE else _NOWHERE,
                    route=route,
                    **said,
                    ms=round((time.perf_counter() - began) * 1000, 1),
                    sql=_statements.get(),
                    part=environ.get("HTTP_HX_REQUEST") == "true",
                    network=network(environ.get("REMOTE_ADDR")),
                )
            _statements.reset(counting)


class _Warnings(logging.Handler):
    """What libraries warn of: where, and the sentence without what it was filled in with."""

    def emit(self, record: logging.LogRecord) -> None:
        # These sentences are fixed; another's may have been filled in before it came here.
        is_fixed = record.args or record.name.startswith(("app.", "flask-limiter"))
        sentence = {"words": str(record.msg)} if is_fixed else {}
        raised = record.exc_info
        error = _chain(raised[1]) if raised else []
        place = f"{record.name}:{record.funcName}:{record.lineno}"
        _write("library", place=place, **sentence, **({"errors": error} if error else {}))


def _note_route(_endpoint: str | None, _values: dict[str, Any] | None) -> None:
    request.environ[ROUTE] = request.url_rule.rule if request.url_rule else _NOWHERE


def _count(*_: object) -> None:
    _statements.set(_statements.get() + 1)


def _write(what: str, **facts: Any) -> None:
    """One line on stdout. Where its disk is full it is lost, and not the page it tells of."""
    at = utcnow().isoformat(timespec="milliseconds")
    line = json.dumps({"at": at, "event": what, **facts}, default=repr)
    with suppress(OSError):
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()


def _chain(error: BaseException | None) -> list[dict[str, Any]]:
    chain: list[dict[str, Any]] = []
    while error is not None and len(chain) < 5:
        kind = type(error)
        place = {"error": f"{kind.__module__}.{kind.__qualname__}", "went": _went(error)}
        code = getattr(error, "sqlite_errorname", None) or getattr(error, "sqlstate", None)
        chain.append(place | ({"code": code} if code else {}))
        error = error.__cause__ or error.__context__
    return chain


def _went(error: BaseException) -> list[str]:
    return [
        f"{frame.f_code.co_filename.removeprefix(f'{ROOT}/')}:{line} {frame.f_code.co_qualname}"
        for frame, line in walk_tb(error.__traceback__)
    ][-25:]
