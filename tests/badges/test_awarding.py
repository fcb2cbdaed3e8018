"""What a group says to whoever asks for a badge, and who may say it."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from app.badges import emails, parts, queries, services
from app.badges.models import AwardState, BadgeAward, EvidenceKind
from app.organisations.models import OrganisationState, Position
from app.shared.database import db, utcnow
from app.shared.errors import RuleBroken
from app.shared.mail import render
from app.shared.outbox import OutboxMessage, State
from tests.factories import make_membership, make_organisation, make_person
from tests.making_badges import make_award, make_badge

YESTERDAY = (utcnow() - timedelta(days=1)).date()


def asked(person, badge, group):
    services.start(person, badge)
    services.ask(person, badge, group)
    db.session.commit()
    return queries.of_group(group, queries.award_of(person, badge).id)


def tick(award, by, position=0):
    step = award.version.criteria[position]
    key = f"form {award.id} {step.id}"
    services.observe(award, step.id, EvidenceKind.OBSERVATION, "Saw it", YESTERDAY, by, key)


def mails(*names):
    rows = db.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)).all()
    return [row for row in rows if row.kind in {f"badges.{name}" for name in names}]


def test_a_badge_is_earned_once_every_step_is_ticked(group, tomasz, marcus):
    award = asked(tomasz, make_badge(expires_after_months=24), group)
    with pytest.raises(RuleBroken, match="There is a step still to tick: Help out once"):
        services.award(award, marcus)

    tick(award, marcus)
    services.award(award, marcus)
    services.award(award, marcus)

    assert award.is_earned
    assert award.expires_on.year == utcnow().year + 2
    assert len(mails("earned")) == 1
    assert [mail.state for mail in mails("asked")] == [State.DROPPED], "nobody waits any more"


def test_whoever_awards_vouches_and_so_do_others_once_each(group, tomasz, marcus, priya):
    award = asked(tomasz, make_badge(endorsements_needed=2), group)
    tick(award, marcus)
    services.vouch(award, "Calm and kind", marcus)
    services.vouch(award, "Calm, kind and on time", marcus)
    with pytest.raises(RuleBroken, match=r"^One more person has to vouch for this\.$"):
        services.award(award, marcus)

    services.award(award, priya)

    assert award.is_earned
    assert [each.words for each in award.endorsements] == ["Calm, kind and on time"]


@pytest.mark.parametrize(
    "verb",
    [
        services.award,
        lambda award, by: services.ask_for_more(award, "More", by),
        lambda award, by: services.vouch(award, "I am good", by),
        lambda award, by: tick(award, by),
    ],
)
def test_nobody_says_anything_about_themselves(group, marcus, verb):
    award = asked(marcus, make_badge(), group)

    with pytest.raises(RuleBroken, match="omebody else"):
        verb(award, marcus)


@pytest.mark.parametrize(
    ("position", "layer", "holds_it", "may"),
    [
        (Position.SCREENER, "took_part", False, True),
        (Position.SAFEGUARDING_LEAD, "took_part", False, True),
        (Position.VOLUNTEER, "led_others", False, False),
        (Position.VOLUNTEER, "took_part", True, False),
        (Position.VOLUNTEER, "led_others", True, True),
    ],
)
def test_who_may_vouch(group, tomasz, position, layer, holds_it, may):
    badge = make_badge(layer=layer)
    award = asked(tomasz, badge, group)
    other = make_membership(group, position=position).person
    if holds_it:
        make_award(other, badge, state=AwardState.EARNED, earned_at=utcnow())

    if may:
        services.vouch(award, "Very good", other)
        assert award.endorsements[0].by_id == other.id
    else:
        with pytest.raises(RuleBroken, match="Only somebody of the group"):
            services.vouch(award, "Very good", other)


def test_a_team_role_in_another_group_vouches_for_nothing_here(group, tomasz):
    award = asked(tomasz, make_badge(), group)

    with pytest.raises(RuleBroken):
        services.vouch(award, "Very good", make_membership().person)


def test_more_is_needed_and_then_asked_again(group, tomasz, marcus):
    badge = make_badge()
    award = asked(tomasz, badge, group)

    services.ask_for_more(award, "One more time at the door", marcus)
    services.ask_for_more(award, "One more time at the door", marcus)

    assert award.words == "One more time at the door"
    assert len(mails("more")) == 1
    assert [mail.state for mail in mails("asked")] == [State.DROPPED], "it is answered"
    with pytest.raises(RuleBroken, match="what it still needs"):
        services.award(award, marcus)
    for _ in range(2):
        services.ask(tomasz, badge, group)
    assert (award.state, award.words) == ("asked", "")


@pytest.mark.one_database_says_it
def test_a_group_says_what_is_needed_and_why_a_badge_goes(group, tomasz, marcus):
    award = asked(tomasz, make_badge(), group)
    with pytest.raises(RuleBroken, match="what is still needed"):
        services.ask_for_more(award, " ", marcus)
    tick(award, marcus)
    services.award(award, marcus)

    with pytest.raises(RuleBroken, match="Say why"):
        services.propose_withdrawal(award, " ", marcus)
    with pytest.raises(RuleBroken, match="answered this already"):
        services.vouch(award, "Kind", marcus)


def test_what_is_awarded_is_signed_at_once_and_ticks_what_asks_for_it(group, tomasz, marcus):
    needed = make_badge()
    other = make_badge(criteria=({"words": "Hold it", "measure": "badge", "needs_id": needed.id},))
    services.start(tomasz, other)
    award = asked(tomasz, needed, group)
    tick(award, marcus)

    services.award(award, marcus)

    assert award.id in queries.credentials_of([award.id])
    assert [tick.is_done for tick in queries.award_of(tomasz, other).ticks] == [True]


def test_what_was_taken_back_is_gone_for_the_group(group, tomasz, marcus):
    badge = make_badge()
    award = asked(tomasz, badge, group)
    tick(award, marcus)

    services.take_back(tomasz, badge)
    services.take_back(tomasz, badge)

    assert queries.asked_of(group) == []
    assert [mail.state for mail in mails("asked")] == [State.DROPPED]
    with pytest.raises(RuleBroken, match="still working towards it"):
        services.award(award, marcus)


@pytest.mark.one_database_says_it
def test_what_is_with_another_group_meanwhile_is_not_answered(group, tomasz, marcus):
    other = make_organisation()
    award = asked(tomasz, make_badge(), group)
    meanwhile = update(BadgeAward).values(organisation_id=other.id)
    db.session.execute(meanwhile, execution_options={"synchronize_session": False})
    assert award.organisation_id == group.id, "as it was read before"

    with pytest.raises(RuleBroken, match="took this back"):
        services.award(award, marcus)


def test_a_badge_is_asked_only_of_a_group_one_is_with_and_that_may_give_it(group, tomasz):
    other = make_organisation()
    own = make_badge(organisation_id=other.id)
    services.start(tomasz, own)
    services.start(tomasz, badge := make_badge())

    for which, whom in ((badge, other), (own, group)):
        with pytest.raises(RuleBroken, match="Choose a group"):
            services.ask(tomasz, which, whom)


def test_a_badge_is_withdrawn_by_two_with_a_reason(group, tomasz, marcus, priya):
    award = asked(tomasz, make_badge(), group)
    tick(award, marcus)
    services.award(award, marcus)
    services.propose_withdrawal(award, "The certificate was somebody else’s", marcus)
    with pytest.raises(RuleBroken, match="A second person"):
        services.agree_to_withdraw(award, marcus)
    assert mails("withdrawn") == []

    award.look_again = "Hours were corrected later."
    db.session.commit()
    services.agree_to_withdraw(award, priya)
    services.agree_to_withdraw(award, priya)

    assert (award.state, award.look_again) == (AwardState.WITHDRAWN, "")
    assert all(each.revoked_at for each in queries.all_credentials_of(award))
    assert len(mails("withdrawn")) == 1
    assert [mail.state for mail in mails("earned")] == [State.DROPPED]


@pytest.mark.one_database_says_it
@pytest.mark.parametrize(
    "verb",
    [
        lambda award, by: services.propose_withdrawal(award, "Why", by),
        services.agree_to_withdraw,
        services.leave_as_it_is,
        services.looked_at,
    ],
)
def test_nobody_has_a_say_in_doubts_about_their_own_badge(group, tomasz, marcus, verb):
    says = {"reason": "Not sure", "proposed_by_id": tomasz.id}
    award = make_award(
        marcus, organisation=group, state=AwardState.EARNED, earned_at=utcnow(), **says
    )

    with pytest.raises(RuleBroken, match="your own badge"):
        verb(queries.of_group(group, award.id), marcus)


def test_a_proposal_is_left_and_the_badge_stays(group, tomasz, marcus, priya):
    award = make_award(
        tomasz, organisation=group, state=AwardState.EARNED, earned_at=utcnow(), reason=""
    )
    services.propose_withdrawal(award, "Not sure", marcus)

    services.leave_as_it_is(award, priya)

    with pytest.raises(RuleBroken, match="Nobody thinks now"):
        services.agree_to_withdraw(award, priya)


def test_what_somebody_does_not_want_is_gone_and_is_not_given_again(group, tomasz, marcus):
    badge = make_badge()
    services.give(group, badge, [tomasz], "Well done", marcus)
    (award,) = db.session.scalars(select(BadgeAward)).all()

    services.stop(tomasz, badge)
    services.stop(tomasz, badge)

    assert award.state == AwardState.GIVEN_UP
    assert [mail.state for mail in mails("earned")] == [State.DROPPED]
    assert services.give(group, badge, [tomasz], "Well done", marcus) == 0


def test_what_nobody_was_asked_about_goes_altogether(group, tomasz):
    badge = make_badge()
    services.reflect(tomasz, badge, "I listened", None, "a-form")
    services.add_evidence(tomasz, badge, None, "A thing", "", "another")

    services.stop(tomasz, badge)

    assert db.session.scalars(select(BadgeAward)).all() == []


def test_a_badge_given_by_hand_is_given_once(group, tomasz, marcus, priya):
    badge, holder = make_badge(criteria=("Come", "Show it")), make_person()
    make_award(holder, badge, state=AwardState.EARNED, earned_at=utcnow())
    services.start(tomasz, badge)
    people = [tomasz, priya, holder]

    assert services.give(group, badge, people, "At the workshop", marcus) == 2
    assert services.give(group, badge, people, "At the workshop", marcus) == 0

    award = queries.award_of(tomasz, badge)
    assert award.is_earned
    assert [tick.by_id for tick in award.ticks] == [marcus.id] * 2
    assert [each.words for each in award.endorsements] == ["At the workshop"]
    assert len(mails("earned")) == 2


def test_what_two_people_withdrew_one_does_not_give_again(group, tomasz, marcus):
    badge, other = make_badge(), make_membership()
    make_award(tomasz, badge, organisation=group, state=AwardState.WITHDRAWN, reason="Not theirs")
    services.start(tomasz, badge)

    assert queries.settled_by(group, badge) == {tomasz.id}, "they are not in the list"
    assert services.give(group, badge, [tomasz], "", marcus) == 0
    assert services.give(other.organisation, badge, [tomasz], "", other.person) == 1


def test_what_was_asked_of_another_group_is_not_taken_over_by_giving_it(group, tomasz, marcus):
    badge, other = make_badge(), make_membership(person=tomasz).organisation
    award = asked(tomasz, badge, other)

    assert services.give(group, badge, [tomasz], "", marcus) == 0

    assert (award.state, award.organisation_id) == (AwardState.ASKED, other.id)


def test_what_was_seen_in_another_group_is_not_shown_to_the_one_that_gives_it(
    group, tomasz, marcus
):
    badge, there = make_badge(), make_membership()
    make_membership(there.organisation, tomasz)
    award = asked(tomasz, badge, there.organisation)
    tick(award, there.person)
    services.vouch(award, "At our own evening", there.person)
    services.take_back(tomasz, badge)

    services.give(group, badge, [tomasz], "At the workshop", marcus)
    db.session.commit()

    award = queries.of_group(group, award.id)
    way, of_all = parts.way_for_group(award)
    assert [*way.steps[0].evidence, *of_all] == []
    assert [each.words for each in parts.vouching(award)] == ["At the workshop"]
    said_in = [each.organisation_id for each in award.endorsements]
    assert said_in == [there.organisation_id, group.id]


@pytest.mark.one_database_says_it
def test_giving_keeps_what_was_ticked_and_needs_no_more(group, tomasz, marcus, priya):
    badge = make_badge(criteria=("Come", "Show it"))
    award = asked(tomasz, badge, group)
    tick(award, priya)
    services.ask_for_more(award, "Show it", priya)

    services.give(group, badge, [tomasz], "", marcus)

    award = queries.award_of(tomasz, badge)
    assert sorted(tick.by_id for tick in award.ticks) == sorted([priya.id, marcus.id])
    assert (award.words, award.endorsements, award.awarded_by_id) == ("", [], marcus.id)


def test_giving_by_hand_to_somebody_one_vouched_for_keeps_one_word(group, tomasz, marcus):
    badge = make_badge()
    services.vouch(asked(tomasz, badge, group), "Kind", marcus)

    services.give(group, badge, [tomasz], "Kind and calm", marcus)

    (said,) = queries.award_of(tomasz, badge).endorsements
    assert said.words == "Kind and calm"


def test_a_group_that_is_not_checked_gives_no_badge(group, tomasz, marcus):
    award = asked(tomasz, make_badge(), group)
    tick(award, marcus)
    group.state = OrganisationState.PAUSED

    for give in (
        lambda: services.award(award, marcus),
        lambda: services.give(group, make_badge(), [tomasz], "", marcus),
    ):
        with pytest.raises(RuleBroken, match="checked"):
            give()


def test_a_badge_is_not_given_by_hand_to_oneself_or_by_another_group(group, marcus, tomasz):
    other = make_badge(organisation_id=make_organisation().id)
    with pytest.raises(RuleBroken, match="your own"):
        services.give(group, make_badge(), [marcus], "", marcus)
    for badge in (other, make_badge(retired_at=utcnow())):
        with pytest.raises(RuleBroken, match="another group"):
            services.give(group, badge, [tomasz], "", marcus)


@pytest.mark.one_database_says_it
@pytest.mark.parametrize("is_full", [False, True])
def test_mails_name_badge_and_group_only_for_who_wants_full_words(
    app, group, tomasz, marcus, is_full
):
    tomasz.wants_full_words = marcus.wants_full_words = is_full
    group.name = "Recovery Road"
    award = asked(tomasz, make_badge(name="Overdose awareness"), group)
    award.words, award.expires_on = "A certificate", YESTERDAY
    for post in (emails.earned, emails.more, emails.ending, emails.withdrawn, emails.look_again):
        post(award)
    emails.earned(award, is_given=True)
    emails.word_wanted(group, [award], tomasz)

    rows = db.session.scalars(select(OutboxMessage)).all()
    with app.test_request_context():
        said = [render(row) for row in rows]

    assert len(said) == 8
    for each, row in zip(said, rows, strict=True):
        words = f"{each.subject} {each.text} {each.html}"
        assert ("Overdose" in words or "Recovery Road" in words) == is_full, row.kind
        assert ("certificate" in words) == (is_full and row.kind == "badges.more")
        kept = str(row.context)  # read by whoever reads the outbox
        assert is_full or not any(word in kept for word in ("Overdose", "Road", "certificate"))
