"""What a group does with hours: confirm, ask, say why not, correct. Never its own."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.hours import queries, services
from app.hours.models import HoursEntry, HoursSource, HoursState
from app.shared.database import db, utcnow
from app.shared.errors import RuleBroken
from app.shared.outbox import OutboxMessage
from tests.factories import make_hours, make_membership, make_organisation, make_role

TODAY = utcnow().date()


def mails():
    rows = db.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id))
    return [(row.kind, row.recipient) for row in rows]


def seen(*entries):
    return {entry.id: entry.minutes for entry in entries}


def test_hours_are_confirmed_together_once_and_told_in_one_mail(group, role, bev, marcus):
    three = seen(*(make_hours(role, bev, day=TODAY - timedelta(days=n)) for n in (1, 2, 3)))

    assert services.confirm(group, three, marcus) == (3, 0)
    assert services.confirm(group, three, marcus) == (0, 0)

    assert queries.minutes_confirmed(bev) == 360
    assert mails() == [("hours.confirmed", "bev@example.org")]


def test_nobody_decides_on_their_own_hours(group, role, bev, marcus, priya):
    own, theirs = make_hours(role, marcus), make_hours(role, bev)

    for act in (
        lambda: services.confirm(group, seen(own, theirs), marcus),
        lambda: services.turn_down(own, "No", marcus),
        lambda: services.ask(own, "Why?", marcus),
        lambda: services.correct(own, 60, "Longer", marcus),
    ):
        with pytest.raises(RuleBroken, match="your own hours"):
            act()
        db.session.rollback()
    assert {own.state, theirs.state} == {HoursState.SENT}

    assert services.confirm(group, seen(own), priya) == (1, 0)


def test_what_was_changed_after_it_was_seen_waits(group, role, bev, marcus):
    same, changed = make_hours(role, bev), make_hours(role, bev)
    both = seen(same, changed)

    longer = services.Given(changed.day, role.organisation_id, role.id, 480)
    services.send_again(changed, longer)

    assert services.confirm(group, both, marcus) == (1, 1)
    assert (same.state, changed.state) == (HoursState.CONFIRMED, HoursState.SENT)


def test_a_mark_that_somebody_made_for_themselves_waits_for_another(role, marcus):
    entry = services.record(marcus, role, TODAY, 195, by=marcus)

    assert (entry.state, entry.source) == (HoursState.SENT, HoursSource.ATTENDANCE)


def test_hours_of_another_group_are_left_alone(role, bev, marcus):
    entry = make_hours(role, bev)
    other = make_membership(make_organisation()).organisation

    assert services.confirm(other, seen(entry), marcus) == (0, 0)
    assert entry.state == HoursState.SENT


def test_a_question_is_answered_and_then_confirmed(group, role, bev, marcus):
    entry = make_hours(role, bev)

    services.ask(entry, "Was that the Monday?", marcus)
    assert services.confirm(group, seen(entry), marcus) == (0, 0), "not before they answer"
    given = services.Given(entry.day, role.organisation_id, role.id, 90, note="Yes")
    services.send_again(entry, given)
    services.confirm(group, seen(entry), marcus)

    assert (entry.state, entry.minutes, entry.words) == (HoursState.CONFIRMED, 90, "")
    assert [kind for kind, _ in mails()] == ["hours.question", "hours.confirmed"]


def test_what_is_not_confirmed_says_why_and_counts_no_more(role, bev, marcus):
    entry = make_hours(role, bev)

    services.turn_down(entry, "We were closed that day.", marcus)

    assert queries.minutes_given(bev) == 0
    assert mails() == [("hours.not_confirmed", "bev@example.org")]


def test_a_correction_is_a_new_entry_and_only_the_newest_counts(role, bev, marcus):
    old = services.record(bev, role, TODAY, 180, by=marcus)

    new = services.correct(old, 120, "You left at one.", marcus)
    none = services.correct(new, 0, "It was the other Bev.", marcus)

    assert (old.state, old.minutes, new.corrects_id) == (HoursState.CORRECTED, 180, old.id)
    assert none.corrects_id == new.id
    assert queries.minutes_given(bev) == 0
    with pytest.raises(RuleBroken):
        services.correct(old, 60, "Again", marcus)


def test_what_was_recorded_can_be_taken_back_for_two_weeks(role, bev, marcus):
    entry = services.record(bev, role, TODAY, 195, by=marcus)
    services.take_back(entry)
    services.take_back(entry)
    assert queries.minutes_given(bev) == 0

    late = services.record(bev, role, TODAY, 195, by=marcus)
    late.added_at = utcnow() - timedelta(days=15)
    db.session.flush()
    with pytest.raises(RuleBroken, match="Correct the hours"):
        services.take_back(late)


def test_a_length_from_the_rota_is_rounded_to_quarters(role, bev):
    lengths = [services.record(bev, role, TODAY, minutes).minutes for minutes in (195, 50, 3)]

    assert lengths == [195, 45, 15]


def test_a_period_adds_up_by_person_and_role(group, role, bev, marcus):
    other = make_role(group, title="Litter pick lead")
    for day, minutes, of, state in (
        (date(2026, 3, 1), 60, role, "confirmed"),
        (date(2026, 3, 31), 90, role, "confirmed"),
        (date(2026, 3, 31), 30, other, "confirmed"),
        (date(2026, 4, 1), 600, role, "confirmed"),
        (date(2026, 3, 2), 600, role, "sent"),
        (date(2026, 3, 3), 600, role, "corrected"),
    ):
        make_hours(of, bev, day=day, minutes=minutes, state=state)

    rows = queries.sums(group, date(2026, 3, 1), date(2026, 3, 31))

    assert [(row.name, row.role, row.minutes) for row in rows] == [
        ("Bev A", "Café host", 150),
        ("Bev A", "Litter pick lead", 30),
    ]


def test_who_can_answer_is_reminded_after_two_weeks_then_the_network(group, role, bev, marcus):
    network = make_organisation(kind="network")
    jo = make_membership(network, position="admin").person
    now = utcnow()
    entry = make_hours(role, bev, sent_at=now - timedelta(days=14))
    own = make_hours(role, marcus, sent_at=now - timedelta(days=14))

    for days in (0, 1, 14, 15):
        services.remind(now + timedelta(days=days))

    assert mails() == [("hours.waiting", marcus.email), ("hours.still_waiting", jo.email)]
    assert db.session.get(HoursEntry, entry.id).state == HoursState.SENT
    assert own.reminded_at
