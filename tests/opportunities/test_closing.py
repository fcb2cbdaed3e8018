"""A role that is closed lets nobody wait for it."""

import pytest

from app.opportunities import services
from app.opportunities.models import OPEN, ApplicationState
from app.organisations.models import OrganisationState
from app.shared.database import db
from tests.factories import local, make_application, make_person, make_role

NOON = local("2026-11-25 12:00")


def test_whoever_is_on_the_way_to_a_role_hears_that_it_has_closed_and_what_else_there_is(sent):
    role = make_role(title="Driver")
    make_role(role.organisation, title="Tea maker")
    waiting = [
        make_application(role, make_person(wants_full_words=True), state=state) for state in OPEN
    ]
    has_it, elsewhere = make_application(role), make_application(state=ApplicationState.SENT)

    services.close_role(role)
    services.close_role(role)
    db.session.commit()

    assert {(each.state, each.reason) for each in waiting} == {
        ("not_this_time", "This role has closed.")
    }
    assert (has_it.state, elsewhere.state) == ("active", "sent")
    assert len(sent()) == len(waiting)
    assert all("This role has closed." in mail.text for mail in sent())
    assert all("Tea maker" in mail.text for mail in sent())


@pytest.mark.parametrize("state", [OrganisationState.LEFT, OrganisationState.PAUSED])
def test_who_waits_for_a_group_that_has_left_hears_so_and_for_one_that_is_paused_waits(
    app, sent, freeze, state
):
    freeze(NOON)
    waiting = make_application(state=ApplicationState.TALKING)
    waiting.opportunity.organisation.state = state

    for _ in range(2):
        services.keep_up()
        db.session.commit()

    is_gone = state == OrganisationState.LEFT
    assert waiting.state == ("not_this_time" if is_gone else "talking")
    assert [mail.subject for mail in sent()] == (["About your form"] if is_gone else [])
