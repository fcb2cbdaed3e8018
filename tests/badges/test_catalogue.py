"""The catalogue: which badges anyone sees, and what its pages say of them."""

import pytest

from app.badges import queries
from app.badges.models import Area, EverydaySkill, Layer
from app.organisations.models import OrganisationState
from app.shared.database import db, utcnow
from tests.factories import (
    make_event,
    make_occurrence,
    make_organisation,
    make_person,
    make_role,
)
from tests.making_badges import make_award, make_badge
from tests.page import get_page

HTMX = {"HX-Request": "true"}


def names(**choice):
    return [
        badge.name for _, badges in queries.catalogue(queries.Choice(**choice)) for badge in badges
    ]


def test_badges_are_shown_by_area_and_only_those_that_anyone_may_begin(app):
    paused = make_organisation(state=OrganisationState.PAUSED)
    make_badge(name="Tea", area=Area.PRACTICAL)
    make_badge(name="Songs", area=Area.CREATIVE, organisation=make_organisation())
    make_badge(name="Arts", area=Area.CREATIVE)
    make_badge(name="Hidden", organisation=paused)
    make_badge(name="Old", retired_at=utcnow())

    assert names() == ["Tea", "Arts", "Songs"]


def test_choices_go_together(app):
    for layer in (Layer.TOOK_PART, Layer.LED_OTHERS):
        for skills in (["listening", "planning"], ["planning"]):
            make_badge(name=f"{layer} {len(skills)}", layer=layer, everyday_skills=skills)

    assert names(layer=Layer.LED_OTHERS, skill=EverydaySkill.LISTENING) == ["led_others 2"]
    assert names(area=Area.CREATIVE, layer=Layer.LED_OTHERS) == []


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_the_catalogue_shows_what_was_chosen_as_a_page_and_as_a_part(client, headers):
    make_badge(name="Tea", layer=Layer.TOOK_PART)
    make_badge(name="Songs", layer=Layer.LED_OTHERS)

    response = client.get("/badges?layer=took_part&area=nonsense", headers=headers)

    assert "1 badge<" in response.text
    assert "Tea" in response.text
    assert "Songs" not in response.text
    assert ("<html" in response.text) == (not headers)
    assert response.headers.get("HX-Push-Url") == ("/badges?layer=took_part" if headers else None)


@pytest.mark.one_database_says_it
def test_the_catalogue_costs_the_same_for_one_or_many(client, count_queries):
    make_badge()
    one = count_queries(lambda: client.get("/badges"))
    for _ in range(5):
        make_badge(organisation=make_organisation())

    assert count_queries(lambda: client.get("/badges")) == one <= 3


def test_the_page_of_a_badge_says_what_it_takes_and_what_leads_there(client):
    other = make_badge(name="Safeguarding awareness")
    steps = (
        {"words": "Help out 3 times", "measure": "shifts", "amount": 3},
        {"words": "Hold the other one", "measure": "badge", "needs_id": other.id},
        "Show a new person round",
    )
    badge = make_badge(
        steps,
        name="Signposting",
        neutral_name="Information work",
        everyday_skills=["listening"],
        expires_after_months=18,
        endorsements_needed=2,
        alignment=[{"name": "Skills Builder", "url": "https://example.org/skills"}],
    )
    event = make_event(title="Drop-in desk", badges=[badge])
    make_occurrence(event=event)
    make_role(title="Desk helper", badges=[badge])
    make_event(title="Not public", badges=[badge], published_at=None)

    page = get_page(client, f"/badges/{badge.slug}")

    for words in (
        "Counts by itself, from the times you helped",
        "Safeguarding awareness",
        "A supporter says so",
        "2 people vouch for you",
        "Listening",
        "1 year and 6 months",
        "Information work",
        "Skills Builder",
        "Drop-in desk",
        "Desk helper",
    ):
        assert words in page.words, words
    assert "Not public" not in page.words
    assert page.title.startswith("Information work")


def test_a_badge_is_found_from_the_pages_that_lead_to_it(client):
    badge = make_badge()
    event = make_event(badges=[badge])
    make_occurrence(event=event)
    role = make_role(badges=[badge])

    for url in (f"/events/{event.slug}", f"/volunteer/{role.slug}"):
        assert f'href="/badges/{badge.slug}"' in client.get(url).text, url


def test_a_badge_of_a_group_that_is_not_public_is_not_there(client):
    badge = make_badge(organisation=make_organisation(state=OrganisationState.PAUSED))

    assert client.get(f"/badges/{badge.slug}").status_code == 404


def test_it_is_there_only_for_who_has_begun_it(client, sign_in):
    badge = make_badge(organisation=make_organisation(state=OrganisationState.PAUSED))
    award, others = make_award(badge=badge), make_award(badge=badge)
    where = f"/you/skills/{badge.slug}"
    sign_in(make_person())
    for end in ("start", "ask", "notes", "evidence"):
        assert client.post(f"{where}/{end}", data={"words": "Hm", "key": "k"}).status_code == 404
    assert client.get(where).status_code == 404

    sign_in(award.person)

    assert get_page(client, where).status == 200
    assert client.get(f"/you/skills/awards/{others.id}").status_code == 404


def test_whoever_wants_to_work_towards_a_badge_signs_in_and_comes_back(client, sign_in):
    badge = make_badge()
    page = get_page(client, f"/badges/{badge.slug}")

    assert f"/you/skills/{badge.slug}" in page.links
    assert f"next=/you/skills/{badge.slug}" in client.get(f"/you/skills/{badge.slug}").location


def test_nobody_can_begin_a_badge_that_was_retired(client):
    badge = make_badge(retired_at=utcnow())
    db.session.commit()

    page = get_page(client, f"/badges/{badge.slug}")

    assert "Nobody can start this badge any more" in page.words
    assert f"/you/skills/{badge.slug}" not in page.links
