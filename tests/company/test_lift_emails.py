"""What the mails about a lift say, and above all what they do not."""

import pytest
from sqlalchemy import select

from app.company import emails
from app.shared import mail
from app.shared.database import db
from app.shared.outbox import OutboxMessage


@pytest.fixture
def posted(need, offer):
    """One of each kind, to Kelly."""
    need.occurrence.event.title = "Recovery art group"
    emails.lift_possible(need, offer)
    emails.lift_asked(need, by=offer)
    emails.lift_agreed(need)
    emails.lift_ended(need)
    emails.lift_words(need, by=offer)
    db.session.commit()
    return db.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)).all()


def test_discreet_words_name_nobody_and_say_a_day(posted, need):
    subjects = [mail.render(each).subject for each in posted]

    day = mail.render(posted[2]).subject.removeprefix("Your lift on ").removesuffix(" is agreed")
    assert subjects == [
        f"Somebody can give a lift on {day}",
        f"Somebody asks you about a lift on {day}",
        f"Your lift on {day} is agreed",
        f"Your lift on {day} is off",
        f"Something to read about your lift on {day}",
    ]
    for message in posted:
        words = mail.render(message)
        for text in (words.subject, words.text, words.html, str(message.context)):
            for private in ("Kelly", "Ashley", "Matlock", "Youlgrave", "07700", "Recovery"):
                assert private not in text
        assert f"/b/{need.booking.code}/lift" in words.text


def test_full_words_name_the_event_and_still_nobody(need, offer, posted):
    need.booking.wants_full_words = True
    emails.lift_agreed(need)
    emails.lift_possible(offer, need)
    db.session.commit()
    full, other = db.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)).all()[5:]

    assert mail.render(full).subject == "Your lift to Recovery art group is agreed"
    assert "Ashley" not in mail.render(full).text
    assert mail.render(other).subject.startswith("Somebody needs a lift on")


def test_whoever_gave_no_address_gets_none(offer):
    offer.booking.email = None
    emails.lift_agreed(offer)

    assert db.session.scalars(select(OutboxMessage)).all() == []
