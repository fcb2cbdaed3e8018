"""The outbox: mail is as certain as the transaction it was written in, and goes in order."""

from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import func, insert, select

from app.shared import outbox
from app.shared.database import db, utcnow, writing
from app.shared.outbox import OutboxMessage, State

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)


def claim(worker="one", limit=20):
    with writing():
        messages = outbox.claim(limit, worker)
        db.session.commit()
    return [message.id for message in messages]


def mark(change, *args):
    with writing():
        change(*args)
        db.session.commit()


def count():
    return db.session.scalar(select(func.count()).select_from(OutboxMessage))


def test_mail_of_a_transaction_that_fails_is_never_sent(app):
    outbox.post(kind="tests.hello", to="kelly@example.org", full=False, context={})
    db.session.rollback()

    assert count() == 0
    assert claim() == []


def test_the_worker_is_woken_by_the_commit_and_not_before(app):
    outbox.wake.clear()
    for to in ("kelly@example.org", "dean@example.org"):
        outbox.post(kind="tests.hello", to=to, full=False, context={})
    woken_early = outbox.wake.is_set()

    db.session.commit()

    assert (woken_early, outbox.wake.is_set()) == (False, True)


def test_the_same_key_is_the_same_message(post):
    first = post(key="reminder:17", context={"name": "Kelly"})

    again = post(key="reminder:17", context={"name": "Someone else"})

    assert again == first
    assert count() == 1


def test_two_who_post_the_same_key_at_once_post_one_message(app, post):
    ready, ids = Barrier(2), []

    def post_it():
        with app.app_context():
            ready.wait()
            ids.append(post(key="reminder:17"))

    threads = [Thread(target=post_it) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(set(ids)) == 1
    assert count() == 1


def test_what_was_written_before_in_the_transaction_survives_a_known_key(post, app):
    post(key="reminder:17")

    with writing():
        outbox.post(kind="tests.hello", to="dean@example.org", full=False, context={})
        outbox.post(
            kind="tests.hello", to="k@example.org", full=False, context={}, key="reminder:17"
        )
        db.session.commit()

    assert count() == 2


def test_message_ids_are_its_own_and_of_the_sites_host(post, stored):
    ids = [stored(post()).message_id for _ in range(3)]

    assert len(set(ids)) == 3
    assert all(id.endswith("@127.0.0.1") for id in ids)


def test_a_kind_that_names_no_room_is_refused(app):
    with pytest.raises(ValueError, match=r"room\.name"):
        outbox.post(kind="../secrets", to="kelly@example.org", full=False, context={})


def test_what_is_not_due_waits(post, freeze):
    freeze(NOON)
    post(send_after=NOON + timedelta(hours=1))
    early = claim()

    freeze(NOON + timedelta(hours=1, seconds=1))

    assert early == []
    assert len(claim()) == 1


def test_what_is_claimed_is_not_claimed_again_while_its_lease_lasts(post, freeze):
    freeze(NOON)
    id = post()
    claim("one")
    meanwhile = claim("two")

    freeze(NOON + outbox.LEASE + timedelta(seconds=1))

    assert meanwhile == []
    assert claim("two") == [id]


def test_a_worker_that_lost_its_lease_cannot_mark_the_message(post, freeze, stored):
    freeze(NOON)
    id = post()
    claim("one")
    freeze(NOON + outbox.LEASE + timedelta(seconds=1))
    claim("two")

    mark(outbox.give_up, id, "one", "too late to say")

    assert (stored(id).state, stored(id).worker) == (State.SENDING, "two")


def test_a_renewed_lease_holds(post, freeze):
    freeze(NOON)
    id = post()
    claim("one")
    freeze(NOON + outbox.LEASE / 2)
    mark(outbox.renew, {id}, "one")

    freeze(NOON + outbox.LEASE * 1.2)

    assert claim("two") == []


def test_only_ones_own_can_be_renewed(post):
    mine = post("a@example.org")
    claim("one")
    theirs = post("b@example.org")
    claim("two")

    assert outbox.renew({mine, theirs}, "one") == {mine}


def test_what_is_given_back_was_no_attempt(post, stored):
    id = post()
    claim("one")

    mark(outbox.release, {id}, "one")

    assert (stored(id).state, stored(id).attempts) == (State.QUEUED, 0)
    assert claim("two") == [id]


def test_nobodys_mail_overtakes_an_earlier_one_to_the_same_person(post, freeze, stored):
    freeze(NOON)
    first, second, other = post(), post(), post("dean@example.org")
    together = claim()
    mark(outbox.sent, other, "one")
    mark(outbox.retry, first, "one", 1, "451 later")
    while_waiting = claim()

    freeze(NOON + timedelta(minutes=2))

    assert together == [first, other]
    assert while_waiting == []
    assert claim("two") == [first]
    assert stored(second).attempts == 0


def test_a_reminder_that_is_not_due_holds_nothing_up(post):
    post(send_after=utcnow() + timedelta(days=3))

    now = post()

    assert claim() == [now]


def test_waits_grow_from_a_minute_to_an_hour_and_end_after_three_days(post, freeze, stored):
    now = NOON
    freeze(now)
    id, waits = post(), []
    while stored(id).state == State.QUEUED:
        now = stored(id).try_after
        freeze(now)
        claim()
        mark(outbox.retry, id, "one", stored(id).attempts, "451 later")
        waits.append(stored(id).try_after - now)

    assert [wait / timedelta(minutes=1) for wait in waits[:6]] == [1, 5, 15, 60, 60, 60]
    assert timedelta(hours=70) < now - NOON < timedelta(hours=73)
    assert stored(id).state == State.DEAD


def test_what_nobody_needs_any_more_is_dropped_not_sent_late(post, freeze, stored):
    freeze(NOON)
    id = post(drop_after=NOON + timedelta(hours=2))

    freeze(NOON + timedelta(hours=3))

    assert claim() == []
    assert stored(id).state == State.DROPPED


def test_reasons_name_no_address_and_hold_nothing_a_database_refuses(post, stored):
    id = post()
    claim()

    mark(outbox.give_up, id, "one", "550 <kelly@example.org>: no such\0 user")

    assert stored(id).last_error == "550 <(address)>: no such user"


def test_a_nul_in_an_address_is_kept_out_of_the_database(post, stored):
    assert "\0" not in stored(post("kelly\0@example.org")).recipient


def test_words_are_blanked_after_a_day_and_rows_go_after_a_month(post, freeze, stored):
    freeze(NOON)
    calendar = {"name": "a.ics", "type": "text/calendar", "text": "BEGIN:VCALENDAR"}
    id, unsent = (
        post(attachments=[calendar]),
        post("dean@example.org", send_after=NOON + timedelta(days=365)),
    )
    claim()
    mark(outbox.sent, id, "one")

    mark(outbox.forget, NOON + timedelta(hours=23))
    kept = stored(id).context
    mark(outbox.forget, NOON + timedelta(hours=25))
    blanked = stored(id).context, stored(id).attachments, stored(id).is_blank
    mark(outbox.forget, NOON + timedelta(days=31))

    assert kept["name"] == "Kelly"
    assert blanked == ({}, [], True)
    assert stored(id) is None
    assert stored(unsent).context["name"] == "Kelly"


def test_what_was_given_up_can_be_asked_about_and_started_again(post, stored):
    id = post(about="booking:17")
    claim()
    mark(outbox.give_up, id, "one", "550 no")
    refused = outbox.was_refused("booking:17"), outbox.was_refused("booking:1")

    mark(outbox.try_now)

    assert refused == (True, False)
    assert (stored(id).state, stored(id).attempts) == (State.QUEUED, 0)
    assert claim() == [id]


def test_erasing_removes_all_mail_about_a_thing_and_no_other(post):
    post(about="booking:1"), post(about="booking:1", send_after=NOON + timedelta(days=365))
    other = post(about="booking:17")

    mark(outbox.erase, "booking:1")

    assert [message.id for message in outbox.latest()] == [other]


def test_the_oldest_mail_that_waits_is_known_though_it_is_tried_later(post, freeze):
    freeze(NOON)
    nothing = outbox.waiting_since()
    id = post()
    claim()
    mark(outbox.retry, id, "one", 3, "451 later")

    freeze(NOON + timedelta(minutes=10))

    assert nothing is None
    assert outbox.waiting_since() == NOON


def test_ten_thousand_notices_hold_up_nobody_who_waits_for_one_mail(app, post):
    post(to="gordon@example.org", is_bulk=True)
    notice = db.session.execute(select(OutboxMessage.__table__)).mappings().one()
    own = ("id", "message_id", "recipient")
    rows = [
        {name: value for name, value in notice.items() if name not in own}
        | {"message_id": f"{number}@example.org", "recipient": f"{number}@example.org"}
        for number in range(10_000)
    ]
    with writing():
        db.session.execute(insert(OutboxMessage), rows)
        db.session.commit()

    confirmed = post(to="kelly@example.org")
    also_told = post(to="gordon@example.org")  # who has a notice waiting too

    assert claim()[:2] == [confirmed, also_told]


def test_notices_to_one_person_keep_their_order(app, post):
    off, on_again = post(is_bulk=True), post(is_bulk=True)

    assert claim() == [off]
    mark(outbox.sent, off, "one")
    assert claim() == [on_again]
