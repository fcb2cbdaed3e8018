"""Whoever is taken out of a team keeps no role of its group."""

import pytest

from app.opportunities import queries
from app.opportunities.models import ApplicationState
from app.organisations import services as teams
from app.rota import queries as rota
from app.rota import services as shifts
from app.shared.database import db, utcnow
from tests.factories import make_application, make_membership, make_person, make_role, make_signup
from tests.factories import make_shift as shift_of


@pytest.mark.parametrize("state", [ApplicationState.ACTIVE, ApplicationState.PAUSED])
def test_whoever_leaves_a_team_has_its_roles_no_more_and_others_still(app, sent, state):
    person = make_person(email="bev@example.org")
    ours, other = make_role(), make_role()
    held = make_application(ours, person, state=state, gave_position=True)
    kept = make_application(other, person)
    make_membership(ours.organisation, person, position="volunteer")
    shift = make_signup(shift_of(ours), person).shift

    teams.remove(ours.organisation, person)
    shifts.release_leavers(utcnow())

    assert (held.state, held.gave_position) == (ApplicationState.ENDED, False)
    assert kept.state == ApplicationState.ACTIVE
    assert queries.role_of(person, ours) is None
    assert rota.live_of(shift, person) is None
    db.session.commit()
    assert [mail.subject for mail in sent()] == ["Thank you"]
