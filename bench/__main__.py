"""How fast the site is at every size, beside a floor that nothing can be much faster than.

    ./dev bench [desk|matching|badges] [--quick] [--only sqlite|postgresql] [--size DATES/BOOKINGS]
                [--page NAME]

Serves copies of the demonstration with two workers, asks for each page from eight connections, and
books. Then the organiser's desk, which `./dev bench desk` measures alone, and how well roles are
suggested, which is `./dev bench matching`, and a badge for 1,000 people, `./dev bench badges`.
Writes bench/RESULTS.md, unless some of it was left out.
--quick leaves out what is largest.
"""

import argparse
import gzip
import json
import os
import platform
import re
import statistics
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

from bench import badges, desk, matching, report, targets, volunteers
from bench.asking import Browser
from bench.pages import ANEW, BOOKING, Page, pages, statements
from bench.serving import Serving, database_cpu
from bench.worlds import World
from tests.support import databases, once, postgres

SIZES = ((764, 0), (20_000, 0), (200_000, 0), (20_000, 2_000_000), (200_000, 2_000_000))
QUICK = SIZES[:2]
CLIENTS = 8
ROUNDS = 3
REQUESTS = 160
"""Of each page in each round."""
BOOKINGS = 80
WARM = 64
FLOOR = Page(targets.FLOOR, ["/floor"])
LOAD_BEFORE = os.getloadavg()[0]
LABELS = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


class Asker:
    """The process that asks."""

    def __init__(self):
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bench.asking"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._number = 0

    def do(self, port, page, times, act="look"):
        """What came of asking for `page` so many times."""
        job = {"act": act, "port": port, "paths": page.paths, "headers": page.headers}
        job |= {"times": times, "clients": CLIENTS, "from": self._number}
        self._number += times
        self._process.stdin.write(f"{json.dumps(job)}\n")
        self._process.stdin.flush()
        done = json.loads(self._process.stdout.readline())
        if done["problems"]:
            raise RuntimeError(f"{page.name}: {done['problems'][0]}")
        return done

    def end(self):
        self._process.stdin.close()
        self._process.wait()


def main(words):
    asked = _read(words)
    once.begin()
    results, kinds = [], (asked.only,) if asked.only else databases.KINDS
    try:
        for kind in kinds if not asked.part else ():
            for dates, bookings in asked.sizes:
                results.append(measure(kind, dates, bookings, asked.page))
        of_desk = asked.is_whole or asked.part == "desk"
        at_desk = {LABELS[kind]: desk.measure(kind) for kind in kinds if of_desk}
        of_matching = asked.is_whole or asked.part == "matching"
        suggested = matching.measure() if of_matching else None
        could = {LABELS[kind]: volunteers.measure(kind) for kind in kinds if of_matching}
        of_badges = asked.is_whole or asked.part == "badges"
        given = {LABELS[kind]: badges.measure(kind) for kind in kinds if of_badges}
    finally:
        postgres.stop()
        once.end()
    if asked.is_whole:
        report.write(results, date.today(), _machine())
    if at_desk and not asked.only:
        report.write_desk(at_desk, date.today(), _machine())
    if suggested:
        report.write_matching(suggested, could, date.today(), _machine())
    if given and not asked.only:
        report.write_badges(given, date.today(), _machine())


def measure(kind, dates, bookings, only=None):
    """Everything about one database of one size."""
    world = World(kind, dates, bookings)
    print(f"\n{kind}: {world.dates:,} dates, {world.bookings:,} bookings", flush=True)
    counted = statements(world)
    chosen = [page for page in pages(world) if not only or page.name in (only, f"{only}{ANEW}")]
    rounds = {page.name: [] for page in [FLOOR, *chosen]} | {BOOKING: []}
    asker = Asker()
    with Serving("bench.floor:app", world.address) as floor:
        floor_memory = floor.memory()
        with (
            Serving("wsgi:app", world.address) as site,
            Serving("wsgi:app", world.address, KEEP_PAGES="0") as forgetful,
        ):
            before = _bookings(world)
            for number in range(ROUNDS):
                rounds[FLOOR.name].append(_one(asker, floor, FLOOR, REQUESTS, number))
                for page in chosen:
                    server = site if page.is_kept else forgetful
                    rounds[page.name].append(_one(asker, server, page, REQUESTS, number))
                if not only or only == BOOKING:
                    booking = Page(BOOKING, world.bookable)
                    rounds[BOOKING].append(_one(asker, site, booking, BOOKINGS, number, "book"))
            kept = _bookings(world) - before
            memory = site.memory()
            first_view = _first_view(site.port)
    asker.end()
    with Serving("wsgi:app", world.address, workers=1) as alone:
        ready = alone.cpu_to_ready
    result = {
        "kind": kind,
        "label": LABELS[kind],
        "dates": world.dates,
        "bookings": world.bookings,
        "rows": {name: _middle(done) for name, done in rounds.items() if done},
        "statements": counted,
        "memory": memory,
        "floor_memory": floor_memory,
        "ready": ready,
        "booked": BOOKINGS * ROUNDS + WARM if rounds[BOOKING] else 0,
        "kept": kept,
        "first_view": first_view,
    }
    world.remove()
    report.show(result)
    return result


def _one(asker, server, page, times, number, act="look"):
    """CPU of the server and of the database, and what those who asked saw, in one round."""
    if number == 0 or act == "look":
        asker.do(server.port, page, WARM, act)
    before = server.cpu(), database_cpu()
    done = asker.do(server.port, page, times, act)
    time.sleep(0.05)  # for what a worker does after its last answer
    cpu = server.cpu() - before[0]
    of_database = database_cpu() - before[1]
    spans = sorted(sum(times) for times in done["times"])
    posts = [times[2] for times in done["times"]] if act == "book" else []
    return {
        "cpu": (cpu + of_database) * 1000 / times,
        "database": of_database * 1000 / times,
        "a_second": times / done["seconds"],
        "p50": statistics.median(spans),
        "p99": spans[int(len(spans) * 0.99)],
        "longest": spans[-1],
        "longest_post": max(posts, default=0),
        "p99_post": sorted(posts)[int(len(posts) * 0.99)] if posts else 0,
        "bytes": statistics.median(done["weights"]),
        "requests": len(done["times"][0]),
    }


def _middle(rounds):
    """The median of the rounds, and the longest wait of them all."""
    middle = {name: statistics.median(one[name] for one in rounds) for name in rounds[0]}
    for name in ("longest", "longest_post"):
        middle[name] = max(one[name] for one in rounds)
    return middle


def _first_view(port):
    """Bytes of the front page and all it takes to show it, to a browser that has nothing yet."""
    browser = Browser(port)
    _, _, page, _ = browser.ask("GET", "/")
    weight, html = len(page), gzip.decompress(page).decode()
    for path in set(re.findall(r'(?:href|src)="(/static/[^"#]+)', html)):
        weight += len(browser.ask("GET", path.replace("&amp;", "&"))[2])
    return weight


def _machine():
    """What it ran on, and how busy that was with other things when the run began."""
    model = re.search(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text())
    cores, name = os.cpu_count(), model[1] if model else platform.machine()
    version = platform.python_version()
    return f"{cores} cores of {name} (load {LOAD_BEFORE:.1f} before it began), Python {version}"


def _bookings(world):
    with world.engine.connect() as connection:
        return world.count_bookings(connection)


def _read(words):
    parser = argparse.ArgumentParser(prog="./dev bench")
    parser.add_argument("part", nargs="?", choices=["desk", "matching", "badges"], help="only this")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", choices=databases.KINDS)
    parser.add_argument("--size", help="for example 20000/0")
    parser.add_argument("--page", help="by its name in bench/pages.py")
    asked = parser.parse_args(words)
    asked.sizes = QUICK if asked.quick else SIZES
    if asked.size:
        asked.sizes = [tuple(map(int, asked.size.split("/")))]
    asked.is_whole = not (asked.part or asked.only or asked.size or asked.page or asked.quick)
    return asked


if __name__ == "__main__":
    main(sys.argv[1:])
