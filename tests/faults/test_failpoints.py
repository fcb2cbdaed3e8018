"""The process ends at each step of a booking and of its mail, as in a power cut, and comes back."""

import pytest

from app.shared.failpoints import KILLED
from tests.faults.crowd import NO_ANSWER, Crowd, Visitor
from tests.faults.whole import bookings_of, check_bookings, check_mail, deliver_all
from tests.faults.workers import SECONDS, book, worker
from tests.support.server import Server
from tests.support.smtp import mail_server

IN_A_BOOKING = ("before_flush", "after_flush", "before_commit", "after_commit")
IN_THE_WORKER = ("before_claim", "after_claim", "before_send", "after_send")
IN_THE_WORKER += ("before_mark", "after_mark")
BETWEEN_YES_AND_MARK = ("after_send", "before_mark")
PLACES = 2


def serve(settings, **says):
    return Server(settings.database_uri, WORKER="off", RATELIMIT_ENABLED="0", **says)


def test_a_booking_survives_its_server_at_every_step(settings, make_date, record_property):
    date = make_date(PLACES)
    crowd, server, sent = Crowd("", date.path), serve(settings), []
    for moment in IN_A_BOOKING:
        server.environment["FAILPOINT"] = f"bookings.create.{moment}"
        server.start()
        visitor = Visitor(server.url)
        fields = visitor.open_form(date.path)
        crowd.visitors[fields["form_key"]] = visitor
        before = len(bookings_of(date.id))
        with pytest.raises(NO_ANSWER):
            visitor.send(date.path, fields)
        server.wait()
        assert len(bookings_of(date.id)) - before == (moment == "after_commit"), moment
        sent.append((visitor, fields))

    server.environment["FAILPOINT"] = ""
    with server:
        for visitor, fields in sent:
            crowd.told[fields["form_key"]] = visitor.send(date.path, fields).code

    check_bookings(date, crowd)
    assert len(bookings_of(date.id)) == len(IN_A_BOOKING)
    record_property("steps of a booking at which the server died", len(IN_A_BOOKING))


@pytest.mark.parametrize("moment", IN_THE_WORKER)
def test_mail_survives_its_worker_at_every_step(app, settings, make_date, moment, record_property):
    date = make_date(PLACES)
    for _ in range(3):
        book(app, date)

    with mail_server() as (sink, url):
        with worker(settings, url, FAILPOINT=f"worker.{moment}") as process:
            assert process.wait(SECONDS) == KILLED
        deliver_all(settings, url)
        repeats = check_mail(sink)

    assert repeats == (moment in BETWEEN_YES_AND_MARK)
    record_property("mails that came twice, under one Message-ID", repeats)
