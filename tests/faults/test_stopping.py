"""The site is told to stop, or a worker crashes: what was taken in hand is finished."""

import time
from threading import Event

from sqlalchemy import func, select

from app.shared.database import db
from app.shared.failpoints import KILLED
from app.shared.outbox import OutboxMessage, State
from app.shared.worker import BATCH
from tests.faults.crowd import Crowd
from tests.faults.runs import times
from tests.faults.whole import bookings_of, check_bookings, check_mail, deliver_all
from tests.faults.workers import SECONDS, book, worker
from tests.support.server import Server
from tests.support.smtp import mail_server

STOPS = times(2, 20)
MAILS = 50
SENT_BEFORE = 5


def test_a_site_that_is_told_to_stop_answers_all_it_took_in(settings, make_date, record_property):
    date = make_date(100)
    with (
        Server(settings.database_uri, WORKER="off", RATELIMIT_ENABLED="0") as server,
        Crowd(server.url, date.path) as crowd,
    ):
        for _ in range(STOPS):
            crowd.wait_for(5)
            server.stop()
            kept = {booking.form_key for booking in bookings_of(date.id)}
            crowd.wait_for_answers(kept)  # who was booked was told so before it ended
            server.start()
        crowd.wait_for(1)

    check_bookings(date, crowd)
    record_property(f"{STOPS} times told to stop: bookings, each answered", len(crowd.told))
    record_property("requests that came while it was down", len(crowd.trouble))


def test_what_a_crashed_worker_holds_is_left_to_it_until_its_lease_ends(
    app, settings, make_date, record_property
):
    date = make_date(MAILS)
    for _ in range(MAILS):
        book(app, date)

    with mail_server() as (sink, url):
        with worker(settings, url, FAILPOINT=f"worker.after_send:{SENT_BEFORE}") as one:
            assert one.wait(SECONDS) == KILLED
        with worker(settings, url):
            wait_until(lambda: messages(State.SENT) == MAILS - BATCH + SENT_BEFORE - 1)
        while_leased = len(sink.messages), messages(State.SENDING)
        deliver_all(settings, url)
        repeats = check_mail(sink)

    assert while_leased == (MAILS - BATCH + SENT_BEFORE, BATCH - SENT_BEFORE + 1)
    assert repeats == 1
    record_property("mails that a crashed worker held, sent by another", while_leased[1])


def messages(state):
    """How many messages stand there now."""
    number = db.session.scalar(select(func.count()).where(OutboxMessage.state == state))
    db.session.rollback()
    return number


def wait_until(happens):
    deadline = time.monotonic() + SECONDS
    while not happens():
        assert time.monotonic() < deadline
        Event().wait(0.02)
