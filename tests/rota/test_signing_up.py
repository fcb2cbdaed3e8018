"""Who may take a shift, and how many may."""

from datetime import timedelta

import pytest

from app.opportunities.models import ApplicationState, ScreeningStep, StepKind, StepState
from app.rota import parts, queries, services
from app.rota.models import SignupState
from app.shared.database import db, utcnow
from app.shared.errors import RuleBroken
from tests.factories import (
    WEEK,
    local,
    make_application,
    make_person,
    make_role,
    make_shift,
    make_signup,
    save,
)

HOUR = timedelta(hours=1)


def volunteer(role):
    return make_application(role).person


def test_signing_up_twice_is_once(app):
    shift = make_shift()
    person = volunteer(shift.opportunity)

    first, second = services.sign_up(shift, person), services.sign_up(shift, person)

    assert first.id == second.id
    assert first.state == SignupState.SIGNED_UP


@pytest.mark.parametrize("state", [None, ApplicationState.CHECKS, ApplicationState.PAUSED])
def test_only_who_has_the_role_signs_up(app, state):
    shift, person = make_shift(), make_person()
    if state:
        make_application(shift.opportunity, person, state=state)

    with pytest.raises(RuleBroken):
        services.sign_up(shift, person)


def test_a_full_shift_offers_to_stand_by_and_fills_in_order(app, sent):
    shift = make_shift(least=1, most=1)
    holder = make_signup(shift)
    first, second = volunteer(shift.opportunity), volunteer(shift.opportunity)

    with pytest.raises(services.CannotSignUp, match="stand by"):
        services.sign_up(shift, first)
    waiting = [services.sign_up(shift, each, stands_by=True) for each in (first, second)]
    services.cannot_make_it(shift, holder.person)

    assert [each.state for each in waiting] == [SignupState.SIGNED_UP, SignupState.STANDBY]
    db.session.commit()
    assert [mail.subject.split(" on ")[0] for mail in sent()] == ["You have a place"]


@pytest.mark.parametrize(
    ("apart", "words"),
    [(timedelta(0), "already have a shift"), (13 * HOUR, "11 hours"), (14 * HOUR, None)],
)
def test_overlaps_and_too_little_rest_are_refused(app, apart, words):
    role = make_role()
    one, other = make_shift(role), make_shift(role, starts_in=WEEK + apart)
    person = make_signup(one).person

    if words:
        with pytest.raises(services.CannotSignUp, match=words):
            services.sign_up(other, person)
    else:
        assert services.sign_up(other, person)


def test_seven_days_hold_no_more_hours_than_the_role_allows(app):
    role = make_role(most_hours_a_week=6)
    days = [make_shift(role, starts_in=WEEK + n * timedelta(days=1)) for n in (0, 3, 6, 7)]
    person = volunteer(role)
    for shift in days[:2]:
        services.sign_up(shift, person)

    with pytest.raises(services.CannotSignUp, match="6 hours in seven days"):
        services.sign_up(days[2], person)
    assert services.sign_up(days[3], person)


def test_a_missed_shift_counts_for_neither_rest_nor_hours(app):
    role = make_role(most_hours_a_week=4)
    missed = make_shift(role, starts_in=-4 * HOUR)
    person = make_signup(missed, state=SignupState.DID_NOT_COME).person

    assert services.sign_up(make_shift(role, starts_in=5 * HOUR), person)


def test_a_coordinator_may_put_rest_aside_with_a_note_but_not_a_place_or_an_overlap(app):
    role = make_role()
    one, near = make_shift(role), make_shift(role, starts_in=WEEK + 5 * HOUR, least=1, most=1)
    person, by = make_signup(one).person, make_person()

    with pytest.raises(services.CannotSignUp) as refused:
        services.put_in(near, person, by)
    assert refused.value.refusal.may_be_overridden
    put_in = services.put_in(near, person, by, "They asked for it")
    assert (put_in.override_note, put_in.overridden_by_id) == ("They asked for it", by.id)
    with pytest.raises(services.CannotSignUp, match="full"):
        services.put_in(near, volunteer(role), by, "Please")
    with pytest.raises(services.CannotSignUp, match="at that time"):
        services.put_in(make_shift(role), person, by, "Please")


def test_a_check_that_has_run_out_must_be_renewed_first(app):
    shift = make_shift()
    application = make_application(shift.opportunity)
    says = {"kind": StepKind.CHECK, "state": StepState.DONE, "about": "", "number": 1}
    long_ago = utcnow().date() - timedelta(days=200)
    save(ScreeningStep(application=application, renew_on=long_ago, **says))

    with pytest.raises(services.CannotSignUp, match="has run out"):
        services.sign_up(shift, application.person)


def test_a_taster_needs_company_and_is_had_once(app, sent):
    role = make_role(offers_taster=True)
    alone, shared, later = (make_shift(role, starts_in=n * WEEK) for n in (1, 2, 3))
    for shift in (shared, later):
        make_signup(shift, make_application(role, make_person(name="Bev Astle")).person)
    person = make_person()

    with pytest.raises(RuleBroken, match="Nobody else"):
        services.try_one(alone, person)
    assert services.try_one(shared, person).is_taster
    with pytest.raises(RuleBroken, match="one shift to try"):
        services.try_one(later, person)
    db.session.commit()
    (mail,) = sent()
    assert "You will meet somebody who knows it." in mail.text
    assert role.title not in mail.subject
    assert queries.has_tried(person, role).shift_id == shared.id


def test_a_stranger_cannot_list_who_helps_by_choosing_one_shift_after_another(app):
    role = make_role(offers_taster=True)
    shifts = [make_shift(role, starts_in=n * WEEK) for n in (1, 2, 3)]
    for shift in shifts:
        make_signup(shift)
    person = make_person()
    for shift in shifts[:2]:
        services.try_one(shift, person)
        services.cannot_make_it(shift, person)

    with pytest.raises(services.CannotSignUp, match="find a day with you"):
        services.try_one(shifts[2], person)


@pytest.mark.parametrize("full", [True, False])
def test_who_tries_a_role_learns_who_is_there_the_day_before(app, sent, freeze, full):
    freeze(local("2026-11-20 12:00"))
    shift = make_shift(starts_at=local("2026-11-26 09:45"))
    make_signup(shift, make_application(shift.opportunity, make_person(name="Bev Astle")).person)
    person = make_person(wants_full_words=full)
    signup = services.try_one(shift, person)
    early = (parts.row_of(shift, person).beside, parts.company(signup)["meets"])
    freeze(local("2026-11-25 10:00"))

    services.remind()

    assert early == ((), [])
    assert parts.row_of(shift, person).beside == ("Bev",)
    assert parts.company(signup)["meets"] == ["Bev"]
    db.session.commit()
    chosen, _of_bev, reminder = [mail.text for mail in sent()]
    assert "Bev" not in chosen
    assert ("You will meet Bev." in reminder) == full


def test_nobody_to_organise_breaks_nothing_when_a_taster_would_be_alone(app, sent):
    role = make_role()
    shift = make_shift(role)
    helper = make_signup(shift).person
    services.try_one(shift, make_person())

    services.cannot_make_it(shift, helper)

    assert utcnow() < shift.starts_at
    db.session.commit()
    assert not queries.coordinators(role)
    expected, alone = sent()
    assert "You are expected" in expected.text
    assert "You will not be there alone" in alone.text
