"""Who could do a shift, in a fair order, and why somebody is not among them."""

from datetime import UTC, datetime, timedelta

import pytest

from app.rota import parts, queries, services
from app.shared.database import db, utcnow
from tests.factories import (
    make_application,
    make_membership,
    make_person,
    make_role,
    make_shift,
    make_signup,
    make_step,
)
from tests.page import get_page, read_page

MONDAY_MORNING = datetime(2027, 3, 1, 10, tzinfo=UTC)


@pytest.fixture
def shift(app):
    return make_shift(make_role(most_hours_a_week=10), starts_at=MONDAY_MORNING)


def helper(shift, name, **says):
    return make_application(shift.opportunity, make_person(name=name), **says)


def could(shift, name=""):
    db.session.expire_all()
    return parts.who_could(queries.shift(shift.id), name)


def names(found):
    return [each.name for each in found["could"]]


def why(shift, name):
    [found] = could(shift, name)["called"]
    return found.words


def another(shift, helper, hours_later, hours=3):
    other = make_shift(
        shift.opportunity, starts_at=MONDAY_MORNING + timedelta(hours=hours_later), hours=hours
    )
    make_signup(other, helper.person)


def test_whoever_is_free_and_has_helped_least_comes_first(shift):
    often = helper(shift, "Olga Often", free=["0-morning"])
    another(shift, often, 48)
    helper(shift, "Una Unsaid")
    helper(shift, "Fay Free", free=["0-morning", "0-afternoon"])

    assert names(could(shift)) == ["Fay F", "Olga O", "Una U"]


def test_what_stands_in_the_way_is_said(shift):
    helper(shift, "Nell Notfree", free=["1-evening"])
    helper(shift, "Bev Break", state="paused")
    make_signup(shift, helper(shift, "Ian In").person)
    another(shift, helper(shift, "Ola Overlap"), 1)
    another(shift, helper(shift, "Rex Rest"), 8)
    another(shift, helper(shift, "Hal Hours"), 48, hours=9)
    make_step(helper(shift, "Cid Check"), kind="check", state="asked")

    assert names(could(shift)) == []
    assert "not free" in why(shift, "Nell")
    assert "break" in why(shift, "Bev")
    assert "on it" in why(shift, "Ian")
    assert "at that time" in why(shift, "Ola")
    assert "11 hours" in why(shift, "Rex")
    assert "seven days" in why(shift, "Hal")
    assert "needs" in why(shift, "Cid")


@pytest.mark.parametrize(("hours_later", "hours"), [(1, 3), (8, 3), (48, 9)])
def test_what_somebody_does_for_another_group_is_not_told(shift, hours_later, hours):
    busy = helper(shift, "Bea Busy")
    helper(shift, "Nell Notfree", free=["1-evening"])
    start = MONDAY_MORNING + timedelta(hours=hours_later)
    make_signup(make_shift(starts_at=start, hours=hours), busy.person)

    assert names(could(shift)) == []
    assert why(shift, "Bea") == why(shift, "Nell")
    with pytest.raises(services.CannotSignUp, match="not free then") as refused:
        services.put_in(shift, busy.person, make_person(), "They asked for it")
    assert not refused.value.refusal.may_be_overridden


def test_a_missed_shift_stands_in_nobodys_way_and_moves_nobody_back(shift):
    unlucky = helper(shift, "Una Unlucky", moved_at=utcnow() - timedelta(days=9))
    helper(shift, "Sam Since")
    other = make_shift(shift.opportunity, starts_at=MONDAY_MORNING + timedelta(hours=8), hours=9)
    make_signup(other, unlucky.person, state="did_not_come")

    assert names(could(shift)) == ["Una U", "Sam S"]


@pytest.mark.parametrize("says", [{"cancelled_at": utcnow()}, {"starts_at": utcnow()}])
def test_nobody_could_do_a_shift_that_is_off_or_has_begun(app, says):
    closed = make_shift(**says)
    helper(closed, "Fay Free")

    assert names(could(closed)) == []


def test_somebody_of_the_group_without_the_role_and_nobody_else(shift):
    make_membership(shift.opportunity.organisation, make_person(name="Vic Team"))
    make_person(name="Vic Stranger")

    [found] = could(shift, "Vic")["called"]

    assert found.words == "They do not have this role."


def test_the_page_names_nobody_in_full_and_takes_no_whole_surname(client, sign_in, shift):
    group = shift.opportunity.organisation
    sign_in(make_membership(group, position="organiser").person)
    helper(shift, "Fay Freeling")
    address = f"/organise/{group.slug}/rota/{shift.id}/who"

    page = read_page(client.post(address, data={"name": "Fay Freeman"}))

    assert "Who could do this?" in page.words
    assert "They are in the list." in page.words
    assert "Freeling" not in page.words
    assert '<form method="post" class="flow"' in page.text
    assert "They are in the list." not in get_page(client, f"{address}?name=Fay").words


def test_costs_the_same_for_one_or_many(shift, count_queries):
    helper(shift, "Fay Free")
    one = count_queries(lambda: could(shift))
    for number in range(5):
        another(shift, helper(shift, f"Sam {number}"), 40 + number)

    assert count_queries(lambda: could(shift)) == one
