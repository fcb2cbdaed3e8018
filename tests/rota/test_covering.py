"""Not being able to make it, and who stands in."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.opportunities import services as opportunities
from app.people.models import Person
from app.rota import queries, services
from app.rota.models import Cover, CoverAsk, SignupState
from app.shared.database import db
from app.shared.errors import RuleBroken
from tests.factories import (
    WEEK,
    make_application,
    make_membership,
    make_role,
    make_shift,
    make_signup,
)


def asks(**which):
    """What people were asked, oldest first, each as it is found for its person."""
    found = db.session.scalars(select(CoverAsk).filter_by(**which).order_by(CoverAsk.id)).all()
    return [queries.ask_of(each.id, db.session.get_one(Person, each.person_id)) for each in found]


@pytest.fixture
def team(app):
    """A shift in a week that somebody has, five others who have the role, and a coordinator."""
    role = make_role()
    signup = make_signup(make_shift(role))
    make_membership(role.organisation)
    return signup, [make_application(role).person for _ in range(5)]


def test_in_good_time_it_is_only_released(team, sent):
    signup, _ = team

    services.cannot_make_it(signup.shift, signup.person)

    assert (signup.state, signup.seeks_cover) == (SignupState.CANNOT_MAKE_IT, False)
    db.session.commit()
    assert sent() == []


def test_late_the_coordinator_hears_of_it_and_others_are_asked(team, sent, freeze):
    signup, people = team
    services.choose_cover(people[0], Cover.MAIL)
    services.choose_cover(people[1], Cover.NEVER)
    freeze(signup.shift.starts_at - timedelta(hours=20))

    services.cannot_make_it(signup.shift, signup.person)

    assert signup.seeks_cover
    assert [ask.person_id for ask in asks()] == [people[n].id for n in (0, 2, 3)]
    db.session.commit()
    gap, coordinator = sent()
    assert gap.subject.startswith("Can you cover")
    assert coordinator.subject.startswith("A change to")
    assert signup.person.first_name not in coordinator.text


def test_a_swap_is_atomic_the_first_yes_wins_and_three_are_told(team, sent):
    signup, _ = team
    services.ask_swap(signup.shift, signup.person)
    first, second, _ = asks()

    taken = services.take(first)

    assert (signup.state, taken.state) == (SignupState.PASSED_ON, SignupState.SIGNED_UP)
    with pytest.raises(RuleBroken, match="Somebody else has just said yes"):
        services.take(second)
    assert services.take(first).id == taken.id
    db.session.commit()
    assert len(sent()) == 3
    assert queries.taken(signup.shift) == 1


def test_a_no_ends_it_for_them_and_the_next_is_asked(team):
    signup, people = team
    services.ask_swap(signup.shift, signup.person)

    services.refuse(asks()[0])
    services.keep(signup.shift, signup.person)
    services.ask_swap(signup.shift, signup.person)

    assert [ask.person_id for ask in asks()] == [people[n].id for n in (0, 1, 2, 3)]
    assert not queries.asked_of(people[0])


def test_whoever_was_asked_lately_comes_last(team):
    signup, people = team
    services.ask_swap(signup.shift, signup.person)
    other = make_signup(make_shift(signup.shift.opportunity, starts_in=3 * WEEK), signup.person)

    services.ask_swap(other.shift, other.person)

    assert [ask.person_id for ask in asks(signup_id=other.id)][:2] == [people[3].id, people[4].id]


def test_after_a_while_a_few_more_are_asked_in_the_day(team, freeze):
    signup, _ = team
    services.ask_swap(signup.shift, signup.person)
    freeze((signup.shift.starts_at - timedelta(days=3)).replace(hour=12))

    services.ask_on()
    services.ask_on()

    assert len(asks()) == 5


def test_who_stands_by_for_that_very_shift_is_asked_first(team, sent):
    signup, people = team
    signup.shift.most = signup.shift.least = 1
    late, early = people[4], people[3]
    for each in (early, late):
        services.choose_cover(each, Cover.NEVER)
        services.sign_up(signup.shift, each, stands_by=True)

    services.ask_swap(signup.shift, signup.person)

    assert [ask.person_id for ask in asks()] == [early.id, late.id, people[0].id]
    db.session.commit()
    assert [mail.subject[:13] for mail in sent()] == ["Can you cover"] * 2
    taken = services.take(asks()[1])
    assert (taken.person_id, taken.state) == (late.id, SignupState.SIGNED_UP)


def test_who_has_something_else_then_is_not_asked(app):
    role = make_role()
    signup = make_signup(make_shift(role))
    make_signup(make_shift(role), make_application(role).person)

    services.ask_swap(signup.shift, signup.person)

    assert asks() == []


def test_who_left_the_role_is_let_go_and_who_has_a_break_keeps_theirs(app):
    role = make_role()
    gone, resting = (make_signup(make_shift(role, starts_in=n * WEEK)) for n in (1, 2))
    for signup, state in ((gone, "ended"), (resting, "paused")):
        application = queries.roles_held(signup.person)[0]
        application.state = state
    db.session.commit()

    services.release_leavers()

    assert (gone.state, resting.state) == (SignupState.CANNOT_MAKE_IT, SignupState.SIGNED_UP)
    assert queries.breaks_of(resting.person) == [(role, 1)]
    assert services.release_all(resting.person, role.id) == 1


def test_who_stood_by_has_the_place_once_nothing_stands_in_the_way(app, sent, freeze):
    shift = make_shift(least=1, most=1)
    holder = make_signup(shift)
    near = make_shift(shift.opportunity, starts_at=shift.ends_at + timedelta(hours=2))
    standby = make_application(shift.opportunity).person
    services.sign_up(shift, standby, stands_by=True)
    make_signup(near, standby)
    freeze(shift.starts_at - timedelta(hours=20))
    services.cannot_make_it(shift, holder.person)
    services.keep_up()
    assert holder.seeks_cover
    assert queries.live_of(shift, standby).state == SignupState.STANDBY

    services.cannot_make_it(near, standby)
    services.keep_up()

    assert queries.live_of(shift, standby).state == SignupState.SIGNED_UP
    assert not holder.seeks_cover
    db.session.commit()
    assert "yours" in sent()[-1].text


def test_where_two_leave_at_once_one_who_stands_by_fills_one_place(app, freeze):
    shift = make_shift(least=2, most=2)
    leavers = [make_signup(shift, make_application(shift.opportunity).person) for _ in range(2)]
    standby, other = (make_application(shift.opportunity).person for _ in range(2))
    services.sign_up(shift, standby, stands_by=True)
    freeze(shift.starts_at - timedelta(hours=20))
    for signup in leavers:
        opportunities.end(queries.roles_held(signup.person)[0], signup.person)

    services.release_leavers()

    assert queries.live_of(shift, standby).state == SignupState.SIGNED_UP
    assert sorted(signup.seeks_cover for signup in leavers) == [False, True]
    assert [ask.person_id for ask in asks()] == [other.id]
