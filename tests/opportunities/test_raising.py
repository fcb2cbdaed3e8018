"""A role that comes to ask for a stricter check asks it of those who have it already."""

import pytest

from app.opportunities import queries, services
from app.opportunities.models import CheckLevel, StepState
from app.rota import services as rota
from app.rota.services import CannotSignUp
from app.shared.database import utcnow
from tests.factories import make_application, make_membership, make_role, make_shift, make_step

pytestmark = pytest.mark.usefixtures("app")


def raise_to(role, level, organiser):
    values = {"check_level": level, "check_why": "Alone with people", "is_eligible": True}
    services.revise_role(services.hold_role(role), values, organiser)


def finish(application, step, by):
    services.act_on_step(application, step.id, services.StepAct.FINISH, by, on=utcnow().date())


@pytest.mark.parametrize("before", [CheckLevel.NONE, CheckLevel.BASIC])
def test_a_stricter_check_is_done_before_the_next_shift(before):
    role = make_role(check_level=before)
    organiser = make_membership(role.organisation).person
    application = make_application(role, state="sent")
    services.offer(application, organiser)
    services.accept(application)
    for step in queries.steps_of(application):
        if not step.is_settled:
            finish(application, step, organiser)
    services.welcome(application, organiser)

    raise_to(role, CheckLevel.ENHANCED, organiser)

    with pytest.raises(CannotSignUp):
        rota.sign_up(make_shift(role), application.person)
    check = next(step for step in queries.steps_of(application) if step.is_check)
    assert (check.done_on, check.renew_on) == (None, None)
    finish(application, check, organiser)
    assert rota.sign_up(make_shift(role), application.person)


def test_whoever_has_the_role_without_a_list_has_a_check_to_do_too():
    role = make_role()
    application = make_application(role)

    raise_to(role, CheckLevel.BASIC, make_membership(role.organisation).person)

    (step,) = queries.steps_of(application)
    assert (step.kind, step.state, step.level) == ("check", StepState.TO_DO, CheckLevel.BASIC)


def test_a_milder_check_asks_for_nothing_anew():
    role = make_role(check_level=CheckLevel.ENHANCED, eligibility_confirmed_at=utcnow())
    organiser = make_membership(role.organisation).person
    application = make_application(role, state="sent")
    services.offer(application, organiser)

    raise_to(role, CheckLevel.BASIC, organiser)

    check = next(step for step in queries.steps_of(application) if step.is_check)
    assert check.level == CheckLevel.ENHANCED


@pytest.mark.one_database_says_it
def test_whoever_was_found_not_suitable_is_not_asked_again():
    role = make_role(check_level=CheckLevel.BASIC)
    application = make_application(role, state="checks")
    says = {"kind": "check", "level": CheckLevel.BASIC, "state": StepState.NOT_SUITABLE}
    says["reason"] = "Talked about it together"
    step = make_step(application, **says)

    raise_to(role, CheckLevel.ENHANCED, make_membership(role.organisation).person)

    assert (step.state, step.level) == (StepState.NOT_SUITABLE, CheckLevel.BASIC)
