"""Who said yes to a shift and is not ready for it any more: their group sees it, and hears once."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.opportunities.models import GRACE, Application, ApplicationState, StepKind, StepState
from app.rota import queries, services
from app.rota.models import SignupState
from app.shared.database import db, utcnow
from tests.factories import (
    WEEK,
    make_application,
    make_membership,
    make_person,
    make_role,
    make_shift,
    make_signup,
    make_step,
)
from tests.page import get_page

CHECK, DONE, TO_DO = StepKind.CHECK, StepState.DONE, StepState.TO_DO
DAY = timedelta(days=1)


@pytest.fixture
def shift(app):
    return make_shift(make_role(title="Driver"), starts_in=2 * WEEK)


def make_expected(shift, kind=CHECK, state=DONE, renew_in=None, **says):
    """Somebody on `shift`, and a thing to do of theirs that is good until so long after it."""
    application = make_application(shift.opportunity, make_person(name="Bev Astle"))
    renew_on = None if renew_in is None else shift.local_date + renew_in
    make_step(application, kind=kind, state=state, renew_on=renew_on)
    return make_signup(shift, application.person, **says)


@pytest.mark.parametrize(
    ("says", "is_flagged"),
    [
        ({}, False),
        ({"renew_in": -GRACE}, False),
        ({"renew_in": -GRACE - DAY}, True),
        ({"state": TO_DO}, True),
        ({"kind": StepKind.TRAINING, "state": TO_DO}, True),
        ({"kind": StepKind.CHAT, "state": TO_DO}, False),
    ],
)
def test_what_is_not_good_on_the_day_is_flagged(shift, says, is_flagged):
    signup = make_expected(shift, **says)

    assert queries.lapsed([shift.id]) == ({signup.id} if is_flagged else set())


@pytest.mark.one_database_says_it
def test_only_those_who_are_still_expected_are_looked_at(shift):
    cannot = make_expected(shift, state=TO_DO)
    cannot.state = SignupState.CANNOT_MAKE_IT
    over, off = (make_shift(shift.opportunity, starts_in=each) for each in (-WEEK, WEEK))
    off.cancelled_at = utcnow()
    for each in (over, off):
        make_expected(each, state=TO_DO)
    role_of(make_expected(shift, state=TO_DO)).state = ApplicationState.ENDED
    ready = make_expected(shift)
    db.session.commit()

    assert ready.is_coming
    assert queries.lapsed([shift.id, over.id, off.id]) == set()


def role_of(signup):
    """How the person of a sign-up has its role."""
    mine = {"person_id": signup.person_id, "opportunity_id": signup.shift.opportunity_id}
    return db.session.scalars(select(Application).filter_by(**mine)).one()


def test_the_team_sees_it_beside_the_name(client, sign_in, shift):
    group = shift.opportunity.organisation
    make_expected(shift, renew_in=-GRACE - DAY)
    sign_in(make_membership(group, position="organiser").person)
    rota = f"/organise/{group.slug}/rota"

    assert "Bev A, something to renew" in get_page(client, f"{rota}?week={shift.local_date}").words
    assert "Has something to renew or finish" in get_page(client, f"{rota}/{shift.id}").words


def test_their_coordinator_hears_once_and_nothing_of_who_or_what(shift, sent):
    group, later = shift.opportunity.organisation, make_shift(shift.opportunity, starts_in=3 * WEEK)
    make_membership(group, position="organiser")
    signup = make_expected(shift, renew_in=-GRACE - DAY)
    make_signup(later, signup.person)

    for _ in range(2):
        services.tell_of_lapses()
        db.session.commit()

    (mail,) = sent()
    assert mail.subject.startswith("Something to look at before")
    assert not any(word in mail.text for word in ("Bev", "Driver", "heck"))
