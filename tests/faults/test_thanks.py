"""The worker dies between asking people how it was and sending that: each is asked once."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.bookings.models import PulseLink
from app.shared.codes import hashed
from app.shared.database import db, utcnow
from app.shared.failpoints import KILLED
from app.shared.outbox import OutboxMessage
from tests.factories import make_booking, make_event, make_occurrence
from tests.faults.whole import check_mail, deliver_all
from tests.faults.workers import SECONDS, worker
from tests.support.smtp import mail_server

PEOPLE = 3


@pytest.fixture
def yesterday(app):
    """A date that ended yesterday, where it is noon now: the worker's clock is the real one."""
    hours = 12 - utcnow().hour  # east of Greenwich; the names of these zones count west
    zone = f"Etc/GMT{-hours:+d}"
    return make_occurrence(make_event(zone=zone), starts_in=-timedelta(days=1), zone=zone)


@pytest.mark.parametrize("moment", ["worker.before_claim", "worker.after_claim"])
def test_each_is_asked_once_whenever_the_worker_dies(settings, yesterday, moment):
    for n in range(PEOPLE):
        make_booking(occurrence=yesterday, email=f"guest{n}@example.org")

    with mail_server() as (sink, url):
        with worker(settings, url, FAILPOINT=moment) as process:
            assert process.wait(SECONDS) == KILLED
        links = [hashed(each.context["link_key"]) for each in db.session.scalars(_thanks())]
        db.session.rollback()
        deliver_all(settings, url)
        repeats = check_mail(sink)

    assert repeats == 0
    assert sorted(message["To"] for message in sink.messages) == [
        f"guest{n}@example.org" for n in range(PEOPLE)
    ]
    kept = db.session.scalars(select(PulseLink.key_hash)).all()
    assert sorted(links) == sorted(kept)


def _thanks():
    return select(OutboxMessage).where(OutboxMessage.kind == "bookings.thanks")
