"""The organiser's desk under load: what it promises, beside what was measured.

A group with an event of 104 dates and 2,000 bookings, a date with 200 people at its door, and a
week of 500 dates; a confirmation among 10,000 notices, with a real worker and a real mail server.
"""

import os
import shutil
import time
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import event as watch
from sqlalchemy.engine import make_url

from app import create_app
from app.shared.database import db
from bench.asking import Browser, book, fields_of, text_of
from bench.desk_world import DeskWorld
from bench.serving import SECRET, Serving, database_cpu, wait_until
from tests.faults.workers import worker
from tests.rota.weeks import MOST_BYTES
from tests.support import databases
from tests.support.once import folder
from tests.support.smtp import mail_server
from tests.support.watching import PREPARING

TIMES = 5
EDITS = ("19:00", "19:30", "20:00")
CONFIRMATIONS = 5
NOTICES = 10_000
PATIENCE = 60


@dataclass(frozen=True)
class Figure:
    """A promise beside what one database gave; `most` is None where nothing was promised."""

    words: str
    most: float | None
    measured: float
    shown: str = "{:,.0f}"

    @property
    def is_met(self):
        return self.most is None or self.measured <= self.most


def measure(kind):
    """Everything about the desk on one database."""
    address = _database(kind)
    settings = databases.test_settings(address, demo=False, secret_key=SECRET)
    app = create_app(settings)
    with app.app_context():
        world, engine = DeskWorld(app, NOTICES), db.engine
    found = [*_counted(app, engine, world)]
    engine.dispose()
    with Serving("wsgi:app", address) as site:
        found += _timed(site, world)
        found += _mail(site, settings, world)
    for figure in found:
        print(f"{kind}: {figure.words}: {figure.shown.format(figure.measured)}", flush=True)
    return found


def _database(kind):
    address = databases.empty_database(kind, "bench_desk")
    if kind == "postgresql":
        return address
    quick, real = make_url(address).database, folder() / "bench_desk_real.db"
    shutil.copyfile(quick, real)  # measured on a real disk
    os.unlink(quick)
    return f"sqlite:///{real}"


def _counted(app, engine, world):
    """Statements, counted inside the app."""
    with _watched(engine) as seen:
        client = app.test_client()
        client.set_cookie(*world.cookie)

        def cost(path):
            client.get(path)  # what is asked once and kept, is
            seen.clear()
            answer = client.get(path, headers={"Accept-Encoding": "gzip"})
            assert answer.status_code == 200, f"{path} answered {answer.status}"
            return len(seen), len(answer.data)

        few, many = (cost(f"/organise/{slug}")[0] for slug in (world.small, world.group))
        yield Figure("Statements of a week of 5 dates", None, few)
        yield Figure("Statements more for a week of 500 dates", 0, many - few)
        statements, weight = cost(world.door)
        yield Figure("The door of 200 people, statements", 6, statements)
        yield Figure("The door of 200 people, KB as sent", 30, weight / 1000, "{:.1f}")
        statements, weight = cost(f"{world.rota}/ahead")
        yield Figure("Eight weeks of 40 shifts and 60 volunteers, statements", 8, statements)
        yield Figure("and KB as sent", MOST_BYTES / 1000, weight / 1000, "{:.1f}")
        token = fields_of(client.get(world.door).text)["csrf_token"]
        seen.clear()
        tapped = client.post(world.taps[-1], data={"csrf_token": token, "act": "here"})
        assert tapped.status_code == 303, tapped.status
        yield Figure("A tap at the door, statements", None, len(seen))
        yield Figure("A tap at the door, bytes of its answer", None, len(tapped.data))


def _timed(site, world):
    browser = Browser(site.port)
    browser.cookies[world.cookie[0]] = world.cookie[1]
    spans = [browser.ask("GET", world.door)[3] for _ in range(TIMES)]
    yield Figure("The door of 200 people, ms (the median)", None, sorted(spans)[TIMES // 2])
    spans = [browser.ask("GET", f"{world.rota}/ahead")[3] for _ in range(TIMES)]
    yield Figure("Eight weeks of 40 shifts, ms (the median)", None, sorted(spans)[TIMES // 2])
    token = fields_of(_page(browser, world.door))["csrf_token"]
    taps = []
    for path in world.taps[:TIMES]:
        status, _, _, took = browser.ask("POST", path, {"csrf_token": token, "act": "here"})
        assert status == 303, f"{path} answered {status}"
        taps.append(took)
    yield Figure("A tap at the door, ms (the median)", None, sorted(taps)[TIMES // 2])
    token, before, edits = (
        fields_of(_page(browser, world.series))["csrf_token"],
        site.cpu() + database_cpu(),
        [],
    )
    for start in EDITS:
        form = world.edit | {"csrf_token": token, "start_time": start}
        status, _, _, took = browser.ask("POST", world.series, form)
        assert status == 303, f"{world.series} answered {status}"
        edits.append(took / 1000)
    cpu = (site.cpu() + database_cpu() - before) / len(EDITS)
    words = "104 dates with 2,000 bookings changed, everyone told, one transaction, s (the median)"
    yield Figure(words, 2, sorted(edits)[len(edits) // 2], "{:.2f}")
    yield Figure("and CPU for it, the database's too, s", None, cpu, "{:.2f}")


def _mail(site, settings, world):
    """Somebody books, again and again, while thousands are told of something."""
    waits = []
    with mail_server() as (sink, url), worker(settings, url):
        _wait(lambda: len(sink.messages) > 50)
        started, before = time.monotonic(), len(sink.messages)
        for number in range(CONFIRMATIONS):
            book(Browser(site.port), world.bookable, number)
            booked = time.monotonic()
            told = f"kelly-{number}@example.com"
            _wait(lambda told=told: any(each["To"] == told for each in sink.messages[before:]))
            waits.append(time.monotonic() - booked)
        sent, seconds = len(sink.messages), time.monotonic() - started
    yield Figure("Notices that still waited meanwhile, at least", None, NOTICES - sent)
    yield Figure(
        "A confirmation leaves among them within, s (the longest)", 5, max(waits), "{:.2f}"
    )
    yield Figure("Notices a second", None, (sent - before) / seconds)


def _page(browser, path):
    status, headers, body, _ = browser.ask("GET", path)
    assert status == 200, f"{path} answered {status}"
    return text_of(headers, body)


def _wait(happens):
    if not wait_until(happens, PATIENCE):
        raise RuntimeError("No mail came")


@contextmanager
def _watched(engine):
    seen = []

    def note(_connection, _cursor, statement, *_rest):
        if not statement.startswith(PREPARING):
            seen.append(statement)

    watch.listen(engine, "before_cursor_execute", note)
    yield seen
    watch.remove(engine, "before_cursor_execute", note)
