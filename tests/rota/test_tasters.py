"""Nobody tries a role alone."""

from datetime import timedelta

import pytest

from app.rota import services
from app.rota.models import SignupState
from app.rota.permissions import may_see_company
from app.shared.database import db
from tests.factories import local, make_person, make_role, make_shift, make_signup


@pytest.fixture
def tried(app, freeze, sent):
    """A shift on Thursday with one helper, and somebody who tries it, some days before."""
    freeze(local("2026-11-23 12:00"))
    shift = make_shift(make_role(offers_taster=True), starts_at=local("2026-11-26 11:00"))
    helper = make_signup(shift)
    taster = services.try_one(shift, make_person())
    db.session.commit()
    sent()
    return helper, taster


def test_who_is_left_alone_is_told_and_called_off_if_nobody_comes(tried, sent, freeze):
    helper, taster = tried
    before = len(sent())

    services.cannot_make_it(helper.shift, helper.person)
    db.session.commit()
    assert taster.state == SignupState.SIGNED_UP
    assert "You will not be there alone" in sent()[before].text

    freeze(local("2026-11-25 11:05"))
    services.remind()
    services.remind()
    db.session.commit()
    assert taster.state == SignupState.CALLED_OFF
    (off,) = sent()[before + 1 :]
    assert (off.subject, "off for you" in off.text) == ("A change to Thursday", True)


def test_who_has_company_again_by_then_is_expected(tried, freeze):
    helper, taster = tried
    services.cannot_make_it(helper.shift, helper.person)
    make_signup(helper.shift)

    freeze(local("2026-11-25 11:05"))
    services.remind()

    assert taster.state == SignupState.SIGNED_UP


def test_so_near_the_start_it_is_off_for_them_at_once(tried, freeze):
    helper, taster = tried
    freeze(helper.shift.starts_at - timedelta(hours=5))

    services.cannot_make_it(helper.shift, helper.person)

    assert taster.state == SignupState.CALLED_OFF


def test_a_shift_that_comes_back_without_its_helper_is_seen_to(tried, sent, freeze):
    helper, taster = tried
    services.call_off(helper.shift)
    services.sign_up(
        make_shift(helper.shift.opportunity, starts_at=helper.shift.starts_at), helper.person
    )

    services.put_back_on(helper.shift)

    assert taster.state == SignupState.SIGNED_UP
    db.session.commit()
    assert any("You will not be there alone" in mail.text for mail in sent())


@pytest.mark.one_database_says_it
@pytest.mark.parametrize(("state", "may"), [("signed_up", True), ("cannot_make_it", False)])
def test_who_does_not_come_any_more_does_not_learn_who_does(app, freeze, state, may):
    signup = make_signup(state=state)
    freeze(signup.shift.starts_at - timedelta(hours=2))

    assert may_see_company(signup) == may
