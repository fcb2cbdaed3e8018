"""Whoever changes somebody's badge holds the person first: nobody acts on what is true no more."""

from datetime import timedelta

import pytest
from sqlalchemy import event

from app.badges import queries, services
from app.badges.models import EvidenceKind
from app.shared.database import db, utcnow
from tests.making_badges import make_award, make_badge, make_evidence

DAY = (utcnow() - timedelta(days=1)).date()
SEEN = EvidenceKind.OBSERVATION, "I saw it", DAY


@pytest.fixture
def writes(app):
    """What is written, in order."""
    seen = []

    def listen(_connection, _cursor, statement, *_rest):
        if statement.startswith(("INSERT", "UPDATE", "DELETE")):
            seen.append(statement)

    engine = db.engine
    event.listen(engine, "before_cursor_execute", listen)
    yield seen
    event.remove(engine, "before_cursor_execute", listen)


OWN = {
    "start": lambda me, badge, _: services.start(me, badge),
    "ask": lambda me, badge, group: services.ask(me, badge, group),
    "take back": lambda me, badge, _: services.take_back(me, badge),
    "stop": lambda me, badge, _: services.stop(me, badge),
    "hide": lambda me, badge, _: services.hide(me, badge, True),
    "add": lambda me, badge, _: services.add_evidence(me, badge, None, "x", "", "a-form"),
    "drop": lambda me, badge, _: services.drop_evidence(evidence_of(me, badge)),
    "reflect": lambda me, badge, _: services.reflect(me, badge, "x", None, "a-form"),
    "came": lambda me, badge, _: services.came(me.id, [badge.id], "a day"),
    "did not come": lambda me, badge, _: services.did_not_come(me.id, [badge.id], "a day"),
}
OF_THE_GROUP = {
    "award": lambda award, by: services.award(award, by),
    "more": lambda award, by: services.ask_for_more(award, "More", by),
    "vouch": lambda award, by: services.vouch(award, "Kind", by),
    "give": lambda award, by: services.give(
        award.organisation, award.badge, [award.person], "", by
    ),
    "observe": lambda award, by: services.observe(award, step(award), *SEEN, by, "a-form"),
    "untick": lambda award, by: services.untick(award, step(award), by),
}
OF_WHAT_IS_EARNED = {
    "propose": lambda award, by: services.propose_withdrawal(award, "Why", by),
    "leave": lambda award, by: services.leave_as_it_is(award, by),
    "agree": lambda award, by: services.agree_to_withdraw(award, by),
    "look": lambda award, by: services.looked_at(award, by),
    "end": lambda award, by: services.keep_up(utcnow() + timedelta(days=400)),
}


def step(award):
    return award.version.criteria[0].id


def evidence_of(person, badge):
    return queries.evidence_of(person, queries.award_of(person, badge).evidence[0].id)


@pytest.mark.one_database_says_it
@pytest.mark.parametrize("verb", OWN.values(), ids=OWN)
def test_a_person_who_changes_their_own_is_held_first(group, tomasz, writes, verb):
    sessions = {"words": "Come", "measure": "sessions", "amount": 2}
    award = make_award(tomasz, make_badge(criteria=(sessions,)), state="more_needed")
    make_evidence(award)
    writes.clear()

    verb(tomasz, award.badge, group)

    assert writes[0].startswith("UPDATE people ")


@pytest.mark.one_database_says_it
@pytest.mark.parametrize("verb", OF_THE_GROUP.values(), ids=OF_THE_GROUP)
def test_a_group_that_answers_holds_whose_badge_it_is_first(group, tomasz, marcus, writes, verb):
    says = {"organisation": group, "state": "asked", "asked_at": utcnow()}
    id_ = make_award(tomasz, make_badge(), **says).id
    award = queries.of_group(group, id_)
    if verb is OF_THE_GROUP["award"]:
        services.observe(award, step(award), *SEEN, marcus, "before")
    writes.clear()

    verb(award, marcus)

    assert writes[0].startswith("UPDATE people ")


@pytest.mark.one_database_says_it
@pytest.mark.parametrize("verb", OF_WHAT_IS_EARNED.values(), ids=OF_WHAT_IS_EARNED)
def test_so_does_whoever_has_doubts_and_whoever_ends_it(group, tomasz, marcus, priya, writes, verb):
    says = {"organisation": group, "state": "earned", "earned_at": utcnow()}
    proposed = {"proposed_by_id": marcus.id, "reason": "Why"}
    if verb is OF_WHAT_IS_EARNED["propose"]:
        proposed = {}
    id_ = make_award(tomasz, expires_on=DAY, **says | proposed).id
    award = queries.of_group(group, id_)
    writes.clear()

    verb(award, priya)

    assert writes[0].startswith("UPDATE people ")
