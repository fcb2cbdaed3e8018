"""One's own record, and making links to it."""

import io
import json
import re
import zipfile
from functools import partial

import pytest

from app.badges import queries as badges
from app.badges import services
from app.badges.models import Endorsement, Tick
from app.shared.database import db, utcnow
from app.skills import queries
from app.skills.services import token_of
from tests.factories import make_hours, make_person, make_role, save
from tests.making_badges import make_award, make_badge
from tests.making_skills import make_link
from tests.page import get_page, read_page

HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}


def earned(person, name="Cooking", everyday_skills=(), **says):
    skills = list(everyday_skills)
    badge = make_badge(
        name=name, neutral_name=f"Neutral {name}", icon="cup", everyday_skills=skills
    )
    return make_award(person, badge, state="earned", earned_at=utcnow(), **says)


def test_the_record_says_what_is_earned_and_how_far_one_is(client, ash, group):
    earned(ash)
    way = make_award(ash, make_badge(["Come", "Help", "Lead"], name="Supporting a group"))
    for step in badges.version_of(way.badge).criteria[:2]:
        save(Tick(award_id=way.id, criterion_id=step.id, done_at=utcnow()))
    make_hours(make_role(group), ash, minutes=90, state="confirmed")

    words = get_page(client, "/you/skills").words

    assert "Nobody sees it until you share it" in words
    assert "2 of 3 done" in words
    assert "1½ hours confirmed" in words
    assert "Share my skills record" in words


def test_a_record_and_a_link_cost_the_same_for_one_badge_or_many(client, ash, group, count_queries):
    def cost(award_ids):
        link = token_of(make_link(ash, award_ids=award_ids, has_words=True))
        addresses = ("/you/skills", "/you/skills/share/new", f"/r/{link}")
        return [count_queries(partial(client.get, address)) for address in addresses]

    def vouched_for():
        award = earned(ash, organisation=group)
        save(Endorsement(award_id=award.id, by_id=make_person().id, words="Kind."))
        make_award(ash)
        return award.id

    few = cost([vouched_for()])

    assert cost([vouched_for() for _ in range(3)]) == few
    assert few == [10, 15, 10]


def test_what_is_left_out_stays_on_ones_own_page_and_vanishes_from_every_link(client, ash):
    award = earned(ash, everyday_skills=["listening"])
    link = make_link(ash, award_ids=[award.id], has_hours=True)

    assert "in 1 badge" in get_page(client, "/you/skills").words
    client.post("/you/skills/shown", data={"sections": ["hours"]})
    assert "in 1 badge" not in get_page(client, "/you/skills").words

    assert "Cooking. Left out" not in get_page(client, "/you/skills").words
    assert "Left out of your record" in get_page(client, "/you/skills").words
    assert "Neutral Cooking" not in get_page(client, f"/r/{token_of(link)}").words
    assert queries.choice_of(ash).hides_words


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_the_preview_follows_what_is_typed_and_keeps_nothing(client, ash, headers):
    award = earned(ash)
    typed = {"badges": [award.id], "name": "A. Ward", "neutral": "y", "ends": "3"}

    page = client.post("/you/skills/share/preview", data=typed, headers=headers)

    assert "Neutral Cooking" in page.text
    assert "A. Ward" in page.text
    assert ("<html" in page.text) == (headers == {})
    assert not queries.links_of(ash)
    told = typed | {"name": "Ash, in recovery"}
    page = client.post("/you/skills/share/preview", data=told, headers=headers)
    assert "Leave that out" in page.text


@pytest.mark.one_database_says_it
def test_what_is_earned_is_offered_and_what_is_left_out_is_not_ticked(client, ash):
    shown, hidden = earned(ash), earned(ash, is_hidden=True)
    make_award(ash)

    page = get_page(client, "/you/skills/share/new").text

    offered = re.findall(r'<input[^>]*name="badges"[^>]*>', page)
    assert {re.search(r'value="(\d+)"', each)[1]: "checked" in each for each in offered} == {
        str(shown.id): True,
        str(hidden.id): False,
    }


def test_a_link_is_made_listed_and_stopped(client, ash):
    earned(ash)
    form = get_page(client, "/you/skills/share/new").form("/you/skills/share/preview")
    typed = form.fields | {"for_whom": "Aisha"}

    made = client.post("/you/skills/share/new", data=typed, follow_redirects=True)
    again = client.post("/you/skills/share/new", data=typed)

    (link,) = queries.links_of(ash)
    assert again.location.endswith(f"/{link.id}")
    page = read_page(made)
    assert f"/r/{token_of(link)}" in page.text
    assert "It works until" in page.words
    assert "Aisha" in get_page(client, "/you/skills/share").words
    assert "Not opened yet" in get_page(client, "/you/skills/share").words
    client.post(f"/you/skills/share/{link.id}/stop")
    assert "Stopped" in get_page(client, "/you/skills/share").words
    assert token_of(link) not in client.get(f"/you/skills/share/{link.id}").text
    too_late = client.post(f"/you/skills/share/{link.id}/end", data={"ends": "6"})
    assert "has stopped working" in get_page(client, too_late.location).words


@pytest.mark.one_database_says_it
def test_what_cannot_be_shared_is_said_beside_its_field_and_the_rest_is_kept(client, ash, group):
    typed = {"hours": "y", "name": "Ash of Sober Yard", "neutral": "y", "ends": "6"}

    page = read_page(client.post("/you/skills/share/new", data=typed | {"for_whom": "Aisha"}))
    nothing = client.post("/you/skills/share/new", data=typed | {"hours": "", "name": "Ash"})

    assert page.status == nothing.status_code == 422
    assert "Leave that out" in page.words
    assert page.form("/you/skills/share/preview").fields["for_whom"] == "Aisha"
    assert "at least one thing" in nothing.text


def test_nobody_else_sees_or_stops_a_link(client, ash):
    link = make_link(make_person())

    for method, end in (("GET", ""), ("POST", "/stop"), ("POST", "/end")):
        assert client.open(f"/you/skills/share/{link.id}{end}", method=method).status_code == 404
    db.session.refresh(link)
    assert link.stopped_at is None
    assert queries.links_of(ash) == []


@pytest.mark.one_database_says_it
def test_everything_can_be_taken_away_as_files(client, ash, group):
    award = earned(ash, organisation=group)
    save(Endorsement(award_id=award.id, words="Calm and kind."))
    own = badges.award_of(ash, award.badge)
    for is_neutral in (True, False):
        services.issue(own, is_neutral=is_neutral)
    db.session.commit()

    answer = client.get("/you/skills/file")

    files = zipfile.ZipFile(io.BytesIO(answer.data))
    (badge,) = json.loads(files.read("record.json"))["badges"]
    assert badge["words"][0]["words"] == "Calm and kind."
    signed = [files.read(f"badge-{n}.json").decode() for n in (1, 2)]
    assert ["Neutral Cooking" in each for each in signed] == [True, False]
    assert answer.headers["Content-Disposition"] == 'attachment; filename="Skills record.zip"'


def test_a_record_with_nothing_in_it_can_be_looked_at_and_chosen_from(client, ash):
    for address in ("/you/skills", "/you/skills/share", "/you/skills/share/new"):
        assert get_page(client, address).status == 200
    assert client.post("/you/skills/shown").status_code == 303
