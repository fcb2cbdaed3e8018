"""The mail server is away, for a moment or for hours: nobody who books is told of it."""

import socket
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import current_app
from sqlalchemy import select

from app.bookings import services
from app.shared import outbox
from app.shared.database import db, writing
from app.shared.outbox import OutboxMessage, State
from app.shared.worker import Worker
from tests.factories import local, make_booking, make_occurrence
from tests.faults.crowd import Crowd
from tests.faults.dates import date_of
from tests.faults.workers import book
from tests.support.odd import inside
from tests.support.server import Server
from tests.support.smtp import mail_server

THURSDAY = local("2026-11-26 11:30")
HOURS = 6
KEL = "kel@example.org"


@pytest.fixture
def nowhere():
    """The address of a mail server that is away."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    return f"smtp://127.0.0.1:{port}?tls=off"


@pytest.fixture
def silence():
    """The address of one that takes the call and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield f"smtp://127.0.0.1:{listener.getsockname()[1]}?tls=off"


def test_after_six_hours_mail_goes_in_order_and_late_reminders_stay(
    app, settings, nowhere, freeze, record_property
):
    freeze(THURSDAY)
    tonight = make_occurrence(starts_at=local("2026-11-26 18:30"))
    make_booking(occurrence=tonight, email=KEL, joined_at=THURSDAY - timedelta(days=2))
    weeks = [date_of(make_occurrence()) for _ in range(2 * HOURS)]
    with writing():
        services.remind()
        db.session.commit()

    for half_hours, date in enumerate(weeks):
        freeze(THURSDAY + timedelta(minutes=30 * half_hours))
        book(app, date, email=KEL)
        book(app, date)
        _work(settings, nowhere)
    tries = _stored(KEL)[1].attempts
    with mail_server() as (sink, url):
        for hour in range(HOURS, HOURS + 3):
            freeze(THURSDAY + timedelta(hours=hour))
            _work(settings, url)

    reminder, *others = _stored(KEL)
    assert (reminder.kind, reminder.state) == ("bookings.reminder", State.DROPPED)
    assert {mail.state for mail in others} == {State.SENT}
    arrived = [m["Message-ID"] for m in sink.messages if m["To"] == KEL]
    assert arrived == [f"<{mail.message_id}>" for mail in others]
    assert len(sink.messages) == 2 * len(weeks)
    assert outbox.unsent() == []
    record_property(f"mails kept for {HOURS} hours and sent in order", len(sink.messages))
    record_property("tries of the first of them meanwhile", tries)


def test_people_book_while_the_mail_server_says_nothing(
    settings, make_date, silence, record_property
):
    date = make_date(10)
    says = {"WORKER": "thread", "SMTP_URL": silence, "RATELIMIT_ENABLED": "0", "MAIL_TIMEOUT": "3"}

    with Server(settings.database_uri, **says) as server, Crowd(server.url, date.path) as crowd:
        crowd.wait_for(20)

    assert crowd.trouble == []
    assert {mail.state for mail in _stored()} <= {State.QUEUED, State.SENDING}
    record_property("bookings while mail hung, none of them refused", len(crowd.told))


def _work(settings, smtp_url):
    with inside(replace(settings, smtp_url=smtp_url, demo=False)):
        Worker(current_app._get_current_object()).work()


def _stored(recipient=None):
    """Every mail as it stands now, or one person's; let go of, so that nobody waits for us."""
    db.session.rollback()
    mails = select(OutboxMessage).order_by(OutboxMessage.id)
    found = db.session.scalars(mails.filter_by(recipient=recipient) if recipient else mails).all()
    db.session.expunge_all()
    db.session.rollback()
    return found
