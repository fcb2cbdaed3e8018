"""Writing a role down, publishing it, and all that stands in the way of that."""

import re

import pytest

from app.opportunities import queries, services
from app.opportunities.models import CheckLevel, Opportunity
from app.shared.database import db
from app.shared.errors import RuleBroken
from tests.factories import make_membership, make_organisation, make_person, make_role, make_venue
from tests.page import get_page

NAME = {"title": "Recovery soup maker", "summary": "Stir, taste, ladle."}
CHECK = {"check_level": "none", "check_why": "Never alone with anyone."}


def values(**more):
    return {"title": "Tea maker", "neutral_title": "", "summary": "Tea."} | more


def make_draft(group=None, **says):
    """A role that says all it has to, and is not published."""
    return make_role(group or make_organisation(), published_at=None, slug="draft-a", **says)


def reload(role):
    return queries.one_of_team(role.organisation, role.id)


@pytest.mark.usefixtures("app")
class TestPublishing:
    @pytest.mark.parametrize(
        ("says", "words"),
        [
            ({"expenses": " "}, "Say what expenses you pay back"),
            ({"check_why": ""}, "Say why"),
            ({"check_level": "enhanced"}, "official eligibility guidance"),
            ({"supporter": None}, "Choose somebody of your team"),
        ],
    )
    def test_a_role_that_lacks_what_people_must_know_is_refused(self, says, words):
        role = make_draft(**says)

        with pytest.raises(RuleBroken, match=words):
            services.publish_role(reload(role))

    def test_a_supporter_who_is_not_in_the_team_is_refused(self):
        role = make_draft(supporter=make_person())

        with pytest.raises(RuleBroken, match="Choose somebody of your team"):
            services.publish_role(reload(role))

    def test_it_is_published_once_at_an_address_that_gives_nothing_away(self):
        make_role(slug="soup-maker")
        role = make_draft(title="Recovery soup maker", neutral_title="Soup maker", venue=None)

        for _ in range(2):
            services.publish_role(reload(role))

        assert role.slug == "soup-maker-2"
        assert role.is_open

    def test_a_role_of_a_group_that_is_not_checked_waits_for_that(self, client):
        group = make_organisation(state="submitted")
        services.publish_role(reload(make_draft(group, title="Tea maker")))
        db.session.commit()
        assert "Tea maker" not in get_page(client, "/volunteer").words

        group.state = "verified"
        db.session.commit()

        assert "Tea maker" in get_page(client, "/volunteer").words

    def test_pausing_closing_and_looking_again_may_each_be_asked_twice(self):
        role = make_role()
        for verb, is_open in (
            (services.pause_role, False),
            (services.resume_role, True),
            (services.close_role, False),
        ):
            for _ in range(2):
                verb(reload(role))
            assert role.is_open == is_open

        with pytest.raises(RuleBroken, match="closed"):
            services.publish_role(reload(role))

    def test_what_was_published_is_not_thrown_away(self):
        with pytest.raises(RuleBroken, match="Close it"):
            services.drop_role(reload(make_role()))


@pytest.mark.usefixtures("app")
class TestEnhancedChecks:
    def test_who_used_the_guidance_and_when_is_kept_and_asked_again_after_another_check(self):
        role, person = make_draft(), make_person()
        enhanced = {"check_level": "enhanced", "check_why": "Alone at times.", "is_eligible": True}
        services.revise_role(reload(role), enhanced, person)
        first = role.eligibility_confirmed_at
        services.revise_role(reload(role), enhanced, make_person())
        assert (role.eligibility_confirmed_at, role.eligibility_confirmed_by_id) == (
            first,
            person.id,
        )

        services.revise_role(reload(role), CHECK | {"is_eligible": True}, person)

        assert role.eligibility_confirmed_at is None
        with pytest.raises(RuleBroken, match="official guidance"):
            services.revise_role(reload(role), enhanced | {"is_eligible": False}, person)

    def test_a_copy_asks_again(self):
        role = make_draft()
        enhanced = {"check_level": "enhanced", "check_why": "Alone at times.", "is_eligible": True}
        services.revise_role(reload(role), enhanced | {"kinds": ["cooking"]}, make_person())

        copies = [services.copy_role(reload(role), "one press") for _ in range(2)]

        assert copies[0].id == copies[1].id != role.id
        copy = reload(copies[0])
        assert copy.check is CheckLevel.ENHANCED
        assert copy.eligibility_confirmed_at is None
        assert [task.kind for task in copy.tasks] == ["cooking"]
        assert copy.published_at is None


@pytest.mark.usefixtures("app")
def test_the_same_form_sent_twice_begins_one_role_with_a_neutral_name():
    group = make_organisation()

    roles = [services.start_role(group, "k", values(title="Recovery soup maker")) for _ in range(2)]

    assert roles[0].id == roles[1].id
    assert roles[0].neutral_title == "Soup maker"


def seen_in(page):
    """What the form of a page says of the role as it was shown."""
    return re.search(r'name="seen"[^>]*value="([^"]*)"', page.text)[1]


@pytest.fixture
def organiser(sign_in):
    member = make_membership(position="admin")
    sign_in(member.person)
    return member


def test_an_admin_writes_a_role_page_by_page_and_anyone_finds_it(client, organiser):
    base = f"/organise/{organiser.organisation.slug}/roles"
    venue, form_key = make_venue(), {"form_key": "k"}

    def send(step, said):
        shown = client.get(f"{base}/{step}")
        seen = {"seen": seen_in(shown)} if shown.status_code == 200 else {}
        return client.post(f"{base}/{step}", data=said | seen)

    for _ in range(2):  # a double tap begins one
        role_url = send("new", NAME | form_key).location.removesuffix("/tasks")
    role = role_url.rpartition("/")[2]
    assert db.session.query(Opportunity).count() == 1
    send(f"{role}/tasks", {"what_you_will_do": "Chop\nStir", "kinds": "cooking"})
    time = {"time_commitment": "Fridays", "day_1": "4", "start_1": "10:00", "end_1": "12:30"}
    send(f"{role}/when", time | {"is_regular": "yes", "most_hours_a_week": "8"})
    send(f"{role}/place", {"venue": str(venue.id)})
    send(f"{role}/training", {"training": "Food hygiene", "offers_taster": "y"})
    refused = send(f"{role}/expenses", {"expenses": ""})
    assert refused.status_code == 422
    assert "Say what expenses you pay back" in refused.text
    assert "Go on writing" in get_page(client, role_url).words
    send(f"{role}/expenses", {"expenses": "Bus fares"})
    send(f"{role}/check", CHECK)
    people = {"supporter": str(organiser.person_id), "lived_experience": "welcome"}
    last = send(f"{role}/people", people | {"references_needed": "1", "minimum_age": "18"})
    assert last.location.endswith(role_url)
    assert send(f"{role}/standing", {"act": "publish"}).status_code == 303
    client.delete_cookie("session")

    assert "Recovery soup maker" in get_page(client, "/volunteer?q=soup").words
    assert "Fridays, 10am to 12.30pm" in get_page(client, "/volunteer/soup-maker").words


def test_the_second_of_two_who_change_a_page_is_told_what_the_first_wrote(client, organiser):
    role = make_role(organiser.organisation, expenses="Bus fares")
    url = f"/organise/{organiser.organisation.slug}/roles/{role.id}/expenses"
    shown = get_page(client, url)
    seen = seen_in(shown)
    services.revise_role(reload(role), {"expenses": "Trains"}, organiser.person)
    db.session.commit()

    answer = client.post(url, data={"expenses": "Taxis", "seen": seen})

    assert answer.status_code == 409
    assert "Trains" in answer.text
    assert "Taxis" in answer.text


@pytest.mark.one_database_says_it
def test_nobody_outside_the_team_is_there_for_its_roles(client, sign_in):
    role = make_role()
    sign_in(make_membership(role.organisation, position="screener").person)
    base = f"/organise/{role.organisation.slug}/roles"

    for url in (base, f"{base}/{role.id}", f"{base}/{role.id}/check"):
        assert client.get(url).status_code == 404
    assert client.post(f"{base}/{role.id}/standing", data={"act": "close"}).status_code == 404
