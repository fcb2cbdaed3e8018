"""Whose badges are found, by whom, and in which state."""

import pytest
from werkzeug.exceptions import NotFound

from app.badges import queries, services
from app.badges.models import Figures
from app.organisations.models import OrganisationState
from app.shared.database import db, utcnow
from app.shared.errors import RuleBroken
from tests.factories import make_membership, make_organisation
from tests.making_badges import make_award, make_badge, make_evidence

pytestmark = pytest.mark.one_database_says_it
STATES = ("working_on", "asked", "more_needed", "earned", "ended", "withdrawn", "given_up")


def in_every_state(person, group, **says):
    """A way to a badge in each state, by state."""
    says = {"organisation": group, "reason": "Not theirs", "earned_at": utcnow()} | says
    states = [state for state in STATES if says["reason"] or state != "withdrawn"]
    return {state: make_award(person, state=state, **says) for state in states}


def needing(badge):
    return make_badge(criteria=({"words": "Hold it", "measure": "badge", "needs_id": badge.id},))


def test_a_group_reads_what_it_was_asked_for_and_gave_and_not_what_was_given_up(group, tomasz):
    awards = in_every_state(tomasz, group)

    def found(award):
        try:
            return queries.of_group(group, award.id) is award
        except NotFound:
            return False

    there = {state for state, award in awards.items() if found(award)}
    assert there == {*STATES} - {"working_on", "given_up"}
    assert [award.state for award in queries.awarded_by(group)] == ["earned"]


@pytest.mark.parametrize("says", [{"look_again": "Less", "reason": ""}, {"look_again": ""}])
def test_what_may_be_looked_at_again_still_stands(group, tomasz, says):
    says = {"reason": "Not sure"} | says
    states = ("more_needed", "earned", "ended", "given_up")
    for state in states:
        make_award(tomasz, organisation=group, state=state, earned_at=utcnow(), **says)

    assert [award.state for award in queries.to_look_at(group)] == ["more_needed", "earned"]


def test_a_group_gives_what_is_its_own_or_everyones(group):
    own, everyones = make_badge(organisation_id=group.id), make_badge()
    make_badge(organisation_id=make_organisation().id)
    make_badge(retired_at=utcnow())

    assert {badge.id for badge in queries.to_give(group)} == {own.id, everyones.id}


def test_only_what_is_over_for_oneself_is_said_to_be_over(tomasz, priya):
    badge = make_badge()
    make_award(priya, badge, state="ended")
    make_award(tomasz, badge, state="given_up")
    assert queries.over_of(tomasz, badge) is None

    over = make_award(tomasz, badge, state="ended")

    assert queries.over_of(tomasz, badge) is over


def test_a_group_that_is_not_checked_is_not_asked(group, tomasz):
    badge = make_badge()
    services.start(tomasz, badge)
    group.state = OrganisationState.PAUSED

    with pytest.raises(RuleBroken, match="Choose a group"):
        services.ask(tomasz, badge, group)


def test_nobody_finds_what_somebody_else_added(tomasz, priya):
    item = make_evidence(make_award(tomasz))

    with pytest.raises(NotFound):
        queries.evidence_of(priya, item.id)


def test_only_a_badge_that_one_holds_oneself_counts_where_it_is_needed(group, tomasz, priya):
    needed = make_badge()
    make_award(priya, needed, state="earned", earned_at=utcnow())
    make_award(tomasz, needed)

    award = services.start(tomasz, needing(needed))

    assert award.ticks == []


def test_what_one_earns_ticks_nothing_for_others(group, tomasz, priya, marcus):
    needed = make_badge()
    other = needing(needed)
    services.start(tomasz, other)
    theirs = services.start(priya, other)

    services.give(group, needed, [tomasz], "", marcus)

    db.session.refresh(theirs, ["ticks"])
    assert theirs.ticks == []


def test_nothing_is_counted_for_what_is_over(tomasz):
    step = {"words": "Give 3 hours", "measure": "hours", "amount": 180}
    over = make_award(tomasz, make_badge(criteria=(step,)), state="ended")

    services.counted(tomasz.id, {over.badge_id: Figures(minutes=180)})

    db.session.refresh(over, ["ticks"])
    assert over.ticks == []


def test_what_waits_to_be_signed_is_what_stands_and_has_no_neutral_file(group, tomasz):
    earned = in_every_state(tomasz, group)["earned"]
    services.issue(queries.award_of(tomasz, earned.badge), is_neutral=False)

    assert [award.id for award in queries.without_credential(9)] == [earned.id]


def test_giving_up_ones_own_leaves_what_others_have(group, tomasz, priya, marcus):
    badge = make_badge()
    services.give(group, badge, [tomasz, priya], "", marcus)

    services.stop(tomasz, badge)

    (kept,) = queries.all_credentials_of(queries.award_of(priya, badge))
    assert kept.revoked_at is None


def test_a_note_is_found_by_whoever_wrote_it_and_nobody_of_another_group(group, tomasz, priya):
    other = make_membership(person=tomasz).organisation
    services.reflect(tomasz, badge := make_badge(), "I listened", other, "a-form")
    note = queries.award_of(tomasz, badge).reflections[0]

    assert [each.id for each in queries.shown_to(other)] == [note.id]
    assert queries.shown_to(group) == []
    with pytest.raises(NotFound):
        queries.reflection_of(priya, note.id)


def test_only_what_is_earned_is_withdrawn_and_the_first_doubt_stands(group, tomasz, marcus, priya):
    awards = in_every_state(tomasz, group, reason="")
    says = "Not theirs"
    with pytest.raises(RuleBroken, match="Only a badge that is earned"):
        services.propose_withdrawal(queries.of_group(group, awards["asked"].id), says, marcus)
    earned = queries.of_group(group, awards["earned"].id)
    services.propose_withdrawal(earned, says, marcus)

    with pytest.raises(RuleBroken, match="Somebody else has proposed"):
        services.propose_withdrawal(earned, "Another", priya)
