"""Asking for a role: one thing a page, kept as long as it takes, sent once."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from app.opportunities import queries, services
from app.opportunities.models import Application, ApplicationState
from app.shared.database import db
from app.shared.errors import RuleBroken
from app.shared.outbox import OutboxMessage
from tests.factories import make_application, make_membership, make_person, make_role
from tests.page import get_page

NOON = datetime(2026, 6, 10, 11, tzinfo=UTC)
ANSWERS = {
    "name": {"name": "Kel Marsh"},
    "contact": {"email": "kel@example.org", "phone": "07700 900461"},
    "why": {"why": "I like to paint."},
    "free": {"free": ["1-afternoon", "9-never"]},
    "needs": {},
    "referee": {"referee_when": "later"},
    "agreement": {"has_read": "y", "is_old_enough": "y"},
}


def kinds_of_mail():
    return sorted(db.session.scalars(select(OutboxMessage.kind)))


def write(client, role, but=()):
    for step, answers in ANSWERS.items():
        if step not in but:
            client.post(f"/volunteer/{role.slug}/apply/{step}", data=answers)


def test_from_the_first_page_to_the_group(client, sign_in):
    organiser = make_membership(position="organiser")
    role = make_role(organiser.organisation)
    sign_in(make_person())
    first = client.get(f"/volunteer/{role.slug}/apply")
    assert first.location.endswith("/apply/name")

    write(client, role)
    page = get_page(client, f"/volunteer/{role.slug}/apply/check")
    answers = [client.post(f"/volunteer/{role.slug}/apply/check") for _ in range(2)]

    assert "Tuesday afternoon" in page.words
    assert {each.status_code for each in answers} == {303}
    application = db.session.scalars(select(Application)).one()
    assert (application.state, application.free) == ("sent", ["1-afternoon"])
    assert kinds_of_mail() == ["opportunities.applied", "opportunities.to_answer"]


def test_nobody_is_asked_about_convictions_health_or_a_birth_date(client, sign_in):
    """P15: every page of the form, and the check of it, even where the role has a check."""
    role = make_role(
        title="House mentor",
        check_level="enhanced",
        eligibility_confirmed_at=NOON,
        check_why="Alone with people",
    )
    sign_in(make_person())
    write(client, role)

    pages = [f"/volunteer/{role.slug}/apply/{step}" for step in (*ANSWERS, "check")]

    for page in pages:
        text = client.get(page).text
        main = text[text.index("<main") : text.index("</main>")]
        found = re.search(r"convict|criminal|health|diagnos|recovery|date of birth", main, re.I)
        assert not found, f"{page} says {found[0]}"


def test_half_a_form_waits_for_as_long_as_it_takes(client, sign_in):
    """W9."""
    role, person = make_role(), make_person()
    with time_machine.travel(NOON, tick=False) as clock:
        sign_in(person)
        client.post(f"/volunteer/{role.slug}/apply/name", data=ANSWERS["name"])
        client.post(f"/volunteer/{role.slug}/apply/why", data=ANSWERS["why"] | {"later": "1"})
        clock.shift(timedelta(hours=2))
        on_the_list = get_page(client, "/you/volunteering").words
        back = client.get(f"/volunteer/{role.slug}/apply")
        kept = get_page(client, f"/volunteer/{role.slug}/apply/why")

    assert role.title in on_the_list
    assert back.location.endswith("/apply/contact"), "On to the first page that is not answered"
    assert "I like to paint." in kept.words


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_what_is_missing_is_said_beside_it_and_what_was_typed_stays(client, sign_in, headers):
    role = make_role()
    sign_in(make_person())
    typed = {"referee_when": "now", "referee_name": "Alex", "referee_email": "alex"}

    answer = client.post(f"/volunteer/{role.slug}/apply/referee", data=typed, headers=headers)

    assert answer.status_code == 422
    assert "Enter an email address like name@example.com" in answer.text
    assert 'value="Alex"' in answer.text
    assert ("<html" in answer.text) == (not headers)
    assert db.session.scalar(select(func.count(Application.id))) == 0


def test_a_form_that_is_not_whole_is_not_sent(client, sign_in):
    role, person = make_role(), make_person()
    sign_in(person)
    write(client, role, but=["agreement"])

    answer = client.post(f"/volunteer/{role.slug}/apply/check")

    assert answer.location.endswith("/apply/agreement")
    with pytest.raises(RuleBroken):
        services.send(queries.live_of(person, role), list(ANSWERS))


def test_a_role_that_closed_meanwhile_keeps_the_draft(app):
    role, person = make_role(), make_person()
    draft = services.start(person, role)
    for step in ANSWERS:
        services.keep(draft, step, {"name": "Kel", "is_old_enough": True})
    role.closed_at = NOON
    db.session.flush()

    with pytest.raises(RuleBroken, match="We keep what you wrote"):
        services.send(draft, list(ANSWERS))


def test_two_taps_on_the_first_page_begin_one_draft(app):
    role, person = make_role(), make_person()

    assert services.start(person, role).id == services.start(person, role).id


def test_whoever_alone_decides_for_a_group_is_told_that_nobody_could_answer(client, sign_in):
    alone = make_membership(position="organiser")
    role = make_role(alone.organisation)
    draft = make_application(role, alone.person, state="draft", is_old_enough=True)
    address = f"/volunteer/{role.slug}/apply"
    sign_in(alone.person)

    with pytest.raises(RuleBroken, match="You alone decide"):
        services.send(draft, [])
    db.session.delete(draft)
    db.session.commit()
    refused = [client.get(address), client.post(f"{address}/name", data=ANSWERS["name"])]

    assert {each.location for each in refused} == {f"/volunteer/{role.slug}"}
    assert "You alone decide for this group" in get_page(client, f"/volunteer/{role.slug}").words
    make_membership(alone.organisation, position="screener")
    assert client.get(address).location == f"{address}/name"


def test_after_not_this_time_they_may_ask_again_at_once(client, sign_in):
    application = make_application(state=ApplicationState.NOT_THIS_TIME)
    sign_in(application.person)
    role = application.opportunity

    client.post(f"/volunteer/{role.slug}/apply/name", data=ANSWERS["name"])

    assert queries.live_of(application.person, role).state == ApplicationState.DRAFT


def test_a_draft_that_is_thrown_away_is_gone(client, sign_in):
    draft = make_application(state=ApplicationState.DRAFT)
    slug = draft.opportunity.slug
    sign_in(draft.person)

    for _ in range(2):
        client.post(f"/volunteer/{slug}/apply/removal")

    assert db.session.scalar(select(func.count(Application.id))) == 0


def test_somebody_elses_application_is_not_there(client, sign_in):
    application = make_application(state=ApplicationState.SENT)
    sign_in(make_person())

    assert client.get(f"/you/volunteering/{application.id}").status_code == 404


def test_whoever_had_no_name_yet_is_called_what_they_said(client, sign_in):
    person, role = make_person(name=""), make_role()
    sign_in(person)
    write(client, role)

    client.post(f"/volunteer/{role.slug}/apply/check")

    db.session.refresh(person)
    assert person.name == "Kel Marsh"
