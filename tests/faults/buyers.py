"""Processes full of people who all want the last places of a date at the same moment."""

import multiprocessing
import threading
from dataclasses import dataclass, replace

PROCESSES = 8
SECONDS = 120


@dataclass(frozen=True)
class Told:
    """What one of them was told: the heading and all words of the page they came to."""

    date_id: int
    status: int
    heading: str
    words: str


def race(settings, dates, buyers, without_hold=False):
    """Let `buyers` people go for each of `dates`, all at once.

    One date after the other; gives what each of them was told.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["app", "tests.page"])
    barrier, answers = context.Barrier(PROCESSES), context.Queue()
    shares = [len(range(first, buyers, PROCESSES)) for first in range(PROCESSES)]
    quiet = replace(settings, worker="off", ratelimit_enabled=False)
    common = (dates, barrier, answers, without_hold)
    processes = [
        context.Process(target=_buy, args=(quiet, share, *common), daemon=True) for share in shares
    ]
    for process in processes:
        process.start()
    told = [answers.get(timeout=SECONDS) for _ in range(buyers * len(dates))]
    for process in processes:
        process.join(SECONDS)
    return told


def _buy(settings, share, dates, barrier, answers, without_hold):
    """What each process does: everyone opens the form, all processes wait for each other, go."""
    from app import create_app

    app = create_app(settings)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    if without_hold:
        _take_the_hold_out(app)
    for date in dates:
        forms = [_open(app.test_client(), date.path) for _ in range(share)]
        barrier.wait(SECONDS)
        for visitor, fields in forms:
            answers.put(_send(visitor, date, fields))


def _open(visitor, address):
    from tests.page import get_page

    return visitor, get_page(visitor, address).form(address).fields


def _send(visitor, date, fields):
    from tests.page import read_page

    typed = {"name": "Kel", "consent": "y", "places": "1", "waits_if_full": "yes"}
    page = read_page(visitor.post(date.path, data={**fields, **typed}, follow_redirects=True))
    return Told(date.id, page.status, page.heading, page.words)


def _take_the_hold_out(app):
    """The control: no hold, SQLite's ordinary BEGIN, and time to think between count and write."""
    from app.bookings import queries
    from app.bookings.services import booking
    from app.shared import database

    places_left = queries.places_left

    def think(occurrence):
        left = places_left(occurrence)
        threading.Event().wait(0.1)
        return left

    booking.hold = lambda _occurrence: None
    queries.places_left = think
    app.before_request(lambda: database._writing.set(None) and None)
