"""A certificate and a letter: facts alone, in words that give nothing away, for every reader."""

import re
from datetime import date

import pytest

from app.shared.pdf import PAPERS, typeset
from tests.factories import make_hours, make_organisation, make_role
from tests.page import get_page, read_page

TELLING = re.compile(r"recover\w*|sober|addict\w*|peer support", re.I)


@pytest.fixture
def helper(group, bev):
    group.name, group.neutral_name = "Sober Yard", "The Yard"
    role = make_role(group, title="Peer support host", neutral_title="Community café helper")
    make_hours(role, bev, minutes=600, state="confirmed", day=date(2025, 3, 2))
    make_hours(role, bev, minutes=90, state="confirmed", day=date(2026, 1, 5))
    make_hours(role, bev, minutes=45)
    make_hours(role, bev, minutes=300, state="corrected")
    anybodys = make_role(make_organisation(state="draft", verified_at=None))
    make_hours(anybodys, bev, minutes=480, state="confirmed")
    return bev


def ask(client, **says):
    asked = {"kind": "letter", "name": "B. Astle", "wording": "neutral", "act": "show"} | says
    return client.post("/you/hours/paper", data=asked)


def test_the_letter_says_what_was_confirmed_in_neutral_words(client, sign_in, helper):
    sign_in(helper)

    page = ask(client).text

    for words in (
        *(
            "B. Astle",
            "11½ hours in all",
            "None in the last 13 weeks",
            "Community café helper",
            "The Yard",
        ),
        *("2 March 2025", "5 January 2026", "up to half", "no limit of 16 hours"),
    ):
        assert words in page
    assert not TELLING.search(re.sub(r"<footer.*", "", page, flags=re.S))
    assert "Peer support host" in ask(client, wording="own").text


def test_the_name_on_it_is_in_no_address_and_the_file_has_it_too(client, sign_in, helper):
    sign_in(helper)

    form = get_page(client, "/you/hours/proof").form("/you/hours/paper")
    page = read_page(ask(client, kind="certificate"))
    again = page.form("/you/hours/paper")

    assert form.method == again.method == "post"
    assert "name=B" not in page.text
    assert again.fields["name"] == "B. Astle"
    answer = client.post(again.action, data=again.fields | {"act": "file"})
    assert answer.data.startswith(b"%PDF")
    assert client.get("/you/hours/paper").status_code == 405


@pytest.mark.one_database_says_it
@pytest.mark.parametrize("kind", ["certificate", "letter"])
def test_the_file_is_tagged_titled_and_called_by_a_neutral_name(client, sign_in, helper, kind):
    sign_in(helper)

    answer = ask(client, kind=kind, act="file", name="Zażółć #panic() [Gęślą]")

    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{kind}.pdf"'
    for part in (b"/StructTreeRoot", b"/Lang(en-GB)", b"/Marked true", b"pdfuaid:part"):
        assert part in answer.data
    assert not TELLING.search(answer.data.decode("latin-1"))


@pytest.mark.one_database_says_it
def test_a_name_in_letters_that_no_font_has_still_makes_a_paper(app):
    from app.hours import parts

    facts = parts.proof([], 0, date(2026, 1, 1), kind="letter", name="\U00013080", is_neutral=True)

    made = typeset(PAPERS / "hours/proof.typ", facts)

    assert made.startswith(b"%PDF")


def test_a_name_is_needed_and_so_is_something_to_show(client, sign_in, helper, marcus):
    sign_in(helper)
    answer = ask(client, name=" ")
    assert answer.status_code == 422
    assert "Enter the name to put on it" in answer.text

    sign_in(marcus)
    assert "nothing to show yet" in get_page(client, "/you/hours/proof").words
    assert ask(client).status_code == 303
