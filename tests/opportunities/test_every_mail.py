"""Every mail about applications can be drawn, and its discreet words give nothing away."""

import re

import pytest
from sqlalchemy import select

from app.opportunities import emails
from app.shared import mail
from app.shared.database import db
from app.shared.outbox import OutboxMessage
from tests.factories import (
    make_application,
    make_membership,
    make_organisation,
    make_reference,
    make_role,
)

TO_PERSON = ("applied", "talk", "on_reserve", "offered", "not_this_time", "checks", "welcome")
TO_PERSON += ("ended", "sorry")
TELLING = re.compile(r"recover|sober|peer|mentor|lantern|rehab", re.I)


@pytest.fixture
def step(app):
    group = make_organisation(name="Lantern Recovery", neutral_name="Chesterfield group")
    role = make_role(group, title="Recovery mentor", neutral_title="Helper")
    application = make_application(role, state="not_this_time", reason="You left rehab in May.")
    return make_reference(application)[0]


def post_all(step):
    application = step.application
    for name in TO_PERSON:
        getattr(emails, name)(application)
    team = [make_membership(application.opportunity.organisation).person]
    emails.not_this_time(application, is_after_check=True)
    emails.to_answer(application, team)
    emails.still_waiting(application, team)
    emails.check_of_team_ends(step, team)
    for name in ("no_reference", "check_ends"):
        getattr(emails, name)(step)
    for name in ("reference_ask", "reference_again"):
        getattr(emails, name)(step, f"{name[::-1]}-key")
    db.session.flush()
    return [(each.kind, mail.render(each)) for each in db.session.scalars(select(OutboxMessage))]


def test_discreet_words_give_nothing_away(step):
    drawn = post_all(step)

    assert len(drawn) == len(TO_PERSON) + 8
    for kind, words in drawn:
        for text in (words.subject, words.text, words.html):
            assert not TELLING.search(text), kind


def test_full_words_say_which_role(step):
    step.application.person.wants_full_words = True

    drawn = dict(post_all(step))

    assert drawn["opportunities.offered"].subject == "We’d love you to join us as Recovery mentor"
    assert "You left rehab in May." in drawn["opportunities.not_this_time"].text
    assert "Lantern" not in drawn["opportunities.reference_ask"].text
