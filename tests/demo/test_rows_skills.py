"""What was asked for of skills, row by row as product.md writes it (part 3)."""

import re

from app.events import queries as events
from app.organisations import queries as organisations
from app.shared.neutral import disclosing
from app.skills import parts, queries
from tests.demo.steps import date_of, send
from tests.page import get_page, read_page
from tests.skills.test_outside import bytes_of


def share(tomasz, **says):
    """What Tomasz shares, and the address of his link."""
    page = get_page(tomasz, "/you/skills/share/new")
    typed = page.form("/you/skills/share/preview").fields | says
    typed["badges"] = re.findall(r'name="badges" type="checkbox" value="(\d+)"', page.text)
    made = tomasz.post("/you/skills/share/new", data=typed, follow_redirects=True)
    return re.search(r"/r/[0-9a-f]{32}", read_page(made).text)[0]


def test_c7_tomasz_has_badges_one_on_the_way_and_shares_them(visit):
    page = get_page(visit("Tomasz"), "/you/skills")

    assert len(re.findall(r'class="ring', page.text)) >= 3
    assert "2 of 3 done" in page.words
    assert "96 hours confirmed" in page.words
    assert "Share my skills record" in page.words
    assert "Listening, in 4 badges" in page.words


def test_w18e_first_aid_says_what_it_can_lead_to(visit):
    page = get_page(visit(), date_of("Emergency first aid%")[0])

    assert "You can work towards Emergency first aid" in page.words


def test_w19_a_stranger_reads_neutral_words_and_nothing_tells(demo, visit):
    address = share(visit("Tomasz"))
    stranger = visit()
    names = [*organisations.telling_names(), *events.telling_names()]

    page = get_page(stranger, address)

    assert "Mentoring and one-to-one support" in page.words
    assert "96 confirmed hours as a volunteer with Lantern Yard" in page.words
    assert disclosing(bytes_of(page.response), names) == []
    paper = disclosing(bytes_of(stranger.get(f"{address}/paper")), names)
    assert [word for word in paper if len(word) > 3] == []  # drawn letters hold "NA" by chance
    link = queries.with_token(address.removeprefix("/r/"))
    with demo.test_request_context():
        facts = parts.paper(parts.shared(link.person, link.chosen), "", "")
    assert disclosing(str(facts), names) == []
    for word in ("recovery", "peer support", "addiction"):
        assert word not in f"{page.title} {page.text}".lower()


def test_w20_a_note_is_tomaszs_alone_until_he_says_use_it_as_evidence(visit):
    tomasz, marcus = visit("Tomasz"), visit("Marcus")
    address = "/you/skills/supporting-a-group"
    send(tomasz, get_page(tomasz, address), f"{address}/notes", words="My hands shook")
    send(tomasz, get_page(tomasz, address), f"{address}/ask")

    assert "My hands shook" not in read_by(marcus)
    assert "Tomasz N: Supporting a group" in read_by(marcus)

    note = re.search(r"/you/skills/notes/\d+", get_page(tomasz, address).text)[0]
    send(tomasz, get_page(tomasz, note), note, is_evidence="y")
    assert "My hands shook" in read_by(marcus)


def read_by(marcus):
    """All that a manager of the group is shown of badges."""
    page = get_page(marcus, "/organise/lantern-yard/badges")
    award = re.search(r"/organise/lantern-yard/badges/awards/\d+", page.text)[0]
    return page.words + get_page(marcus, award).words


def test_j8_a_link_that_was_stopped_is_gone_at_once(visit):
    tomasz, stranger = visit("Tomasz"), visit()
    address = share(tomasz, for_whom="Aisha")
    stop = next(
        form
        for form in get_page(tomasz, "/you/skills/share").forms
        if form.action.endswith("/stop")
    )

    tomasz.post(stop.action, data=stop.fields)

    answer = stranger.get(address)
    assert answer.status_code == 410
    assert "Ask them for a new one" in answer.text
