"""Who is what in a group, and that no group is left without an admin."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import select
from werkzeug.exceptions import NotFound

from app.organisations import queries, services
from app.organisations.models import Membership, OrganisationKind, Position
from app.people.models import Person
from app.shared.database import db, writing
from app.shared.errors import RuleBroken
from tests.factories import make_membership, make_organisation, make_person

ADMIN, ORGANISER, VOLUNTEER = Position.ADMIN, Position.ORGANISER, Position.VOLUNTEER


@pytest.fixture
def group(app):
    return make_organisation(slug="hearthstone")


def join(group, *positions, **says):
    """Someone who is all of these in `group`."""
    person = make_person()
    for position in positions:
        make_membership(group, person, position=position, **says)
    return person


def positions(group, person):
    db.session.flush()
    rows = select(Membership.position).where(
        Membership.organisation_id == group.id, Membership.person_id == person.id
    )
    return set(db.session.scalars(rows))


def test_positions_are_given_and_taken_and_what_is_shown_stays(group):
    dean = join(group, VOLUNTEER, is_shown=True, title="Puts the tables out")

    services.set_positions(group, dean, [ORGANISER, Position.SCREENER])

    assert positions(group, dean) == {ORGANISER, Position.SCREENER}
    member = queries.member(group, dean.id)
    assert (member.is_shown, member.words) == (True, "Puts the tables out")


def test_other_groups_are_left_alone(group):
    dean = join(group, VOLUNTEER)
    other = make_membership(person=dean, position=ORGANISER).organisation

    services.set_positions(group, dean, [ORGANISER])
    services.remove(group, dean)

    assert positions(group, dean) == set()
    assert positions(other, dean) == {ORGANISER}


def test_the_last_admin_stays_until_somebody_else_is_one(group):
    hilary, priya = join(group, ADMIN, ORGANISER), join(group, ORGANISER)

    for refused in (
        lambda: services.set_positions(group, hilary, [ORGANISER]),
        lambda: services.remove(group, hilary),
        lambda: services.leave(group, hilary),
    ):
        with pytest.raises(RuleBroken, match="Make somebody else an admin first"):
            refused()
    assert positions(group, hilary) == {ADMIN, ORGANISER}
    services.set_positions(group, priya, [ADMIN])
    services.leave(group, hilary)

    assert positions(group, hilary) == set()


def test_no_position_at_all_is_not_taken_for_leaving(group):
    dean = join(group, VOLUNTEER)

    with pytest.raises(RuleBroken, match="take them out of the team"):
        services.set_positions(group, dean, [])

    assert positions(group, dean) == {VOLUNTEER}


def test_handing_over_makes_one_an_admin_and_the_other_an_organiser(group):
    hilary, dean = join(group, ADMIN, Position.SAFEGUARDING_LEAD), join(group, VOLUNTEER)

    services.hand_over(group, hilary, dean)

    assert positions(group, dean) == {ADMIN, VOLUNTEER}
    assert positions(group, hilary) == {ORGANISER, Position.SAFEGUARDING_LEAD}


def test_the_network_s_admins_help_with_teams_and_with_nothing_else(group):
    network = make_organisation(kind=OrganisationKind.NETWORK)
    jo, ravi = join(network, ADMIN), join(network, ORGANISER)

    assert queries.team_seen_by("hearthstone", jo) == group
    assert queries.leads(group, jo)
    assert not queries.leads(group, ravi)
    assert queries.organised_by(jo) == [network]


def at_once(app, *acts):
    """What is said to each of `acts`, admins who change the team of a group at the same moment."""
    start = Barrier(len(acts))

    def go(act):
        acting, verb, changed = act
        with app.app_context(), writing():
            start.wait(timeout=30)
            services.hold("hearthstone")
            try:
                held = queries.team_seen_by("hearthstone", db.session.get(Person, acting))
                verb(held, db.session.get(Person, changed))
            except RuleBroken as rule:
                return str(rule)
            except NotFound:
                return "not there"
            db.session.commit()
            return "done"

    db.session.rollback()
    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(go, acts))


@pytest.mark.parametrize("is_other", [True, False])
def test_two_admins_who_go_at_once_leave_one(app, group, is_other):
    """Each takes the other out of the team, or each leaves it."""
    one, two = (join(group, ADMIN).id for _ in range(2))
    acts = [(one, services.remove, two), (two, services.remove, one)]
    if not is_other:
        acts = [(one, services.leave, one), (two, services.leave, two)]

    said = at_once(app, *acts)

    refused = "not there" if is_other else "Make somebody else an admin first"
    assert said == sorted(["done", refused])
    assert db.session.scalars(select(Membership.position)).all() == [ADMIN]
