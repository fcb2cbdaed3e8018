"""What was asked for of volunteering, row by row as product.md writes it (part 3)."""

import re
from datetime import timedelta

from sqlalchemy import select

from app.badges.models import Reflection
from app.shared.database import db, utcnow
from tests.demo.steps import send
from tests.page import get_page, read_page

FOUND = re.compile(r"(\d+) (?:roles|dates)")


def how_many(page):
    return int(FOUND.search(page.words)[1])


def test_c4_what_suits_and_why(visit):
    answers = "step=results&place=Youlgrave&when=weekday-daytimes&like=making"

    first = get_page(visit(), f"/volunteer/match?{answers}").text.partition('class="match')[2]

    assert first.index("Art group helper") < first.index("Story and zine editor")
    assert "Why this: near you, Tuesday afternoon, art" in first


def test_c6_a_role_says_what_is_paid_back_before_anyone_sees_it(visit):
    marcus, roles = visit("Marcus"), "/organise/lantern-yard/roles"

    def fill_in(address, **said):
        page = get_page(marcus, address)
        return marcus.post(address, data=page.form(address).fields | said)

    begun = fill_in(f"{roles}/new", title="Soup maker", summary="Stir, taste, ladle.")
    role = begun.location.removesuffix("/tasks")
    fill_in(f"{role}/tasks", what_you_will_do="Stir", kinds="cooking")
    fill_in(f"{role}/when", time_commitment="Fridays", day_1="", day_2="", day_3="")
    fill_in(f"{role}/place", venue="", is_remote="y")
    assert "Say what expenses you pay back" in fill_in(f"{role}/expenses", expenses="").text
    fill_in(f"{role}/expenses", expenses="Bus fares")
    fill_in(f"{role}/check", check_level="none", check_why="Never alone with anyone.")
    supporter = re.search(r'<option value="(\d+)">Marcus', get_page(marcus, f"{role}/people").text)
    fill_in(f"{role}/people", supporter=supporter[1])
    assert "Soup maker" not in get_page(visit(), "/volunteer?q=soup").words
    page = get_page(marcus, role)
    marcus.post(f"{role}/standing", data=page.form(f"{role}/standing").fields | {"act": "publish"})

    assert "Soup maker" in get_page(visit(), "/volunteer?q=soup").words


def test_p15_a_record_does_not_rule_you_out(visit):
    assert "A record does not rule you out" in get_page(visit(), "/volunteer/house-mentor").words


def test_p29_lived_experience_is_a_skill_and_costs_are_paid_first(visit):
    needed = get_page(visit(), "/volunteer?lived=needed")
    rep = get_page(visit(), "/volunteer/lived-experience-rep")

    assert how_many(needed) == 8
    assert "Lived experience representative" in rep.words
    assert re.search(r"all (?:your )?costs .{0,20}(?:paid )?up front", rep.words, re.IGNORECASE)


def test_w22_helping_needs_no_story_of_ones_own(visit):
    assert how_many(get_page(visit(), "/volunteer?lived=not_needed")) >= 5


def test_w21_dates_that_give_time_are_picks_and_growing(visit):
    words = get_page(visit(), "/events?gives_time=1").words

    assert "Canalside litter pick" in words
    assert "Allotment" in words


def test_w20_a_reflection_is_his_until_he_uses_it_as_evidence(visit):
    tomasz, badge = visit("Tomasz"), "/you/skills/supporting-a-group"
    said = "I learnt to let a silence be"
    page = get_page(tomasz, badge)
    send(tomasz, page, f"{badge}/notes", words=said)

    def read_by_marcus():
        return said in get_page(visit("Marcus"), "/organise/lantern-yard/badges").words

    assert not read_by_marcus()
    note_id = db.session.scalar(select(Reflection.id).where(Reflection.words == said))
    note = f"/you/skills/notes/{note_id}"
    send(tomasz, get_page(tomasz, note), note, words=said, is_evidence="y")
    assert read_by_marcus()


def test_p15_nobody_is_asked_about_convictions_and_anyone_may_apply_again(visit):
    wilf, role = visit("Wilf"), "/volunteer/house-mentor"
    assert "A record does not rule you out" in get_page(wilf, role).words
    page, asked = arrive(wilf, f"{role}/apply"), []
    while not at(page).endswith("/check"):
        asked.append(page.words)
        ticks = {"has_read": "y", "is_old_enough": "y"} if "agreement" in at(page) else {}
        page = send(wilf, page, at(page), **ticks)
    asked.append(page.words)
    assert len(asked) > 5
    for page_words in asked:
        words = page_words.partition("Urgent help")[0]  # then comes the foot of every page
        assert not re.search("convict|criminal|offence|health|diagnos|birth", words, re.IGNORECASE)
    send(wilf, page, at(page))

    terry = visit("Terry")
    waiting = get_page(terry, "/organise/homeward/applications")
    his = re.search(r'href="(/organise/applications/\d+)"[^>]*>\s*Wilf', waiting.text)[1]
    answer = f"{his}/not-this-time"
    send(terry, get_page(terry, answer), answer, reason="The house is full until spring.")

    assert f"{role}/apply" in get_page(wilf, role).links


def test_w9_a_half_filled_application_waits_for_as_long_as_it_takes(visit, freeze):
    ashley, role = visit("Ashley"), "/volunteer/litter-pick-lead"
    page = arrive(ashley, f"{role}/apply")
    send(ashley, page, at(page), name="Ash of Glossop")

    freeze(utcnow() + timedelta(hours=2))
    again = get_page(ashley, at(page))

    assert "Ash of Glossop" in again.text


def arrive(client, address):
    """The page that an address leads to."""
    return read_page(client.get(address, follow_redirects=True))


def at(page):
    return page.response.request.path
