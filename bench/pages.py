"""What is measured, and how many statements each costs."""

import contextlib
import io
import re
from dataclasses import dataclass, field, replace

from sqlalchemy import event

from app import create_app
from app.shared.database import db
from tests.support import databases
from tests.support.watching import PREPARING

HTMX = {"HX-Request": "true", "HX-Current-URL": "http://127.0.0.1/events"}
BOOKING = "a whole booking"
ANEW = ", anew"
"""Ends the name of a page that is measured without what is kept."""


@dataclass(frozen=True)
class Page:
    """One thing that people ask for. `paths` are asked for in turn."""

    name: str
    paths: list[str]
    headers: dict[str, str] = field(default_factory=dict)
    is_kept: bool = True
    """Whether the site may answer it from memory; else it is made anew for each request."""


def pages(world):
    """Everything that is measured in `world`."""
    parts = [f"{path}/places" for path in world.bookable]
    kept = [
        Page("/", ["/"]),
        Page("/events", ["/events"]),
        Page("filtered list", ["/events?kind=walk&when=this-week&step_free=1"]),
        Page("near-me list", ["/events?place=Matlock&within=20"]),
        Page("nearest first", ["/events?place=Matlock&within=20&sort=nearest"]),
        Page("search", ["/events?q=pottery"]),
        Page("ways to help", ["/volunteer"]),
        Page("date page", world.bookable),
        Page("places line, a part", parts, HTMX),
        Page("list, the part", ["/events?kind=walk"], HTMX),
    ]
    anew = [
        replace(page, name=page.name + ANEW, is_kept=False)
        for page in kept
        if not page.paths[0].endswith("/places")
    ]
    return kept + anew


def statements(world):
    """How many statements each page sends, and the requests of a booking, by name."""
    with contextlib.redirect_stdout(io.StringIO()):  # the log's lines
        app = create_app(databases.test_settings(world.address, demo=False, keep_pages=False))
        app.config["RATELIMIT_ENABLED"] = False
        with app.app_context():
            engine = db.engine
        seen = []

        def note(_connection, _cursor, statement, *_rest):
            if not statement.startswith(PREPARING):
                seen.append(statement)

        event.listen(engine, "before_cursor_execute", note)
        counted = {page.name: _count(app.test_client(), page, seen) for page in pages(world)}
        counted[BOOKING] = _count_booking(app.test_client(), world.bookable[0], seen)
        engine.dispose()
    return counted


def _count(client, page, seen):
    client.get(page.paths[0], headers=page.headers)  # what is asked once and kept, is
    seen.clear()
    answer = client.get(page.paths[0], headers=page.headers)
    assert answer.status_code == 200, f"{page.name} answered {answer.status_code}"
    return len(seen)


def _count_booking(client, path, seen):
    seen.clear()
    client.get(path)
    form = client.get(f"{path}/book").text
    hidden = dict(
        re.findall(r'name="(csrf_token|form_key|waits_if_full)"[^>]* value="([^"]*)"', form)
    )
    said = {"places": "1", "name": "Kelly", "email": "kelly@example.com", "consent": "y"}
    client.get(client.post(f"{path}/book", data=hidden | said).headers["Location"])
    return len(seen)
