"""A badge that takes two to vouch, given by hand: one person gives it, another says a word."""

from datetime import date

import pytest
from sqlalchemy import delete, select

from app.badges import parts, queries, services
from app.badges.models import EvidenceKind
from app.organisations.models import Membership, Position
from app.shared.database import db
from app.shared.errors import RuleBroken
from app.shared.outbox import OutboxMessage
from tests.factories import (
    make_booking,
    make_event,
    make_membership,
    make_occurrence,
    make_person,
)
from tests.making_badges import make_award, make_badge
from tests.page import get_page


@pytest.fixture
def badge(app):
    return make_badge(("Come", "Show it"), endorsements_needed=2)


def given(group, badge, person, by, words="At the workshop"):
    """What `by` gave to `person`, as the group sees it."""
    services.give(group, badge, [person], words, by)
    db.session.commit()
    return queries.of_group(group, queries.award_of(person, badge).id)


def mailed(name):
    waits = OutboxMessage.kind == f"badges.{name}", OutboxMessage.state == "queued"
    return [row.recipient for row in db.session.scalars(select(OutboxMessage).where(*waits))]


def test_one_person_alone_never_gives_it(group, badge, tomasz, marcus, priya):
    award = given(group, badge, tomasz, marcus)
    services.give(group, badge, [tomasz], "Once more", marcus)
    services.vouch(award, "Once more", marcus)
    with pytest.raises(RuleBroken, match="One more person has to vouch"):
        services.award(award, marcus)

    assert award.is_put_forward
    assert queries.without_credential(10) == []
    assert (mailed("earned"), mailed("word_wanted")) == ([], [priya.email])


@pytest.mark.parametrize(
    "second",
    [
        lambda award, by: services.vouch(award, "Calm", by),
        lambda award, by: services.award(award, by),
        lambda award, by: services.give(award.organisation, award.badge, [award.person], "", by),
    ],
    ids=["vouches", "awards", "gives"],
)
def test_it_is_theirs_with_the_word_of_a_second_person(group, badge, tomasz, marcus, priya, second):
    award = given(group, badge, tomasz, marcus)

    second(award, priya)
    db.session.commit()

    award = queries.of_group(group, award.id)
    assert award.is_earned
    assert {tick.by_id for tick in award.ticks} == {marcus.id}
    assert queries.credentials_of([award.id])
    assert mailed("earned") == [tomasz.email]


def test_who_was_vouched_for_before_has_it_at_once_and_the_others_wait(
    group, badge, tomasz, marcus, priya
):
    dean = make_membership(group, position=Position.VOLUNTEER).person
    services.start(tomasz, badge)
    services.ask(tomasz, badge, group)
    services.vouch(queries.award_of(tomasz, badge), "Calm", priya)

    assert services.give(group, badge, [tomasz, dean], "", marcus) == 2

    assert queries.award_of(tomasz, badge).is_earned
    assert queries.award_of(dean, badge).is_put_forward
    assert queries.put_forward_by(group, badge, marcus) == {dean.id}


@pytest.fixture
def there(badge, tomasz):
    """Somebody of another group, who said a word for Tomasz there and ticked a step."""
    there = make_membership(person=make_person(name="Ash Reed"))
    make_membership(there.organisation, tomasz)
    services.start(tomasz, badge)
    services.ask(tomasz, badge, there.organisation)
    award = queries.of_group(there.organisation, queries.award_of(tomasz, badge).id)
    step = award.version.criteria[0].id
    services.vouch(award, "Calm", there.person)
    services.observe(
        award, step, EvidenceKind.OBSERVATION, "Seen", date(2026, 1, 1), there.person, "k"
    )
    services.take_back(tomasz, badge)
    db.session.commit()
    return there


@pytest.mark.one_database_says_it
def test_a_word_from_another_group_does_not_count_for_one_that_was_not_asked(
    group, badge, tomasz, marcus, there
):
    award = given(group, badge, tomasz, marcus)
    services.give(group, badge, [tomasz], "", marcus)
    services.vouch(award, "At the workshop", marcus)
    with pytest.raises(RuleBroken, match="One more person has to vouch"):
        services.award(award, marcus)

    assert award.is_put_forward
    assert [each.words for each in parts.vouching(award)] == ["At the workshop"]


@pytest.mark.one_database_says_it
def test_who_gave_it_adds_no_word_though_another_of_the_team_said_one_elsewhere(
    group, badge, tomasz, marcus, there
):
    make_membership(group, there.person)
    award = given(group, badge, tomasz, marcus)

    services.vouch(award, "Once more", marcus)
    with pytest.raises(RuleBroken, match="You gave this"):
        services.award(award, marcus)

    assert award.is_put_forward


@pytest.mark.one_database_says_it
def test_what_was_seen_in_another_group_stays_and_is_not_shown(
    client, sign_in, group, badge, tomasz, marcus, priya, there
):
    award = given(group, badge, tomasz, marcus)
    first, second = (each.id for each in award.version.criteria)

    services.untick(award, first, marcus)
    services.untick(award, second, priya)
    db.session.commit()

    assert [tick.is_done for tick in award.ticks] == [True, False]
    assert queries.seen_of(award, first)
    sign_in(marcus)
    page = get_page(client, f"/organise/{group.slug}/badges/awards/{award.id}").words
    assert "Ash" not in page
    assert "Take the tick back" not in page


@pytest.mark.one_database_says_it
def test_whoever_left_the_team_gave_no_word_that_counts(group, badge, tomasz, marcus, priya):
    award = given(group, badge, tomasz, marcus)
    db.session.execute(delete(Membership).where(Membership.person_id == marcus.id))

    with pytest.raises(RuleBroken, match="One more person"):
        services.award(award, priya)


@pytest.mark.one_database_says_it
def test_nobody_is_written_to_of_what_has_its_second_word(group, badge, tomasz, marcus, priya):
    given(group, badge, tomasz, marcus)

    services.give(group, badge, [tomasz], "", priya)

    assert (mailed("word_wanted"), mailed("earned")) == ([], [tomasz.email])


@pytest.mark.one_database_says_it
def test_who_never_asked_is_asked_for_nothing_and_may_say_no(group, badge, tomasz, marcus, priya):
    award = given(group, badge, tomasz, marcus)
    with pytest.raises(RuleBroken, match="did not ask"):
        services.ask_for_more(award, "A certificate", priya)

    award.awarded_by_id = None  # Marcus erased all about himself meanwhile
    services.stop(tomasz, badge)

    assert award.state == "given_up"
    assert services.give(group, badge, [tomasz], "", priya) == 0


@pytest.mark.one_database_says_it
def test_a_tick_that_was_taken_back_has_to_be_there_again(group, badge, tomasz, marcus, priya):
    award = given(group, badge, tomasz, marcus)
    services.untick(award, award.version.criteria[0].id, marcus)

    services.vouch(award, "Calm", priya)

    assert award.is_put_forward
    services.take_back(tomasz, badge)
    assert (award.state, award.awarded_by_id) == ("working_on", None)


def test_after_a_workshop_all_wait_for_one_more_word_and_the_pages_say_so(
    client, sign_in, group, badge, tomasz, marcus, priya
):
    screener = make_membership(group, position=Position.SCREENER).person
    make_booking(make_occurrence(make_event(group, badges=[badge])), person=tomasz, state="came")
    home = f"/organise/{group.slug}/badges"
    sign_in(marcus)
    form = get_page(client, f"{home}/give?badge={badge.slug}")
    date = first_date(form)

    answer = client.post(f"{home}/give", data={"badge": badge.slug, "dates": date})

    award = queries.of_group(group, queries.award_of(tomasz, badge).id)
    page = f"{home}/awards/{award.id}"
    assert "It takes two people" in form.words
    assert "waits for somebody else of the team" in get_page(client, answer.location).words
    assert "Waits for one more word Tomasz N" in get_page(client, home).words
    assert "You give this by hand" in get_page(client, page).words
    assert f"{page}/award" not in client.get(page).text
    assert "Tomasz" not in get_page(client, f"{home}/give?badge={badge.slug}").words
    sign_in(priya)
    assert "Waiting for you: 1 Tomasz N" in get_page(client, home).words
    assert f"{page}/award" in client.get(page).text
    assert "Badges that wait for you 1" in get_page(client, f"/organise/{group.slug}").words
    sign_in(tomasz)
    own = get_page(client, f"/you/skills/{badge.slug}").words
    assert f"{group.name} would like to give you this" in own
    assert "You asked" not in own
    assert "Not from this group" in own
    sign_in(screener)
    assert f"{page}/word" in get_page(client, f"{home}/words").links
    assert "Marcus W saw them do all of it" in get_page(client, f"{page}/word").words
    first, again = (client.post(f"{page}/word", data={"words": "Calm"}) for _ in range(2))
    assert first.location == again.location
    wanted = get_page(client, first.location).words
    assert "It is theirs now" in wanted
    assert "Nobody is waiting" in wanted
    assert queries.award_of(tomasz, badge).is_earned


def first_date(page):
    """The number of the date that is offered."""
    return page.text.split('name="dates"')[1].split('value="')[1].split('"')[0]


@pytest.mark.one_database_says_it
def test_the_pages_of_what_was_given_by_somebody_who_left_still_stand(
    client, sign_in, group, badge, priya
):
    award = make_award(make_person(), badge, organisation=group, state="asked")
    sign_in(priya)

    for at in ("", f"/awards/{award.id}", f"/awards/{award.id}/word"):
        assert get_page(client, f"/organise/{group.slug}/badges{at}").status == 200
