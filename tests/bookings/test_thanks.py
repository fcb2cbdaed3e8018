"""The mail the day after: once, by day, to those who came, and never to who was not there."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event, select

from app.bookings import services
from app.bookings.models import Booking, BookingState, PulseLink
from app.bookings.services.thanks import asks_between
from app.shared import mail
from app.shared.codes import hashed
from app.shared.database import db
from app.shared.outbox import OutboxMessage
from tests.factories import make_booking, make_event, make_occurrence, make_person
from tests.page import get_page
from tests.support.odd import inside

START = datetime(2026, 6, 10, 17, 30, tzinfo=UTC)
"""A Wednesday, half past six in the evening in London; two hours long."""
MORNING = datetime(2026, 6, 11, 9, 0, tzinfo=UTC)
EVENING = datetime(2026, 6, 11, 20, 0, tzinfo=UTC)


@pytest.fixture
def date(app, freeze):
    freeze(START - timedelta(days=5))
    return make_occurrence(starts_at=START)


@pytest.fixture
def thank(freeze):
    """thank() at ten the next morning, or at another moment; answers who was written to."""

    def thank(moment=MORNING):
        freeze(moment)
        services.thank()
        db.session.commit()
        return sorted(message.recipient for message in thanks())

    return thank


def thanks():
    db.session.expire_all()
    kind = OutboxMessage.kind == "bookings.thanks"
    return db.session.scalars(select(OutboxMessage).where(kind)).all()


def book(date, who, **says):
    return make_booking(occurrence=date, email=f"{who}@example.org", **says)


@pytest.mark.parametrize(
    ("starts_at", "asks_at"),
    [
        (START, MORNING),
        # Ends at half past one at night: the evening before is what people remember.
        (datetime(2026, 6, 10, 22, 30, tzinfo=UTC), MORNING),
        # The night the clocks go back, and forward: ten on the wall.
        (datetime(2026, 10, 24, 17, 30, tzinfo=UTC), datetime(2026, 10, 25, 10, tzinfo=UTC)),
        (datetime(2026, 3, 28, 18, 30, tzinfo=UTC), datetime(2026, 3, 29, 9, tzinfo=UTC)),
    ],
    ids=str,
)
def test_people_are_asked_in_the_morning_of_the_day_after(app, starts_at, asks_at):
    morning, evening = asks_between(make_occurrence(starts_at=starts_at))

    assert morning == asks_at
    assert evening - morning == timedelta(hours=11)


def test_everyone_with_an_address_is_asked_once(date, thank):
    book(date, "kel")
    book(date, "kel", name="Her sister")
    make_booking(occurrence=date, email=None)

    assert thank(MORNING - timedelta(minutes=1)) == []
    for hours in (0, 1, 10):
        assert thank(MORNING + timedelta(hours=hours)) == ["kel@example.org"]
    [message] = thanks()
    assert message.drop_after == EVENING
    assert message.is_bulk


def test_no_booking_is_read_before_its_date_is_due(app, date, freeze):
    for n in range(3):
        book(date, f"guest{n}")
    read = []

    def note(booking, *_):
        read.append(booking.email)

    def read_at(moment):
        freeze(moment)
        with app.app_context():
            services.thank()
            db.session.rollback()
        return len(read)

    db.session.rollback()
    event.listen(Booking, "load", note)
    try:
        assert read_at(MORNING - timedelta(minutes=1)) == 0
        assert read_at(EVENING) == 0
        assert read_at(MORNING) == 3
    finally:
        event.remove(Booking, "load", note)


def test_who_was_not_asked_by_the_evening_is_never_asked(date, thank):
    book(date, "kel")

    assert thank(EVENING) == []
    assert thank(EVENING + timedelta(hours=14)) == []


def test_where_the_door_was_ticked_only_who_came_is_asked(date, thank):
    book(date, "here", state=BookingState.CAME)
    book(date, "absent", state=BookingState.NOT_THERE)
    book(date, "unmarked")
    book(date, "waiting", state=BookingState.WAITING)
    book(date, "gone", state=BookingState.CANCELLED_BY_PERSON)

    assert thank() == ["here@example.org"]


def test_where_only_absences_were_marked_nobody_is_asked_until_someone_is_marked_here(
    date, thank, freeze
):
    book(date, "absent", state=BookingState.NOT_THERE)
    late = book(date, "late")

    assert thank() == []
    services.mark_here(late)
    assert thank(MORNING + timedelta(hours=3)) == ["late@example.org"]


def test_nobody_is_asked_about_a_date_that_was_off(date, thank):
    book(date, "kel")
    date.cancelled_at = START - timedelta(days=1)
    db.session.commit()

    assert thank() == []


def test_who_turned_it_off_is_not_asked(date, thank):
    book(date, "settled", person_id=make_person(wants_thanks=False).id)
    book(date, "glad", person_id=make_person(wants_reminders=False).id, wants_reminder=False)
    book(date, "quiet", wants_reminder=False)

    assert thank() == ["glad@example.org"]


def test_a_booking_says_beforehand_that_we_may_ask(date, client):
    for wanted in (True, False):
        booking = book(date, "kel", wants_reminder=wanted)
        words = get_page(client, f"/b/{booking.code}").words
        assert ("we may ask how it was" in words) == wanted


def test_who_comes_every_week_is_asked_every_fourth(app, freeze, thank):
    freeze(START - timedelta(days=5))
    series, week = make_event(), timedelta(weeks=1)
    for n in range(5):
        book(make_occurrence(event=series, starts_at=START + n * week), "kel")

    asked = [len(thank(MORNING + n * week)) for n in range(5)]

    assert asked == [1, 1, 1, 1, 2]


def test_a_mail_that_has_not_gone_is_dropped_when_they_are_marked_not_there(date, thank):
    booking = book(date, "kel")
    thank()

    services.mark_not_there(booking)
    db.session.commit()

    assert [message.state for message in thanks()] == ["dropped"]


def test_it_says_a_day_and_no_more_unless_they_chose_full_words(date, thank):
    book(date, "discreet")
    book(date, "full", wants_full_words=True)
    thank()
    title, words = date.event.title, {m.recipient[:4]: mail.render(m) for m in thanks()}

    assert words["disc"].subject == "How was Wednesday?"
    assert title not in words["disc"].text + words["disc"].html
    assert words["full"].subject == "Thank you for coming. How was it?"
    assert f"Thank you for coming to {title} on Wednesday" in words["full"].text


def test_links_are_kept_without_anyone_and_in_nobodys_order(date, thank):
    for n in range(8):
        book(date, f"guest{n}")
    thank()

    links = db.session.scalars(select(PulseLink).order_by(PulseLink.id)).all()
    mailed = [hashed(message.context["link_key"]) for message in thanks()]

    assert [link.key_hash for link in links] == sorted(mailed)
    assert {column.name for column in PulseLink.__table__.columns} == {
        "id",
        "key_hash",
        "occurrence_id",
        "ends_at",
    }


def test_where_mail_really_leaves_its_link_is_forgotten_at_once(date, thank, settings):
    book(date, "kel")
    thank()
    [message] = thanks()
    message.state, message.sent_at = "sent", MORNING
    db.session.commit()

    with inside(replace(settings, smtp_url="smtp://127.0.0.1:25?tls=off", demo=False)):
        thank(MORNING + timedelta(minutes=2))

    assert [(m.context, m.is_blank) for m in thanks()] == [({}, True)]


def test_erasing_takes_the_mail_and_its_link_opens_nothing_of_theirs(date, thank, client):
    booking = book(date, "kel", name="Kelly Marsden")
    thank()
    key = thanks()[0].context["link_key"]

    services.erase(booking)
    db.session.commit()

    assert thanks() == []
    assert "Kelly" not in client.get(f"/how-was-it/{key}").text
    assert thank(MORNING + timedelta(hours=1)) == []
