"""Commands for whoever runs the site."""

import pytest

from app.shared import outbox
from app.shared.database import db, utcnow, writing
from app.shared.outbox import OutboxMessage, State


@pytest.fixture
def run(app):
    """run("outbox", ...) runs that flask command and answers what it said."""
    return lambda *words: app.test_cli_runner().invoke(args=list(words))


def make_mail(**says):
    now = utcnow()
    given = {
        "kind": "bookings.booked",
        "recipient": "kelly@example.org",
        "is_full": False,
        "message_id": f"{OutboxMessage.__name__}{len(outbox.latest())}@alongside.example",
        "send_after": now,
        "try_after": now,
    }
    with writing():
        message = OutboxMessage(**{**given, **says})
        db.session.add(message)
        db.session.commit()
        return message.id


def state(id):
    db.session.rollback()
    return db.session.get(OutboxMessage, id, populate_existing=True).state


def test_the_outbox_lists_what_did_not_go_and_why_without_saying_who(run):
    dead = make_mail(state=State.DEAD, last_error="550 no such person", attempts=1)
    waiting = make_mail(attempts=2, last_error="451 try later")
    sent = make_mail(state=State.SENT)

    said = run("outbox").output.splitlines()

    assert [line.split()[:4] for line in said] == [
        [str(dead), "dead", "bookings.booked", "k…@e…"],
        [str(waiting), "queued", "bookings.booked", "k…@e…"],
    ]
    assert said[0].endswith("550 no such person")
    assert str(sent) not in "".join(said).split()


def test_an_empty_outbox_says_so(run):
    assert run("outbox").output == "No mail waits.\n"


def test_one_message_can_be_tried_again(run):
    one, other = make_mail(state=State.DEAD), make_mail(state=State.DEAD)

    said = run("outbox", "retry", str(one)).output

    assert said == "1 will be tried again.\n"
    assert (state(one), state(other)) == (State.QUEUED, State.DEAD)


def test_all_that_were_given_up_can_be_tried_again_but_nothing_that_was_sent(run):
    dead, sent = [make_mail(state=State.DEAD) for _ in range(2)], make_mail(state=State.SENT)

    said = run("outbox", "retry", "all").output

    assert said == "2 will be tried again.\n"
    assert [state(id) for id in [*dead, sent]] == [State.QUEUED, State.QUEUED, State.SENT]


def test_retry_wants_a_number_or_all(run):
    answer = run("outbox", "retry", "kelly@example.org")

    assert answer.exit_code == 2
    assert "Say the number of a message, or all." in answer.output
