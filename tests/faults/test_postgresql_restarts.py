"""PostgreSQL is restarted while people book: pauses in words, and nothing acknowledged is lost."""

import time

import pytest
from sqlalchemy import NullPool, create_engine, text

from app.shared.database import db
from tests.faults.crowd import Crowd
from tests.faults.dates import date_in
from tests.faults.runs import times
from tests.faults.whole import check_bookings
from tests.support import databases, postgres
from tests.support.odd import inside, make_odd
from tests.support.server import Server

RESTARTS = times(2, 10)
SECONDS_TO_BE_BACK = 15


@pytest.mark.parametrize("how", ["fast", "immediate"])
def test_a_restart_is_a_pause_and_loses_nothing(how, record_property):
    with postgres.own_server() as cluster:
        databases.migrate(cluster.address)
        date = date_in(cluster.address, places=100)
        waits = []
        with (
            Server(cluster.address, WORKER="off", RATELIMIT_ENABLED="0") as server,
            Crowd(server.url, date.path) as crowd,
        ):
            for _ in range(RESTARTS):
                crowd.wait_for(5)
                cluster.end(how)
                crowd.wait_for_trouble()
                cluster.start()
                began = time.monotonic()
                crowd.wait_for(crowd.threads)
                waits.append(round(time.monotonic() - began, 1))
        with inside(databases.test_settings(cluster.address)):
            check_bookings(date, crowd)

    assert set(crowd.trouble) == {503}, "People are told to try again, and nothing else"
    assert max(waits) <= SECONDS_TO_BE_BACK
    record_property(f"{RESTARTS} restarts: bookings acknowledged, none lost", len(crowd.told))
    record_property("seconds until people booked again, at most", max(waits))


def test_a_connection_that_ends_after_the_answer_does_not_take_it_back(process_name):
    address = databases.empty_database("postgresql", f"ends_{process_name}")
    app = make_odd(databases.test_settings(address))
    app.after_request(_end_the_connection)

    answers = [app.test_client().get("/odd/page").status_code for _ in range(2)]

    assert answers == [200, 200]
    with app.app_context():
        db.engine.dispose()


def _end_the_connection(response):
    mine = db.session.scalar(text("SELECT pg_backend_pid()"))
    other = create_engine(db.engine.url, poolclass=NullPool)
    with other.connect() as connection:
        connection.execute(text("SELECT pg_terminate_backend(:mine)"), {"mine": mine})
    return response
