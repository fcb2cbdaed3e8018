"""The process ends at each step of a booking and of its mail, as in a power cut, and comes back."""

import os
import subprocess
import sys

import pytest

from app.config import ROOT
from app.shared.failpoints import KILLED
from tests.faults.crowd import NO_ANSWER, Crowd, Visitor
from tests.faults.whole import bookings_of, check_bookings, check_mail, deliver_all
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
    crowd = Crowd("", date.path)
    for moment in IN_A_BOOKING:
        server = serve(settings, FAILPOINT=f"bookings.create.{moment}")
        server.start()
        visitor = Visitor(server.url)
        fields = visitor.open_form(date.path)
        crowd.tried.add(fields["form_key"])
        before = len(bookings_of(date.id))
        with pytest.raises(NO_ANSWER):
            visitor.send(date.path, fields)
        server.wait()
        assert len(bookings_of(date.id)) - before == (moment == "after_commit"), moment

        server.environment["FAILPOINT"] = ""
        with server:
            crowd.told[fields["form_key"]] = visitor.send(date.path, fields).code

    check_bookings(date, crowd)
    assert len(bookings_of(date.id)) == len(IN_A_BOOKING)
    record_property("steps of a booking at which the server died", len(IN_A_BOOKING))


@pytest.mark.parametrize("moment", IN_THE_WORKER)
def test_mail_survives_its_worker_at_every_step(
    settings, make_date, client, moment, record_property
):
    date = make_date(PLACES)
    for _ in range(3):
        _book(client.application.test_client(), date.path)

    with mail_server() as (sink, url):
        assert _work(settings, url, FAILPOINT=f"worker.{moment}") == KILLED
        deliver_all(settings, url)
        repeats = check_mail(sink)

    assert repeats == (moment in BETWEEN_YES_AND_MARK)
    record_property("mails that came twice, under one Message-ID", repeats)


def _book(browser, path):
    typed = {"name": "Kel", "consent": "y", "places": "1", "waits_if_full": "yes"}
    typed |= {"email": f"kel{id(browser)}@example.org", "form_key": os.urandom(12).hex()}
    assert browser.post(path, data=typed).status_code == 303


def _work(settings, smtp_url, **says):
    """Run a worker until it ends; its exit status."""
    environment = {**os.environ, "DATABASE_URL": settings.database_uri, "SMTP_URL": smtp_url}
    environment |= {"DATA_DIR": str(settings.data_dir), "SECRET_KEY": "only for tests", **says}
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "worker"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, timeout=60)
    return done.returncode
