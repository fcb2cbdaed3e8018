"""What the group says to an application, and what comes of it."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from app.opportunities import queries, services
from app.opportunities.models import Application, ApplicationNote, StepState
from app.opportunities.services import StepAct
from app.organisations import queries as organisations
from app.organisations.models import Membership
from app.shared import outbox
from app.shared.database import db, utcnow
from app.shared.errors import RuleBroken
from app.shared.outbox import OutboxMessage
from tests.factories import (
    make_application,
    make_membership,
    make_organisation,
    make_person,
    make_reference,
    make_role,
    make_step,
)
from tests.page import get_page

NOON = datetime(2026, 6, 10, 11, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def team(app):
    """A screener of a group."""
    return make_membership(position="screener")


def applied(team, state="sent", **role):
    return make_application(make_role(team.organisation, **role), state=state)


def mails(kind):
    return db.session.scalars(
        select(OutboxMessage).where(OutboxMessage.kind == f"opportunities.{kind}")
    ).all()


def test_from_a_chat_to_the_team(team):
    application = applied(team, references_needed=0, induction="An hour", training=["Tea"])
    by = team.person

    for verb in (services.invite_to_talk, services.offer):
        verb(application, by)
        verb(application, by)
    services.accept(application)
    with pytest.raises(RuleBroken, match="still things to do"):
        services.welcome(application, by)
    services.read_agreement(application)
    for step in queries.steps_of(application):
        if not step.is_settled:
            today = utcnow().date()
            services.act_on_step(application, step.id, StepAct.FINISH, by, on=today)
    services.welcome(application, by)

    assert queries.role_of(application.person, application.opportunity)
    member = organisations.member(team.organisation, application.person_id)
    assert (member.positions, member.is_shown) == (("volunteer",), False)
    assert [len(mails(kind)) for kind in ("talk", "offered", "checks", "welcome")] == [1] * 4


def test_a_no_says_why_and_what_else_there_is(team):
    application = applied(team)
    application.person.wants_full_words = True
    others = [make_role(team.organisation) for _ in range(4)]
    make_application(others[0], application.person, state="sent")

    services.say_not_this_time(application, "The role is full", team.person)
    services.say_not_this_time(application, "The role is full", team.person)

    (mail,) = mails("not_this_time")
    assert mail.context["reason"] == "The role is full"
    offered = {each["slug"] for each in mail.context["others"]}
    assert offered == {role.slug for role in others[1:]}, "Three, and none they asked for"


def test_no_space_is_a_place_on_the_list_until_there_is(team):
    application = applied(team)

    services.put_on_reserve(application, team.person)
    services.find_space(application, team.person)

    assert application.state == "talking"
    assert (len(mails("on_reserve")), len(mails("talk"))) == (1, 1)


def test_nobody_decides_about_themselves(client, sign_in, team):
    own = make_application(make_role(team.organisation), team.person, state="sent")
    sign_in(team.person)

    with pytest.raises(RuleBroken, match="Somebody else"):
        services.offer(own, team.person)
    assert client.get(f"/organise/applications/{own.id}").status_code == 404
    assert client.post(f"/organise/applications/{own.id}/offer").status_code == 404
    listed = get_page(client, f"/organise/{team.organisation.slug}/applications").words
    assert "Nobody is waiting" in listed


def test_whoever_left_the_team_looks_after_nobody_any_more(client, sign_in, team):
    application = applied(team)
    services.invite_to_talk(application, team.person)
    other = make_membership(team.organisation, position="organiser").person
    db.session.delete(db.session.get(Membership, team.id))
    db.session.commit()
    sign_in(other)
    page = f"/organise/applications/{application.id}"

    before = get_page(client, page).words
    client.post(f"{page}/keeper")
    after = get_page(client, page).words

    assert "With nobody yet" in before
    assert f"With {other.first_name_and_initial}" in after
    with pytest.raises(RuleBroken):
        services.offer(application, team.person)


def test_the_team_sees_how_to_reach_somebody_once_it_asks_for_a_chat(client, sign_in, team):
    application = applied(team)
    application.name, application.phone = "Kel Marsh", "07700 900461"
    db.session.commit()
    sign_in(team.person)
    page = f"/organise/applications/{application.id}"

    before = client.get(page).text
    client.post(f"{page}/chat")
    after = client.get(page).text

    assert ("Kel M" in before, "Marsh" in before) == (True, False)
    assert ("07700" in before, "07700" in after) == (False, True)


def test_what_the_team_notes_down_they_may_read(client, sign_in, team):
    application = applied(team)
    sign_in(team.person)
    note = {"words": "Kind, and good with cups.", "form_key": "one form"}

    for _ in range(2):
        client.post(f"/organise/applications/{application.id}/notes", data=note)
    sign_in(application.person)

    assert db.session.scalar(select(func.count(ApplicationNote.id))) == 1
    assert "good with cups" in get_page(client, f"/you/volunteering/{application.id}").words


def test_that_a_role_is_not_for_somebody_takes_two(team):
    application = applied(team, state="checks")
    application.person.wants_full_words = True
    step = make_step(application)
    second = make_membership(team.organisation, position="organiser").person
    why = {"reason": "It is alone with one person at night"}

    services.act_on_step(application, step.id, StepAct.DOUBT, team.person, **why)
    with pytest.raises(RuleBroken, match="second person"):
        services.act_on_step(application, step.id, StepAct.REFUSE, team.person)
    assert application.state == "checks"
    assert not mails("not_this_time")
    services.act_on_step(application, step.id, StepAct.REFUSE, second)

    assert (step.state, application.state) == ("not_suitable", "not_this_time")
    (mail,) = mails("not_this_time")
    assert mail.context["is_after_check"]


def test_a_doubt_can_be_taken_back(team):
    application = applied(team, state="checks")
    step = make_step(application)

    services.act_on_step(application, step.id, StepAct.DOUBT, team.person, reason="Not sure")
    services.act_on_step(application, step.id, StepAct.GO_ON, team.person)

    assert (step.is_doubted, step.reason) == (False, "")


def test_an_enhanced_check_is_not_asked_for_where_nobody_looked_who_may_be(team):
    application = applied(team, state="checks", published_at=None, check_level="enhanced")
    step = make_step(application, kind="check", level="enhanced")

    with pytest.raises(RuleBroken, match="official guidance"):
        services.act_on_step(application, step.id, StepAct.ASK, team.person)


@pytest.mark.parametrize(
    ("state", "level", "status"),
    [
        *(("sent", "basic", 404), ("talking", "basic", 404), ("offered", "basic", 200)),
        *(("checks", "basic", 200), ("offered", "none", 404)),
    ],
)
def test_a_record_is_spoken_of_after_an_offer_and_only_where_there_is_a_check(
    client, sign_in, state, level, status
):
    application = make_application(make_role(check_level=level), state=state)
    sign_in(application.person)

    assert client.get(f"/you/volunteering/{application.id}/check").status_code == status


def test_a_check_holds_for_thirty_days_after_it_should_have_been_renewed(team):
    application = applied(team, state="active")
    seen = datetime(2023, 6, 1, tzinfo=UTC).date()
    renew_on = seen + timedelta(days=3 * 365)
    make_step(application, kind="check", state="done", done_on=seen, renew_on=renew_on)
    asked = application.person, application.opportunity, "check"

    assert queries.has_passed(*asked, on=renew_on + 30 * DAY)
    assert not queries.has_passed(*asked, on=renew_on + 31 * DAY)


def test_a_row_of_the_list_changes_with_htmx_and_a_page_without(client, sign_in, team):
    application = applied(team, state="checks")
    chat, tea = make_step(application), make_step(application, kind="training", about="Tea")
    sign_in(team.person)
    data = {"act": "finish", "on": "2026-06-09"}

    row = client.post(_step(application, chat), data=data, headers={"HX-Request": "true"})
    page = client.post(_step(application, tea), data=data)
    wrong = client.post(_step(application, tea), data={"act": "waive"})

    assert (row.status_code, page.status_code, wrong.status_code) == (200, 303, 422)
    assert f'<li id="step-{chat.id}" class="done"' in row.text
    assert "<html" not in row.text
    assert {chat.state, tea.state} == {StepState.DONE}


def test_who_waits_is_not_forgotten(team):
    with time_machine.travel(NOON, tick=False) as clock:
        application = applied(team)
        application.sent_at = NOON
        for days in (6, 2, 1, 6, 2):
            clock.shift(days * DAY)
            services.keep_up()

    assert (len(mails("still_waiting")), len(mails("sorry"))) == (1, 1)


def test_nothing_goes_out_at_night(team):
    application = applied(team)
    application.sent_at = NOON - 20 * DAY

    services.keep_up(NOON + timedelta(hours=11))

    assert not mails("sorry")


def test_a_check_that_ends_is_told_of_in_time_and_once(team):
    application = applied(team, state="active")
    make_step(application, kind="check", state="done", renew_on=(NOON + 89 * DAY).date())
    make_step(application, kind="check", state="done", renew_on=(NOON + 91 * DAY).date())

    services.keep_up(NOON)
    services.keep_up(NOON)

    assert (len(mails("check_ends")), len(mails("check_of_team_ends"))) == (1, 1)


@pytest.mark.parametrize(
    ("state", "days", "is_kept"),
    [
        *(("not_this_time", 180, True), ("not_this_time", 184, False)),
        *(("withdrawn", 29, True), ("withdrawn", 31, False)),
        *(("draft", 180, True), ("draft", 184, False)),
        *(("ended", 999, True), ("active", 999, True)),
    ],
)
def test_what_came_to_nothing_is_forgotten(app, state, days, is_kept):
    since = {"moved_at": NOON - days * DAY, "saved_at": NOON - days * DAY}
    application = make_application(state=state, **since)
    make_reference(application)
    about = f"application:{application.id}"
    outbox.post(kind="opportunities.talk", to="a@b.org", full=False, context={}, about=about)

    services.forget(NOON)

    assert bool(db.session.scalar(select(func.count(Application.id)))) == is_kept
    assert outbox.is_known(about) == is_kept


def test_a_break_and_an_end_take_nothing_but_the_place_in_the_team(team):
    group = team.organisation
    first = applied(team, state="checks")
    services.welcome(first, team.person)
    second = make_application(make_role(group), first.person, state="checks")
    services.welcome(second, team.person)

    services.pause(first, first.person)
    services.resume(first, first.person)
    services.end(first, first.person)
    assert organisations.holds(first.person, group, ["volunteer"]), "They have another role here"
    services.end(second, team.person)

    assert not organisations.holds(first.person, group, ["volunteer"])


def test_who_was_in_the_team_before_stays_in_it(team):
    group = team.organisation
    member = make_membership(group, position="volunteer").person
    application = make_application(make_role(group), member, state="checks")

    services.welcome(application, team.person)
    services.end(application, team.person)

    assert organisations.holds(member, group, ["volunteer"])


def test_taking_it_back_needs_no_reason_and_is_done_once(client, sign_in):
    application = make_application(state="offered")
    sign_in(application.person)

    answers = [client.post(f"/you/volunteering/{application.id}/withdrawal") for _ in range(2)]

    assert [each.status_code for each in answers] == [303, 303]
    assert application.state == "withdrawn"


def test_another_group_sees_nothing(client, sign_in, team):
    application = applied(team)
    sign_in(make_membership(make_organisation(), make_person(), position="admin").person)

    assert client.get(f"/organise/applications/{application.id}").status_code == 404


def test_the_list_costs_the_same_for_one_or_many(client, sign_in, team, count_queries):
    applied(team)
    sign_in(team.person)
    address = f"/organise/{team.organisation.slug}/applications"
    client.get(address)
    few = count_queries(lambda: client.get(address))
    role = make_role(team.organisation)
    for _ in range(3):
        make_application(role, state="talking", with_id=team.person_id)
    many = count_queries(lambda: client.get(address))

    assert many == few


def _step(application, step):
    return f"/organise/applications/{application.id}/steps/{step.id}"
