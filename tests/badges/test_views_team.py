"""The pages of a group about badges, and of whoever asks it for one."""

import re
from datetime import date

import pytest

from app.badges import queries
from app.organisations.models import Position
from app.shared.database import db, utcnow
from tests.factories import (
    make_booking,
    make_event,
    make_membership,
    make_occurrence,
    make_organisation,
    make_person,
)
from tests.making_badges import make_award, make_badge
from tests.page import get_page

HTMX = {"HX-Request": "true"}


@pytest.fixture
def asked(group, tomasz):
    """What Tomasz asked his group for."""
    return make_award(tomasz, organisation=group, state="asked", asked_at=db.func.now())


def home(group, award):
    return f"/organise/{group.slug}/badges/awards/{award.id}"


def test_a_group_ticks_and_awards_what_it_was_asked_for(client, sign_in, group, asked, marcus):
    sign_in(marcus)
    step = queries.of_group(group, asked.id).version.criteria[0]
    where, tick = home(group, asked), f"step-{step.id}"
    assert "Tomasz N" in get_page(client, f"/organise/{group.slug}/badges").words

    wrong = client.post(f"{where}/steps/{step.id}", data={f"{tick}-words": ""}, headers=HTMX)
    client.post(f"{where}/steps/{step.id}", data={f"{tick}-words": "I saw it", f"{tick}-key": "k"})
    client.post(f"{where}/award", headers=HTMX)

    assert wrong.status_code == 422
    assert "Write a few words about what you saw" in wrong.text
    page = get_page(client, where).words
    assert "Earned on" in page
    assert "1 of 1 done" in page


def test_what_was_not_asked_of_a_group_is_not_there_for_it(client, sign_in, group, asked, tomasz):
    award = make_award(tomasz)
    sign_in(make_membership(group).person)
    assert client.get(home(group, award)).status_code == 404
    other = make_membership()
    sign_in(other.person)

    assert client.get(home(other.organisation, asked)).status_code == 404
    assert client.post(f"{home(other.organisation, asked)}/award").status_code == 404
    db.session.refresh(asked)
    assert asked.state == "asked"


@pytest.mark.parametrize("position", [Position.SCREENER, Position.SAFEGUARDING_LEAD])
def test_who_answers_for_others_finds_what_a_word_is_wanted_for(
    client, sign_in, group, asked, position
):
    member = make_membership(group, position=position)
    make_award(member.person, organisation=group, state="asked", asked_at=db.func.now())
    sign_in(member.person)
    wanted = f"/organise/{group.slug}/badges/words"
    assert wanted in get_page(client, "/you/groups").links

    page = get_page(client, wanted)

    words = [link for link in page.links if link.startswith(home(group, asked)[:-1])]
    assert words == [f"{home(group, asked)}/word"]
    for link in {*page.links, *get_page(client, words[0]).links}:
        assert not link.startswith("/organise") or client.get(link).status_code == 200, link


def test_a_volunteer_who_leads_others_finds_whom_they_may_vouch_for_and_nobody_else(
    client, sign_in, group, asked, tomasz
):
    lead, volunteer = make_badge(layer="led_others"), make_person()
    wanted = f"/organise/{group.slug}/badges/words"
    make_membership(group, volunteer, position=Position.VOLUNTEER)
    make_membership(person=volunteer, position=Position.VOLUNTEER)
    waits = make_award(make_person(name="Bev Astle"), lead, organisation=group, state="asked")
    sign_in(volunteer)
    assert client.get(wanted).status_code == 404
    assert wanted not in get_page(client, "/you/groups").links
    make_award(volunteer, lead, state="earned", organisation=group, earned_at=utcnow())

    assert wanted in get_page(client, "/you/groups").links
    page = get_page(client, wanted)

    assert "Bev A" in page.words
    assert "Tomasz" not in page.words
    links = [link for link in page.links if "/badges/awards/" in link]
    assert links == [f"{home(group, waits)}/word"]
    assert client.get(links[0]).status_code == 200
    assert client.get(f"{home(group, asked)}/word").status_code == 404


@pytest.mark.one_database_says_it
def test_a_badge_of_another_group_lets_nobody_vouch_here(client, sign_in, group):
    lead = make_badge(layer="led_others", organisation=make_organisation())
    person = make_membership(group, position=Position.VOLUNTEER).person
    make_award(person, lead, state="earned", earned_at=utcnow())
    sign_in(person)

    assert client.get(f"/organise/{group.slug}/badges/words").status_code == 404
    assert f"/organise/{group.slug}/badges/words" not in get_page(client, "/you/groups").links


@pytest.mark.parametrize(
    ("position", "status"), [(Position.SCREENER, 200), (Position.VOLUNTEER, 404)]
)
def test_a_word_is_asked_of_whoever_may_vouch(client, sign_in, group, asked, position, status):
    sign_in(make_membership(group, position=position).person)
    where = f"{home(group, asked)}/word"

    assert client.get(where).status_code == status
    assert client.post(where, data={"words": "Kind"}).status_code == (303 if status == 200 else 404)
    said = queries.of_group(group, asked.id).endorsements
    assert [each.words for each in said] == (["Kind"] if status == 200 else [])
    if status == 200:
        assert "Kind</textarea>" in client.get(where).text, "it can be said better"
    asked.state = "earned"
    db.session.commit()
    assert client.get(where).status_code == 404, "the group has answered"


@pytest.mark.one_database_says_it
def test_what_a_person_added_before_they_were_given_a_badge_stays_theirs(
    client, sign_in, group, tomasz, marcus
):
    badge = make_badge()
    sign_in(tomasz)
    client.post(f"/you/skills/{badge.slug}/start")
    said = {"evidence-words": "My own words", "evidence-key": "k", "evidence-step": "0"}
    client.post(f"/you/skills/{badge.slug}/evidence", data=said)
    sign_in(marcus)

    given = {"badge": badge.slug, "people": str(tomasz.id)}
    client.post(f"/organise/{group.slug}/badges/give", data=given)

    award = queries.award_of(tomasz, badge)
    assert award.is_earned
    assert "My own words" not in get_page(client, home(group, award)).words


def test_a_badge_is_given_to_all_who_were_there_and_to_nobody_else(client, sign_in, group, marcus):
    badge = make_badge()
    there, absent, stranger = (make_person() for _ in range(3))
    date = make_occurrence(make_event(group, badges=[badge]))
    make_booking(date, person=there, state="came")
    make_booking(date, person=absent, state="not_there")
    sign_in(marcus)
    give = f"/organise/{group.slug}/badges/give"
    nobody = client.post(give, data={"badge": badge.slug})

    ticked = {"badge": badge.slug, "dates": str(date.id), "people": [str(stranger.id)]}
    refused = client.post(give, data=ticked)
    client.post(give, data={"badge": badge.slug, "dates": str(date.id)})

    assert (nobody.status_code, refused.status_code) == (422, 422)
    assert queries.settled_by(group, badge) == {there.id}


@pytest.mark.one_database_says_it
def test_those_who_hold_it_from_the_group_and_oneself_are_not_offered(
    client, sign_in, group, marcus, tomasz
):
    badge, other = make_badge(), make_badge()
    holder = make_membership(group, make_person(name="Holder")).person
    make_award(holder, badge, organisation=group, state="earned", earned_at=db.func.now())
    make_award(tomasz, badge)
    make_award(tomasz, other, organisation=group, state="earned", earned_at=db.func.now())
    sign_in(marcus)

    page = get_page(client, f"/organise/{group.slug}/badges/give?badge={badge.slug}")

    offered = re.findall(r'name="people"[^>]* value="(\d+)"', page.text)
    assert offered == [str(tomasz.id)]


@pytest.mark.one_database_says_it
def test_whoever_begins_again_is_told_what_is_over(client, sign_in, group, tomasz):
    says = {"state": "ended", "expires_on": date(2026, 6, 30)}
    over = make_award(tomasz, organisation=group, **says)
    sign_in(tomasz)

    words = get_page(client, f"/you/skills/{over.badge.slug}").words

    assert "You earned this, and it ended on Tuesday 30 June" in words


def test_a_step_is_shown_and_the_badge_asked_for(client, sign_in, group, tomasz):
    badge = make_badge(criteria=("Help out", "Listen"))
    sign_in(tomasz)
    where = f"/you/skills/{badge.slug}"
    client.post(f"{where}/start")
    step = queries.award_of(tomasz, badge).version.criteria[1]
    said = {"evidence-step": str(step.id), "evidence-link": "https://example.org/x"}

    bad = client.post(f"{where}/evidence", data={"evidence-link": "javascript:1"}, headers=HTMX)
    part = client.post(f"{where}/evidence", data=said | {"evidence-key": "k"}, headers=HTMX)
    client.post(f"{where}/evidence", data=said | {"evidence-key": "k"})
    client.post(f"{where}/ask", data={"asking-group": str(group.id)})
    client.post(f"{where}/ask", data={"asking-group": str(group.id)})

    assert bad.status_code == 422
    assert "Enter a link like" in bad.text
    assert "<html" not in part.text
    assert "0 of 2 done" in part.text
    award = queries.award_of(tomasz, badge)
    assert [item.link for item in award.evidence] == ["https://example.org/x"]
    assert award.state == "asked"
    assert "You asked for this badge" in get_page(client, where).words


@pytest.mark.one_database_says_it
def test_a_mail_leads_to_the_badge_by_a_number_of_ones_own(client, sign_in, asked, tomasz):
    sign_in(tomasz)
    own = client.get(f"/you/skills/awards/{asked.id}")
    sign_in(make_person())

    assert own.headers["Location"] == f"/you/skills/{asked.badge.slug}"
    assert client.get(f"/you/skills/awards/{asked.id}").status_code == 404
