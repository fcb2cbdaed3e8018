"""What whoever has a link sees: what was chosen, in the words that were chosen, and no more."""

import io
import re
import zipfile
import zlib
from contextlib import suppress
from datetime import date, timedelta

import pytest
from limits import parse_many
from pypdf import PdfReader

from app.badges import services as badges
from app.badges.models import Endorsement
from app.shared.database import db, utcnow
from app.shared.limits import SHARED_CODE
from app.skills import parts
from app.skills.models import LASTS, MIN_CODE, Chosen
from app.skills.services import choose_shown, share, stop, token_of
from tests.factories import (
    make_application,
    make_hours,
    make_organisation,
    make_person,
    make_role,
    make_step,
    save,
)
from tests.making_badges import make_award, make_badge
from tests.making_skills import make_link
from tests.page import get_page

PACKED = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.S)
UNCHECKED = {"state": "submitted", "verified_at": None}
TODAY = utcnow().date()
TELLING = re.compile(r"sober|recover|addict|peer.support|alongside", re.I)


@pytest.fixture
def full(group):
    """Somebody whose whole record tells what kind of group it is, in its plain words."""
    person = make_person(name="Ash Ward", email="ash@example.org")
    badge = make_badge(
        [{"words": "Co-host a recovery group", "neutral_words": "Co-host a group"}],
        name="Peer support practice",
        neutral_name="Mentoring",
    )
    award = make_award(
        person, badge, state="earned", earned_at=utcnow(), organisation=group, reason="zqreason"
    )
    for words in ("Ash listens well.", "Ash has been sober with us."):
        by = make_person(name="Sandra Fell")
        save(said(award, words, group, by=by))
    role = make_role(group, title="Sober host", neutral_title="Café helper")
    make_hours(role, person, minutes=600, state="confirmed", day=date(2025, 9, 2))
    application = make_application(role, person)
    make_step(application, kind="training", about="Listening", state="done", number=8)
    make_step(application, kind="training", about="Naloxone", state="done", number=9)
    return person, award


def said(award, words, group, by=None):
    by_id = (by or make_person()).id
    return Endorsement(award_id=award.id, by_id=by_id, organisation_id=group.id, words=words)


def link_to(full, **says):
    person, award = full
    everything = {"has_hours": True, "has_training": True, "has_words": True}
    says = {"award_ids": [award.id], "shown_name": "Ash W"} | everything | says
    return make_link(person, **says)


def bytes_of(answer):
    """All that is sent: the headers, and the body with whatever is packed or drawn in it."""
    body = answer.get_data()
    said = [str(answer.headers), _drawn(body) if body.startswith(b"%PDF") else ""]
    for packed in PACKED.findall(body):
        with suppress(zlib.error):  # not all of them are packed
            packed = zlib.decompress(packed)
        with suppress(UnicodeDecodeError):  # a font's shapes, or a picture's dots
            said.append(packed.decode())
    return "".join([*said, PACKED.sub(b"", body).decode(errors="replace")])


def _drawn(paper):
    """The words on a paper, whose letters stand in its bytes as numbers of a font."""
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(paper)).pages)


def test_in_neutral_wording_no_byte_of_page_or_paper_tells(client, full):
    address = f"/r/{token_of(link_to(full))}"

    page = get_page(client, address)

    for words in ("Mentoring", "Co-host a group", "The Yard", "Café helper", "Ash listens well."):
        assert words in page.words
    assert "10 confirmed hours as a volunteer with The Yard, since September 2025." in page.words
    assert "Listening" in page.words
    assert page.title == "Skills record: Ash W"
    for answer in (page.response, client.get(f"{address}/paper")):
        assert "10 confirmed hours as a volunteer with The Yard" in bytes_of(answer)
        assert not TELLING.search(bytes_of(answer))
        assert "Naloxone" not in bytes_of(answer)
        assert "Set-Cookie" not in answer.headers
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Robots-Tag"].startswith("noindex")
        assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_each_badge_can_be_checked_and_its_signed_file_tells_nothing(client, full):
    badges.issue_due()
    address = f"/r/{token_of(link_to(full))}"

    check = re.search(r"/verify/[\w-]+", client.get(address).text)[0]
    files = zipfile.ZipFile(io.BytesIO(client.get(f"{address}/file").data))

    assert "Mentoring" in get_page(client, check).words
    assert files.namelist() == ["badge-1.json", "badge-1.jwt"]
    signed = files.read("badge-1.json").decode()
    assert check in signed
    assert not TELLING.search(signed)
    assert not TELLING.search(bytes_of(client.get(check)))


@pytest.mark.one_database_says_it
def test_the_signed_files_are_those_of_what_is_shown(client, full, group):
    person, award = full
    says = {"state": "earned", "earned_at": utcnow(), "organisation": group}
    make_award(person, **says)  # not chosen
    telling = make_award(person, make_badge(neutral_name="Sober sitting"), **says)
    badges.issue_due()
    db.session.commit()

    answer = client.get(f"/r/{token_of(link_to(full, award_ids=[award.id, telling.id]))}/file")

    files = zipfile.ZipFile(io.BytesIO(answer.data))
    assert files.namelist() == ["badge-1.json", "badge-1.jwt"]
    assert "Mentoring" in files.read("badge-1.json").decode()


def test_in_the_groups_own_words_they_are_what_can_be_checked(client, full):
    person, award = full
    how = {"months": 1, "today": utcnow().date(), "for_whom": "", "code": "", "form_key": "k"}

    link = share(person, Chosen("Ash", (award.id,), is_neutral=False), **how)
    db.session.commit()

    address = f"/r/{token_of(link)}"
    check = re.search(r"/verify/[\w-]+", client.get(address).text)[0]
    assert "Peer support practice" in get_page(client, check).words
    files = zipfile.ZipFile(io.BytesIO(client.get(f"{address}/file").data))
    assert "Peer support practice" in files.read("badge-1.json").decode()


def test_the_groups_own_words_are_used_where_they_were_asked_for(client, full):
    page = get_page(client, f"/r/{token_of(link_to(full, is_neutral=False))}")

    for words in ("Peer support practice", "Co-host a recovery group", "Sober Yard", "Naloxone"):
        assert words in page.words


@pytest.mark.parametrize(
    ("chosen", "there"),
    [
        ({"award_ids": []}, {"Café helper", "Listening"}),
        ({"has_hours": False}, {"Mentoring", "Listening", "Ash listens well."}),
        ({"has_training": False}, {"Mentoring", "Café helper", "Ash listens well."}),
        ({"has_words": False}, {"Mentoring", "Café helper", "Listening"}),
    ],
)
@pytest.mark.one_database_says_it
def test_what_was_not_chosen_is_not_there(client, full, chosen, there):
    link = link_to(full, for_whom="zqforwhom", **chosen)
    everything = {"Mentoring", "Café helper", "Listening", "Ash listens well."}

    text = client.get(f"/r/{token_of(link)}").text

    assert {words for words in everything if words in text} == there
    assert not re.search(r"zq|Ward|Fell|ash@example", text)


def test_a_withdrawn_badge_is_no_longer_valid_and_nobody_says_why(client, full):
    link = link_to(full)
    full[1].state = "withdrawn"
    db.session.commit()

    text = client.get(f"/r/{token_of(link)}").text

    assert "No longer valid" in text
    assert "zqreason" not in text


@pytest.mark.parametrize(
    ("says", "standing"),
    [
        ({"expires_on": TODAY}, None),
        ({"expires_on": TODAY - timedelta(days=1)}, "Ended in"),
        ({"state": "ended", "expires_on": None}, "Ended"),
        ({"state": "given_up"}, ""),
    ],
    ids=["its last day", "the day after", "ended", "given up"],
)
@pytest.mark.one_database_says_it
def test_a_badge_says_that_it_ended_and_is_not_there_once_it_is_given_up(app, full, says, standing):
    person, award = full
    for name, value in says.items():
        setattr(award, name, value)
    db.session.commit()

    with app.test_request_context():
        skills = parts.shared(person, Chosen("Ash", (award.id,))).skills

    if standing == "":
        assert skills == []
    else:
        assert re.match(f"{standing or ''}", skills[0].standing)
        assert bool(skills[0].standing) == bool(standing)


@pytest.mark.one_database_says_it
def test_sections_that_are_left_out_of_the_record_are_in_no_link(client, full):
    person, award = full
    address = f"/r/{token_of(link_to(full))}"

    choose_shown(person, [award.id], [])
    db.session.commit()

    text = client.get(address).text
    assert "Mentoring" in text
    assert not re.search("Café helper|Listening|Ash listens well", text)


@pytest.mark.one_database_says_it
def test_neutral_words_that_tell_by_now_and_empty_ones_are_not_shown(app, full, group):
    person, award = full
    save(said(award, "", group))
    make_hours(make_role(group, neutral_title="Sober host"), person, minutes=60, state="confirmed")
    group.neutral_name = "Yard in recovery"
    db.session.commit()

    with app.test_request_context():
        shown = parts.shared(person, Chosen("Ash", (award.id,), True, True, True))

    assert "Volunteer" in [role["title"] for role in shown.roles]
    assert [word["words"] for word in shown.words] == ["Ash listens well."]
    assert not TELLING.search(str([shown.roles, shown.words, shown.confirmed_by, shown.lead]))
    assert len(set(shown.left_out)) == len(shown.left_out), "each is said once"


@pytest.mark.one_database_says_it
def test_a_word_is_of_the_group_it_was_said_in_if_that_is_checked(app, full):
    person, award = full
    save(said(award, "Ash is kind.", make_organisation(neutral_name="The Hall")))
    save(said(award, "Ash is never late.", make_organisation(**UNCHECKED)))
    db.session.commit()

    with app.test_request_context():
        shown = parts.shared(person, Chosen("Ash", (award.id,), True, True, True))

    by = {word["words"]: word["by"].partition(", ")[2] for word in shown.words}
    assert by == {"Ash listens well.": "The Yard", "Ash is kind.": "The Hall"}


@pytest.mark.one_database_says_it
def test_a_badge_is_by_the_group_as_it_was_called_when_it_was_signed(client, full, group):
    badges.issue_due()
    group.neutral_name = "The Neighbours"
    db.session.commit()
    address = f"/r/{token_of(link_to(full))}"

    page = get_page(client, address)

    assert "Co-host a group. The Yard, " in page.words
    assert "as a volunteer with The Neighbours" in page.words
    check = next(link for link in page.links if link.startswith("/verify/"))
    assert "given by The Yard" in get_page(client, check).words


@pytest.mark.one_database_says_it
def test_a_name_that_tells_by_now_is_not_shown_any_more(client, full):
    link = link_to(full, shown_name="Ash of the Red House")
    make_organisation(name="Red House", neutral_name="House")

    page = get_page(client, f"/r/{token_of(link)}")

    assert page.title == "Skills record: Volunteer"
    assert "Red House" not in page.text


def test_stopped_and_ended_links_say_the_same_and_unknown_ones_look_it(client, full):
    stopped, ended = link_to(full), link_to(full, ends_on=date(2026, 1, 1))
    stop(stopped)
    db.session.commit()
    tokens = {token_of(stopped): 410, token_of(ended): 410, "0" * 32: 404}

    answers = [(client.get(f"/r/{token}"), status) for token, status in tokens.items()]
    for end in ("paper", "file"):
        answers += [(client.get(f"/r/{token}/{end}"), status) for token, status in tokens.items()]
    answers += [(client.post(f"/r/{token}"), status) for token, status in tokens.items()]
    for token in tokens:
        client.post(f"/r/{token}/opened")

    for answer, status in answers:
        assert answer.status_code == status
        assert answer.text == answers[0][0].text
        assert "Ash" not in answer.text
    db.session.refresh(stopped)
    assert stopped.last_opened_month is None


@pytest.mark.one_database_says_it
def test_ones_own_look_at_it_counts_for_nothing(client, sign_in, full):
    sign_in(full[0])

    assert "data-opened" not in client.get(f"/r/{token_of(link_to(full))}").text


def test_only_the_pages_own_script_counts_as_opening(client, full):
    link = link_to(full)
    address = f"/r/{token_of(link)}"

    for method in ("GET", "HEAD", "GET", "HEAD"):
        client.open(address, method=method)
    db.session.refresh(link)
    assert link.last_opened_month is None

    assert f'data-opened="{address}/opened"' in client.get(address).text
    assert client.post(f"{address}/opened").status_code == 204
    db.session.refresh(link)
    assert link.last_opened_month.day == 1


@pytest.mark.one_database_says_it
def test_a_code_of_four_digits_is_not_guessed_while_a_link_lasts():
    a_day = 24 * 60 * 60
    tries = min(each.amount * a_day / each.get_expiry() for each in parse_many(SHARED_CODE))

    assert tries * 31 * max(LASTS) < 10**MIN_CODE / 2


def test_a_code_opens_a_link_and_wrong_ones_are_counted_for_the_link(client, full):
    person, award = full
    how = {"months": None, "today": utcnow().date(), "for_whom": "", "form_key": "k"}
    link = share(person, Chosen("Ash W", (award.id,)), code="Otter 12", **how)
    db.session.commit()
    address = f"/r/{token_of(link)}"

    assert "Mentoring" not in client.get(address).text
    for end in ("paper", "file"):
        assert client.get(f"{address}/{end}").location == address
    wrong = client.post(address, data={"code": "otter"})
    assert wrong.status_code == 422
    assert "That is not the code" in wrong.text
    opened = client.post(address, data={"code": "otter12"}).text
    assert "Mentoring" in opened
    assert 'name="code" value="otter12"' in opened, "it is not asked for again"
    paper = client.post(address, data={"code": "otter12", "act": "paper"})
    assert paper.data.startswith(b"%PDF")
    files = client.post(address, data={"code": "otter12", "act": "file"})
    assert zipfile.ZipFile(io.BytesIO(files.data)).namelist() == ["badge-1.json", "badge-1.jwt"]
    for n in range(10):
        tried = client.post(
            address, data={"code": f"{n}"}, environ_base={"REMOTE_ADDR": f"10.0.0.{n}"}
        )
    assert tried.status_code == 429
    assert not TELLING.search(bytes_of(tried))
    assert "Set-Cookie" not in wrong.headers


def test_what_groups_confirmed_that_nobody_checked_stays_on_ones_own_page(client, ash):
    shown = {"shown_name": "Ash", "has_hours": True, "has_training": True}
    address = f"/r/{token_of(make_link(ash, **shown))}"
    once = make_organisation(name="Ford", neutral_name="Ford", state="paused")
    for group in (once, make_organisation(name="Weir", neutral_name="Weir", **UNCHECKED)):
        role = make_role(group, title=f"{group.name} host", neutral_title=f"{group.name} host")
        make_hours(role, ash, minutes=60, state="confirmed")
        application = make_application(role, ash)
        make_step(application, kind="training", about=f"{group.name} course", state="done")

    page, own = get_page(client, address).words, get_page(client, "/you/skills").words

    assert "1 confirmed hour as a volunteer with Ford, since" in page
    assert "Ford course" in page
    assert "Weir" not in page
    assert "1 hour of it with groups that are not checked yet" in own
    assert "Weir course Weir. Not checked yet, so on no link" in own
