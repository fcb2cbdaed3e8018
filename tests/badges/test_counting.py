"""What counts towards a badge by itself, as the rooms above tell it."""

from datetime import timedelta

import pytest

from app.badges import queries, services
from app.badges.models import AwardState, EvidenceKind, Figures
from app.badges.views.so_far import so_far
from app.bookings import services as bookings
from app.hours import services as hours
from app.opportunities.models import ApplicationState, StepKind
from app.opportunities.services import screening
from app.shared.database import db, utcnow
from app.shared.outbox import OutboxMessage
from tests.factories import (
    make_application,
    make_booking,
    make_event,
    make_hours,
    make_occurrence,
    make_organisation,
    make_role,
    make_step,
)
from tests.making_badges import make_award, make_badge

TODAY = utcnow().date()
HOURS = {"words": "Give 3 hours", "measure": "hours", "amount": 180}
SHIFTS = {"words": "Help twice", "measure": "shifts", "amount": 2}
SESSIONS = {"words": "Come twice", "measure": "sessions", "amount": 2}
TRAINING = {"words": "Do the training", "measure": "training"}


def amounts(person, badge):
    """What was counted of each step, and whether it is done."""
    ticks = {tick.criterion_id: tick for tick in queries.award_of(person, badge).ticks}
    steps = queries.award_of(person, badge).version.criteria
    return [(t.amount, t.is_done) if (t := ticks.get(each.id)) else (0, False) for each in steps]


def test_confirmed_hours_count_in_roles_that_lead_there(group, tomasz, marcus):
    badge = make_badge(criteria=(HOURS, SHIFTS))
    role = make_role(group, badges=[badge])
    services.start(tomasz, badge)

    hours.record(tomasz, role, TODAY, 120, by=marcus)
    hours.record(tomasz, make_role(group), TODAY - timedelta(days=1), 120, by=marcus)
    assert amounts(tomasz, badge) == [(120, False), (1, False)]
    entry = make_hours(role, tomasz, minutes=60)
    hours.confirm(group, {entry.id: 60}, marcus)

    assert amounts(tomasz, badge) == [(180, True), (2, True)]


def test_a_late_correction_takes_nothing_away_and_asks_to_look(freeze, group, tomasz, marcus):
    badge = make_badge(criteria=(HOURS,))
    role = make_role(group, badges=[badge])
    services.start(tomasz, badge)
    entry = hours.record(tomasz, role, TODAY, 180, by=marcus)
    services.ask(tomasz, badge, group)
    award = queries.of_group(group, queries.award_of(tomasz, badge).id)
    services.award(award, marcus)

    entry = hours.correct(entry, 60, "It was an hour", marcus)
    freeze(utcnow() + timedelta(days=1))
    entry = hours.correct(entry, 45, "Less", marcus)

    award = queries.award_of(tomasz, badge)
    assert award.is_earned
    assert amounts(tomasz, badge) == [(45, True)]
    assert award.look_again == ("Hours were corrected later. You may look at this again.")
    assert [each.id for each in queries.to_look_at(group)] == [award.id]
    kinds = [row.kind for row in db.session.query(OutboxMessage) if "look" in row.kind]
    assert kinds == ["badges.look_again"]

    services.looked_at(queries.of_group(group, award.id), marcus)

    assert queries.to_look_at(group) == []
    hours.correct(entry, 30, "Less again", marcus)
    assert queries.to_look_at(group) == [], "it was short of what it takes already"


@pytest.mark.one_database_says_it
def test_what_is_still_enough_needs_no_second_look(tomasz):
    badge = make_badge(criteria=(HOURS,))
    services.start(tomasz, badge)

    for minutes in (240, 200):
        services.counted(tomasz.id, {badge.id: Figures(minutes=minutes)})

    assert queries.award_of(tomasz, badge).look_again == ""


@pytest.mark.one_database_says_it
def test_a_step_that_somebody_saw_is_not_doubted_for_what_was_counted(group, tomasz, marcus):
    badge = make_badge(criteria=(HOURS,))
    services.start(tomasz, badge)
    services.ask(tomasz, badge, group)
    award = queries.of_group(group, queries.award_of(tomasz, badge).id)
    step = award.version.criteria[0].id
    services.observe(award, step, EvidenceKind.OBSERVATION, "Seen", TODAY, marcus, "a-form")

    for minutes in (180, 60):
        services.counted(tomasz.id, {badge.id: Figures(minutes=minutes)})

    assert queries.award_of(tomasz, badge).look_again == ""


@pytest.mark.one_database_says_it
def test_a_date_counts_once_however_often_it_is_told(tomasz):
    badge = make_badge(criteria=(SESSIONS,))
    services.start(tomasz, badge)

    for day in ("a day", "a day"):
        services.came(tomasz.id, [badge.id], day)

    assert amounts(tomasz, badge) == [(1, False)]


def test_a_mark_at_the_door_counts_once_and_can_be_taken_back(group, tomasz):
    badge = make_badge(criteria=(SESSIONS,))
    event = make_event(group, badges=[badge])
    dates = [make_occurrence(event, starts_in=timedelta(minutes=-each)) for each in (5, 90)]
    first, second = (make_booking(date, person=tomasz) for date in dates)
    services.start(tomasz, badge)

    bookings.mark_here(first)
    bookings.mark_here(first)
    assert amounts(tomasz, badge) == [(1, False)]
    bookings.mark_not_there(first)
    assert amounts(tomasz, badge) == [(0, False)]
    bookings.mark_here(first)
    bookings.mark_here(second)

    assert amounts(tomasz, badge) == [(2, True)]


def test_training_counts_when_all_of_the_role_is_done(group, tomasz, marcus):
    badge = make_badge(criteria=(TRAINING,))
    role = make_role(group, badges=[badge])
    application = make_application(role, tomasz, state=ApplicationState.CHECKS)
    steps = [make_step(application, kind=StepKind.TRAINING, about="One") for _ in range(2)]
    services.start(tomasz, badge)

    screening.finish(steps[0], TODAY, marcus)
    assert amounts(tomasz, badge) == [(0, False)]
    screening.finish(steps[1], TODAY, marcus)

    assert amounts(tomasz, badge) == [(1, True)]


def test_a_step_that_names_its_training_ticks_with_that_one_in_any_role_of_the_group(
    group, tomasz, marcus
):
    named = make_badge(criteria=(TRAINING | {"training": "First aid"},), organisation=group)
    anywhere = make_badge(criteria=(TRAINING | {"training": "first aid"},))
    elsewhere = make_badge(
        criteria=(TRAINING | {"training": "First aid"},), organisation=make_organisation()
    )
    application = make_application(make_role(group), tomasz, state=ApplicationState.CHECKS)
    steps = [
        make_step(application, kind=StepKind.TRAINING, about=about, number=n)
        for n, about in enumerate(("Walk leading", "First aid"), 1)
    ]
    for badge in (named, anywhere, elsewhere):
        services.start(tomasz, badge)

    screening.finish(steps[0], TODAY, marcus)
    assert amounts(tomasz, named) == [(0, False)]
    screening.finish(steps[1], TODAY, marcus)

    assert amounts(tomasz, named) == amounts(tomasz, anywhere) == [(1, True)]
    assert amounts(tomasz, elsewhere) == [(0, False)]
    later = make_badge(criteria=(TRAINING | {"training": "First aid"},), organisation=group)
    services.start(tomasz, later, so_far(tomasz, later))
    assert amounts(tomasz, later) == [(1, True)]
    screening.reopen(steps[1], marcus)
    assert queries.award_of(tomasz, named).look_again.startswith("Training was marked")


@pytest.mark.one_database_says_it
def test_training_by_a_group_that_nobody_checked_ticks_no_step_of_the_network(tomasz, marcus):
    badge = make_badge(criteria=(TRAINING | {"training": "First aid"},))
    role = make_role(make_organisation(state="submitted", verified_at=None))
    make_step(
        make_application(role, tomasz), kind=StepKind.TRAINING, about="First aid", state="done"
    )

    services.start(tomasz, badge, so_far(tomasz, badge))

    assert amounts(tomasz, badge) == [(0, False)]


def test_what_was_there_already_counts_from_the_start(group, tomasz, marcus):
    needed = make_award(tomasz, state=AwardState.EARNED, earned_at=utcnow()).badge
    other = {"words": "Hold it", "measure": "badge", "needs_id": needed.id}
    badge = make_badge(criteria=(HOURS, SESSIONS, TRAINING, other))
    role = make_role(group, badges=[badge])
    hours.record(tomasz, role, TODAY, 195, by=marcus)
    date = make_occurrence(make_event(group, badges=[badge]), starts_in=timedelta(minutes=-5))
    make_booking(date, person=tomasz, state="came")
    step = make_step(make_application(role, tomasz), kind=StepKind.TRAINING, state="done")
    assert step.application.person_id == tomasz.id

    services.start(tomasz, badge, so_far(tomasz, badge))

    assert amounts(tomasz, badge) == [(195, True), (1, False), (1, True), (1, True)]


def test_earning_one_badge_ticks_the_step_that_asks_for_it(group, tomasz, marcus):
    needed = make_badge()
    other = {"words": "Hold it", "measure": "badge", "needs_id": needed.id}
    badge = make_badge(criteria=(other,))
    services.start(tomasz, badge)

    services.give(group, needed, [tomasz], "", marcus)
    assert amounts(tomasz, badge) == [(1, True)]
    services.stop(tomasz, needed)

    assert amounts(tomasz, badge) == [(0, True)]
    assert "not held any more" in queries.award_of(tomasz, badge).look_again


@pytest.mark.one_database_says_it
def test_where_a_withdrawn_badge_is_needed_somebody_looks_again(group, tomasz, marcus, priya):
    needed = make_award(tomasz, organisation=group, state="earned", earned_at=utcnow())
    badge = make_badge(
        criteria=({"words": "Hold it", "measure": "badge", "needs_id": needed.badge_id},)
    )
    services.start(tomasz, badge)

    services.propose_withdrawal(needed, "A mistake", marcus)
    services.agree_to_withdraw(needed, priya)

    assert "not held any more" in queries.award_of(tomasz, badge).look_again


@pytest.mark.one_database_says_it
def test_nobody_elses_hours_count(group, tomasz, priya, marcus):
    badge = make_badge(criteria=(HOURS,))
    role = make_role(group, badges=[badge])
    services.start(tomasz, badge)
    services.start(priya, badge)

    hours.record(priya, role, TODAY, 180, by=marcus)

    assert amounts(tomasz, badge) == [(0, False)]
