"""How fast the site answers with the demonstration in it.

    ./dev bench [seconds a page]

Serves a demonstration of its own on each database that can be had, asks for each page over and
over from a few connections, and prints answers a second and how long the median and the slowest
one in twenty took, in milliseconds.
"""

import http.client
import statistics
import sys
import threading
import time

import pytest

from tests.support import databases, once, postgres
from tests.support.server import Server

PAGES = ("/", "/events", "/events?place=matlock", "/groups", "/healthz")
CONNECTIONS = 4
SLOWEST = 0.95


def main(seconds=5.0):
    """Measure every page on every database and print a table."""
    once.begin()
    try:
        for kind in databases.KINDS:
            measure(kind, seconds)
    finally:
        postgres.stop()
        once.end()


def measure(kind, seconds):
    """Print one database's table, or why it cannot be had."""
    try:
        address = databases.demo_database(kind, "bench")
    except pytest.skip.Exception as reason:
        print(reason)
        return
    print(f"\n{kind}: {CONNECTIONS} connections, {seconds:g} s a page")
    print(f"{'page':<28}{'a second':>10}{'median':>10}{'19 in 20':>10}")
    with Server(address, WORKER="off", RATELIMIT_ENABLED="0") as server:
        for page in PAGES:
            took = ask(server.port, page, seconds)
            slow = sorted(took)[int(len(took) * SLOWEST)]
            rate, median = len(took) / seconds, statistics.median(took)
            print(f"{page:<28}{rate:>10.0f}{median:>10.1f}{slow:>10.1f}")


def ask(port, page, seconds):
    """Ask for `page` until `seconds` are over: the milliseconds that each answer took."""
    took, until = [], time.monotonic() + seconds

    def keep_asking():
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        while time.monotonic() < until:
            started = time.monotonic()
            connection.request("GET", page)
            answer = connection.getresponse()
            answer.read()
            if answer.status != http.HTTPStatus.OK:
                raise RuntimeError(f"{page} answered {answer.status}")
            took.append((time.monotonic() - started) * 1000)

    askers = [threading.Thread(target=keep_asking) for _ in range(CONNECTIONS)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    return took


if __name__ == "__main__":
    main(*map(float, sys.argv[1:]))
