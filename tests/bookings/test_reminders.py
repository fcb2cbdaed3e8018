"""The mail the day before: once, by day, in local time, and not when it helps nobody."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from app.bookings import services
from app.bookings.services import Party
from app.bookings.services.reminders import due_at
from app.shared import mail
from app.shared.database import db, utcnow
from app.shared.outbox import OutboxMessage
from tests.factories import make_occurrence, make_person


def reminders():
    return list(
        db.session.scalars(select(OutboxMessage).where(OutboxMessage.kind == "bookings.reminder"))
    )


def book(date, **says):
    return services.book(date, Party(**{"name": "Kel", "email": "kel@example.org"} | says))


@pytest.mark.parametrize(
    ("starts_at", "due"),
    [
        # A summer evening: 6.30pm the day before, which is 17:30 UTC.
        (datetime(2026, 6, 10, 17, 30, tzinfo=UTC), datetime(2026, 6, 9, 17, 30, tzinfo=UTC)),
        # Over the night the clocks go back: still 6.30pm on the wall.
        (datetime(2026, 10, 25, 18, 30, tzinfo=UTC), datetime(2026, 10, 24, 17, 30, tzinfo=UTC)),
        # And forward.
        (datetime(2026, 3, 29, 17, 30, tzinfo=UTC), datetime(2026, 3, 28, 18, 30, tzinfo=UTC)),
        # Starts at 7am: not at 7am the day before, but at 8.
        (datetime(2026, 6, 10, 6, 0, tzinfo=UTC), datetime(2026, 6, 9, 7, 0, tzinfo=UTC)),
        # Starts at 10pm: the next morning at 8.
        (datetime(2026, 6, 10, 21, 0, tzinfo=UTC), datetime(2026, 6, 10, 7, 0, tzinfo=UTC)),
    ],
    ids=str,
)
def test_when_a_reminder_is_due(app, starts_at, due):
    assert due_at(make_occurrence(starts_at=starts_at)) == due


def test_each_booking_is_reminded_once(app, freeze):
    noon = datetime(2026, 6, 10, 11, tzinfo=UTC)
    freeze(noon - timedelta(days=5))
    book(make_occurrence(starts_at=noon))

    for hours in (48, 25):
        freeze(noon - timedelta(hours=hours))
        services.remind()
        assert reminders() == []
    for hours in (24, 23, 5):
        freeze(noon - timedelta(hours=hours))
        services.remind()
        assert len(reminders()) == 1
    assert reminders()[0].drop_after == noon - timedelta(hours=2)


def test_whoever_booked_on_the_day_is_not_reminded_of_it_at_once(app, freeze):
    noon = datetime(2026, 6, 10, 11, tzinfo=UTC)
    freeze(noon - timedelta(hours=4))
    book(make_occurrence(starts_at=noon))

    services.remind()

    assert reminders() == []


@pytest.mark.parametrize(
    ("starts_at", "word"),
    [
        (datetime(2026, 6, 10, 17, 30, tzinfo=UTC), "tomorrow"),
        # Late in the evening: written at 8 in the morning of the day itself.
        (datetime(2026, 6, 10, 21, 0, tzinfo=UTC), "today"),
        # At half past midnight on the 11th, written on the 10th, though in UTC it is the 10th too.
        (datetime(2026, 6, 10, 23, 30, tzinfo=UTC), "tomorrow"),
    ],
    ids=str,
)
def test_a_reminder_names_the_right_day(app, freeze, starts_at, word):
    freeze(starts_at - timedelta(days=5))
    book(make_occurrence(starts_at=starts_at))

    freeze(due_at(make_occurrence(starts_at=starts_at)))
    services.remind()

    words = mail.render(reminders()[0])
    assert words.subject.startswith(f"Reminder for {word}, ")
    assert words.text.startswith(f"{word.capitalize()}, ")
    assert f"<p>{word.capitalize()}, " in words.html


def test_a_reminder_that_would_come_too_late_is_not_written(app, freeze):
    noon = datetime(2026, 6, 10, 11, tzinfo=UTC)
    freeze(noon - timedelta(days=5))
    book(make_occurrence(starts_at=noon))

    freeze(noon - timedelta(minutes=90))
    services.remind()

    assert reminders() == []


def test_nobody_is_reminded_who_waits_cancelled_or_did_not_want_it(app, freeze):
    noon = datetime(2026, 6, 10, 11, tzinfo=UTC)
    freeze(noon - timedelta(days=5))
    date = make_occurrence(starts_at=noon, capacity=4)
    book(date, wants_reminder=False)
    services.cancel(book(date))
    book(date, email=None)
    settled = Party(name="Jo", email="jo@example.org")
    services.book(date, settled, person=make_person(wants_reminders=False))

    freeze(noon - timedelta(hours=20))
    services.remind()

    assert reminders() == []


def test_a_reminder_that_has_not_gone_is_dropped_with_the_booking(app, freeze):
    noon = datetime(2026, 6, 10, 11, tzinfo=UTC)
    freeze(noon - timedelta(days=5))
    booking = book(make_occurrence(starts_at=noon))
    freeze(noon - timedelta(hours=20))
    services.remind()

    services.cancel(booking)

    db.session.expire_all()
    assert [message.state for message in reminders()] == ["dropped"]
    assert utcnow() < noon
