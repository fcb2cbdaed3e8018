"""A role that is closed, or whose group has left or is paused, gets no shifts any more."""

import pytest
from sqlalchemy import select

from app.opportunities.services import close_role
from app.organisations.models import OrganisationState
from app.rota import services
from app.rota.models import Shift, SignupState
from app.shared.database import db, utcnow
from app.shared.errors import RuleBroken
from tests.factories import (
    WEEK,
    make_occurrence,
    make_pattern,
    make_role,
    make_shift,
    make_signup,
)


def end_all():
    services.end_closed()
    db.session.commit()


@pytest.mark.parametrize("how", ["closed", OrganisationState.LEFT, OrganisationState.DECLINED])
def test_shifts_to_come_are_called_off_and_who_is_on_them_is_told_once(how, sent):
    role = make_role()
    helped, _empty = make_shift(role), make_shift(role, starts_in=2 * WEEK)
    over, other = make_shift(role, starts_in=-WEEK), make_shift()
    signup = make_signup(helped)
    ids = [helped.id, over.id, other.id]
    if how == "closed":
        close_role(role)
    else:
        role.organisation.state = how

    end_all()
    end_all()

    assert signup.state == SignupState.CALLED_OFF
    assert [bool(each.cancelled_at) for each in (helped, over, other)] == [True, False, False]
    assert sorted(db.session.scalars(select(Shift.id))) == sorted(ids)
    (mail,) = sent()
    assert mail.subject.endswith("is off this time")


@pytest.mark.parametrize("state", [OrganisationState.PAUSED, OrganisationState.LEFT])
def test_a_group_that_is_paused_or_gone_gets_no_new_shifts(app, state):
    pattern = make_pattern()
    pattern.opportunity.organisation.state = state

    assert services.extend_windows() == 0

    pattern.opportunity.organisation.state = OrganisationState.VERIFIED
    assert services.extend_windows() > 0


def test_a_shift_of_a_closed_role_stays_off(app):
    role = make_role()
    date = make_occurrence(starts_in=WEEK)
    shift, with_date = make_shift(role), make_shift(role, occurrence=date)
    with_date.cancelled_at, with_date.is_off_with_date = utcnow(), True
    make_signup(shift)
    close_role(role)
    end_all()

    with pytest.raises(RuleBroken, match="closed"):
        services.put_back_on(shift)
    assert db.session.get(Shift, with_date.id) is None
