"""A word from somebody who knows them: asked by mail, answered once, chased twice."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from app.opportunities import queries, services
from app.opportunities.models import ReferenceReply, ScreeningStep
from app.shared import mail
from app.shared.database import db
from app.shared.errors import RuleBroken
from app.shared.outbox import OutboxMessage
from tests.factories import make_application, make_membership, make_reference, make_role, make_step
from tests.page import get_page

NOON = datetime(2026, 6, 10, 11, tzinfo=UTC)
DAY = timedelta(days=1)
ANSWER = {"how_long": "Ten years", "in_what_way": "Next door", "is_happy": "yes", "words": ""}


def mails(kind):
    return db.session.scalars(
        select(OutboxMessage)
        .where(OutboxMessage.kind == f"opportunities.{kind}")
        .order_by(OutboxMessage.id)
    ).all()


def test_the_referee_is_asked_once_somebody_says_yes(app):
    role = make_role(title="Recovery mentor", neutral_title="Mentor", references_needed=1)
    named = {"referee_name": "Alex", "referee_email": "alex@example.org"}
    application = make_application(role, state="sent", name="Kel", **named)
    by = make_membership(role.organisation).person

    services.offer(application, by)
    assert not mails("reference_ask"), "Nobody is asked before they said yes"
    services.accept(application)

    (asked,) = mails("reference_ask")
    words = mail.render(asked)
    assert words.subject == f"{application.name} asked if you would give a reference"
    assert "Mentor" in words.text
    assert "Recovery" not in words.text


def test_a_link_that_was_used_says_so_kindly(client):
    step, key = make_reference()
    make_membership(step.application.opportunity.organisation)
    address = f"/reference/{key}"
    assert get_page(client, address).title

    first = client.post(address, data=ANSWER)
    second = client.post(address, data=ANSWER)
    later = client.get(address)

    assert (first.status_code, second.status_code, later.status_code) == (200, 200, 200)
    assert "You have answered already" in second.text
    assert "You have answered already" in later.text
    assert later.headers["Cache-Control"] == "no-store"
    assert "noindex" in later.headers["X-Robots-Tag"]
    assert db.session.scalar(select(func.count(ReferenceReply.id))) == 1
    assert len(mails("to_answer")) == 1


def test_what_a_referee_leaves_out_is_asked_for(client):
    _, key = make_reference()

    answer = client.post(f"/reference/{key}", data={"how_long": "Ten years"})

    assert answer.status_code == 422
    assert "Ten years" in answer.text


@pytest.mark.parametrize("state", ["withdrawn", "active", "not_this_time"])
def test_a_link_that_nobody_waits_for_says_so_kindly(client, state):
    _, key = make_reference(make_application(state=state))

    assert "Nobody waits for this any more" in client.get(f"/reference/{key}").text


def test_a_link_that_is_none_is_not_there(client):
    assert client.get("/reference/x").status_code == 404


def test_who_does_not_answer_is_asked_twice_more_and_then_there_is_another_way(app):
    application = make_application(make_role(), state="checks")
    step = make_step(application, kind="reference")
    with time_machine.travel(NOON, tick=False) as clock:
        services.name_referee(application, step.id, "Alex", "alex@example.org")
        for _ in range(30):
            clock.shift(DAY)
            services.keep_up()

    again = mails("reference_again")
    assert [each.created_at - NOON for each in again] == [7 * DAY, 14 * DAY]
    assert {each.context["token"] for each in again} == {
        mails("reference_ask")[0].context["token"]
    }, "The link they have goes on working"
    assert step.is_unanswered
    assert len(mails("no_reference")) == 1


def test_another_referee_takes_the_place_of_one_who_says_nothing(app):
    step, key = make_reference()
    application = step.application

    services.name_referee(application, step.id, "Sam", "sam@example.org")
    services.name_referee(application, step.id, "Sam", "sam@example.org")

    assert queries.step_with(key) is None
    assert [each.recipient for each in mails("reference_ask")] == ["sam@example.org"]


def test_nobody_speaks_for_themselves_or_twice(app):
    step, _ = make_reference(referee_email="alex@example.org")
    application = step.application
    other = make_step(application, kind="reference")

    for email in (application.person.email, "alex@example.org"):
        with pytest.raises(RuleBroken):
            services.name_referee(application, other.id, "Me", email)
    assert other.state == "to_do"


def test_naming_somebody_on_the_page(client, sign_in):
    step = make_step(make_application(state="checks"), kind="reference")
    sign_in(step.application.person)
    address = f"/you/volunteering/{step.application_id}/referees/{step.id}"

    wrong = client.post(address, data={"name": "Alex", "email": "alex"})
    right = client.post(address, data={"name": "Alex", "email": "alex@example.org"})

    assert (wrong.status_code, right.status_code) == (422, 303)
    assert 'value="Alex"' in wrong.text
    assert db.session.get(ScreeningStep, step.id).state == "asked"


def test_a_reference_is_read_by_those_who_decide_and_not_by_whom_it_is_about(client, sign_in):
    step, key = make_reference()
    organiser = make_membership(step.application.opportunity.organisation).person
    client.post(f"/reference/{key}", data=ANSWER | {"words": "Steady as a table"})

    sign_in(organiser)
    theirs = client.get(f"/organise/applications/{step.application_id}").text
    sign_in(step.application.person)
    own = client.get(f"/you/volunteering/{step.application_id}").text

    assert ("Steady as a table" in theirs, "Steady as a table" in own) == (True, False)
