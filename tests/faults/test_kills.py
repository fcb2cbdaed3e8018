"""The site is killed again and again, at any moment, while people book."""

from random import Random
from threading import Event

from tests.faults.crowd import Crowd
from tests.faults.runs import times
from tests.faults.whole import bookings_of, check_bookings, check_mail, deliver_all
from tests.support.server import Server
from tests.support.smtp import mail_server

KILLS = times(4, 100)
SEED = 20261126
PLACES = 40


def test_no_kill_loses_a_booking_or_a_mail(settings, make_date, record_property):
    date = make_date(PLACES)
    chance = Random(SEED)
    with mail_server() as (sink, url):
        says = {"WORKER": "thread", "SMTP_URL": url, "RATELIMIT_ENABLED": "0"}
        with (
            Server(settings.database_uri, **says) as server,
            Crowd(server.url, date.path) as crowd,
        ):
            for _ in range(KILLS):
                crowd.wait_for(chance.randrange(1, 10))
                Event().wait(chance.random() / 20)  # so as not always to come after an answer
                server.kill()
                server.start()
            crowd.wait_for(1)
        deliver_all(settings, url)
        repeats = check_mail(sink)

    check_bookings(date, crowd)
    assert repeats <= KILLS
    record_property("kills", KILLS)
    record_property("bookings acknowledged", len(crowd.told))
    record_property("bookings kept", len(bookings_of(date.id)))
    record_property("requests that got no answer or a 503", len(crowd.trouble))
    record_property("mails", len(sink.messages))
    record_property("mails that came twice, under one Message-ID", repeats)
