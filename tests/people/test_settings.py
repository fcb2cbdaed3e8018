"""What people choose, one at a time; with htmx and without."""

import pytest

from app.shared.database import db
from tests.factories import make_membership, make_person
from tests.page import get_page, read_page

HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}
CHOICES = [
    ("name", {"name": "Kel"}, "name", "Kel"),
    ("words", {"wants_full_words": "yes"}, "wants_full_words", True),
    ("reminders", {"wants_reminders": "no"}, "wants_reminders", False),
    ("thanks", {"wants_thanks": "no"}, "wants_thanks", False),
]


@pytest.fixture
def kelly(sign_in):
    kelly = make_person(name="Kelly Marsden")
    sign_in(kelly)
    return kelly


def test_people_are_reminded_and_told_little_unless_they_choose(kelly, client):
    fields = {}
    for form in get_page(client, "/you/settings").forms:
        fields |= form.fields

    assert fields["name"] == "Kelly Marsden"
    assert fields["wants_full_words"] == "no"
    assert fields["wants_reminders"] == "yes"
    assert fields["theme"] == "device"


def test_who_only_looks_is_shown_all_of_them_even_by_htmx(kelly, client):
    assert get_page(client, "/you/settings", headers=HTMX).heading == "Settings"


@pytest.mark.parametrize(("name", "sent", "column", "kept"), CHOICES)
def test_without_javascript_one_is_saved_and_the_page_says_which(
    kelly, client, name, sent, column, kept
):
    answer = client.post(f"/you/settings/{name}", data=sent)

    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/you/settings?saved={name}#setting-{name}"
    assert getattr(_again(kelly), column) == kept
    page = get_page(client, answer.headers["Location"])
    assert page.words.count("Saved") == 1
    assert 'id="setting-' in page.text.split("Saved</span>")[0]


@pytest.mark.parametrize(("name", "sent", "column", "kept"), CHOICES)
def test_with_htmx_only_that_setting_comes_back_and_is_read_out(
    kelly, client, name, sent, column, kept
):
    answer = client.post(f"/you/settings/{name}", data=sent, headers=HTMX)

    assert answer.status_code == 200
    assert answer.text.lstrip().startswith(f'<form id="setting-{name}"')
    assert answer.text.count("<form") == 1
    assert "<span data-say>" in answer.text
    assert getattr(_again(kelly), column) == kept


def test_saving_one_leaves_the_others(kelly, client):
    client.post("/you/settings/words", data={"wants_full_words": "yes"})
    client.post("/you/settings/reminders", data={"wants_reminders": "no", "name": "Mallory"})
    client.post("/you/settings/name", data={"name": "Kel", "wants_full_words": "no"})

    again = _again(kelly)
    assert (again.name, again.wants_full_words, again.wants_reminders) == ("Kel", True, False)


@pytest.mark.parametrize(
    ("name", "sent", "words"),
    [
        ("name", {"name": ""}, "Tell us the name you would like us to use"),
        ("name", {"name": " \u200b\r\n "}, "Tell us the name you would like us to use"),
        ("name", {"name": "x" * 10_000}, "Use a shorter name, up to 80 characters"),
        ("words", {}, "Choose how much our emails may say"),
        ("words", {"wants_full_words": "maybe"}, "Choose how much our emails"),
        ("reminders", {"wants_reminders": ""}, "Choose whether to be reminded"),
        ("theme", {"theme": "x" * 10_000}, "Choose how pages should look"),
    ],
    ids=lambda value: str(value)[:30],
)
@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "part"])
def test_what_is_wrong_is_said_and_nothing_changes(kelly, client, name, sent, words, headers):
    answer = client.post(f"/you/settings/{name}", data=sent, headers=headers)

    assert answer.status_code == 422
    assert words in answer.text
    assert "Saved" not in answer.text
    assert _again(kelly).name == "Kelly Marsden"
    if not headers:
        assert read_page(answer).title.startswith("Error: Settings")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Kel\r\nBcc: all@example.org", "Kel Bcc: all@example.org"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("\u202eyllek", "yllek"),
        ("Zoë 🌻", "Zoë 🌻"),
        ("  Mary   Ann ", "Mary Ann"),
    ],
)
def test_any_name_is_kept_as_one_line_of_text(kelly, client, typed, kept):
    client.post("/you/settings/name", data={"name": typed})

    assert _again(kelly).name == kept
    assert "<script>alert" not in client.get("/you").text + client.get("/you/settings").text


def test_how_pages_look_changes_the_whole_page_and_stays_in_the_browser(kelly, client):
    answer = client.post("/you/settings/theme", data={"theme": "dark"}, headers=HTMX)

    assert answer.headers["HX-Redirect"].startswith("/you/settings?saved=theme")
    assert 'data-theme="dark"' in client.get("/you").text

    client.post("/you/settings/theme", data={"theme": "device"})
    assert "data-theme" not in client.get("/you").text


def test_there_are_no_other_settings(kelly, client):
    assert client.post("/you/settings/email", data={"email": "x@example.org"}).status_code == 404
    assert client.post("/you/settings/id", data={"id": "1"}).status_code == 404


@pytest.mark.parametrize("position", ["organiser", "admin"])
def test_whoever_organises_chooses_whether_to_have_a_daily_summary(sign_in, client, position):
    priya = make_membership(position=position).person
    sign_in(priya)
    form = get_page(client, "/you/settings").form("/you/settings/digest")

    client.post(form.action, data={**form.fields, "wants_digest": "no"})

    assert form.fields["wants_digest"] == "yes"
    assert _again(priya).wants_digest is False
    part = client.post(form.action, data={"wants_digest": "yes"}, headers=HTMX)
    assert _again(priya).wants_digest is True
    assert part.text.lstrip().startswith('<form id="setting-digest"')
    assert "Saved" in part.text


@pytest.mark.parametrize("position", [None, "volunteer", "safeguarding_lead"])
def test_nobody_else_is_asked_about_a_summary_or_can_choose_one(kelly, client, position):
    if position:
        make_membership(person=kelly, position=position)

    answer = client.post("/you/settings/digest", data={"wants_digest": "no"})

    assert answer.status_code == 404
    assert _again(kelly).wants_digest is True
    assert "digest" not in client.get("/you/settings").text


def _again(person):
    db.session.expire_all()
    return person
