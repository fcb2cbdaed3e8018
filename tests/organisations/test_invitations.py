"""Asking people to join a team: one mail that says little, and a yes from that very address."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import select

from app.organisations import services
from app.organisations.models import Invitation, Membership, Position
from app.shared import mail, outbox
from app.shared.database import db, utcnow
from tests.factories import make_invitation, make_membership, make_organisation, make_person
from tests.page import get_page, read_page

HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}
TEAM = "/organise/hearthstone/team"
ASK = f"{TEAM}/invitations"


@pytest.fixture
def group(app):
    return make_organisation(slug="hearthstone", name="Hearthstone Recovery Dales")


@pytest.fixture
def hilary(group, sign_in):
    person = make_membership(group, position=Position.ADMIN).person
    sign_in(person)
    return person


def mails():
    db.session.rollback()
    return [(letter.recipient, mail.render(letter)) for letter in reversed(outbox.latest())]


def ask(client, email, position="organiser", **options):
    return client.post(ASK, data={"email": email, "position": position}, **options)


def test_known_or_not_the_answer_is_the_same_and_the_mail_names_no_group(client, hilary):
    make_person(email="dean@example.org")

    answers = [ask(client, email) for email in ("dean@example.org", "New@Example.org")]
    pages = [get_page(client, TEAM).words for _ in answers]

    assert {(answer.status_code, answer.location) for answer in answers} == {(303, TEAM)}
    assert "ours is on its way" in pages[0]
    (to_dean, first), (to_new, second) = mails()
    assert (to_dean, to_new) == ("dean@example.org", "new@example.org")
    assert first.subject == second.subject == "You are asked to join a team"
    for words in (first.text, first.html):
        assert "Hearth" not in words
        assert "/you/invitations/" in words


def test_who_chose_full_words_is_told_which_group(client, hilary):
    make_person(email="dean@example.org", wants_full_words=True)

    ask(client, "dean@example.org")

    ((_, letter),) = mails()
    assert letter.subject == "You are asked to join the team of Hearthstone Recovery Dales"


def test_asked_twice_is_one_invitation_and_one_mail(client, hilary):
    ask(client, "dean@example.org", "volunteer")
    ask(client, "dean@example.org", "organiser")

    assert len(mails()) == 1
    page = get_page(client, TEAM)
    assert page.words.count("dean@example.org Organiser. Until") == 1


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"email": "", "position": "organiser"}, "Enter their email address"),
        ({"email": "dean at home", "position": "organiser"}, "like name@example.com"),
        ({"email": "dean@example.org", "position": "king"}, "Choose what they shall be"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(client, hilary, sent, words):
    whole, part = client.post(ASK, data=sent), client.post(ASK, data=sent, headers=HTMX)

    assert (whole.status_code, part.status_code) == (422, 422)
    page = read_page(whole)
    assert words in page.words
    assert page.form(ASK).fields["email"] == sent["email"]
    assert part.text.lstrip().startswith('<div id="invitations"')
    assert mails() == []


def test_an_invitation_is_taken_back_and_its_mail_does_not_go(client, hilary):
    ask(client, "dean@example.org")
    form = next(form for form in get_page(client, TEAM).forms if "removal" in form.action)

    answer = client.post(form.action, headers=HTMX)

    assert "Taken back" in answer.text
    assert "dean@example.org" not in answer.text
    assert mails() == []


@pytest.mark.parametrize("position", [Position.ORGANISER, Position.VOLUNTEER, None])
def test_only_an_admin_asks_and_sees_whom(client, group, sign_in, position):
    person = make_person()
    if position:
        make_membership(group, person, position=position)
    make_invitation(group, email="dean@example.org")
    sign_in(person)

    answer = ask(client, "eve@example.org")

    assert answer.status_code == (403 if position == Position.ORGANISER else 404)
    assert mails() == []
    assert "dean@example.org" not in client.get(TEAM).text


def test_looking_joins_nobody_and_saying_yes_does(client, group, sign_in):
    dean = make_person(email="dean@example.org")
    asked = make_invitation(group, email="dean@example.org", position=Position.ORGANISER)
    sign_in(dean)

    address = f"/you/invitations/{asked.key}"

    page = get_page(client, address)
    assert page.heading == "Join the team of Hearthstone Recovery Dales?"
    assert db.session.scalars(select(Membership)).all() == []
    answer = client.post(address, data={"answer": "yes"})

    assert answer.location == "/organise/hearthstone"
    row = db.session.scalars(select(Membership)).one()
    assert (row.person_id, row.position, row.is_shown) == (dean.id, Position.ORGANISER, False)
    again = client.post(address, data={"answer": "yes"})
    assert again.location == "/you/groups"


def test_a_yes_tapped_twice_at_once_joins_once(app, client, group, sign_in):
    asked = make_invitation(group, email="dean@example.org")
    address = f"/you/invitations/{asked.key}"
    sign_in(make_person(email="dean@example.org"))
    start = Barrier(3)

    def say_yes(session):
        with app.app_context():
            tap = app.test_client()
            with tap.session_transaction() as own:
                own.update(session)
            start.wait(timeout=30)
            return tap.post(address, data={"answer": "yes"}).location

    with client.session_transaction() as own, ThreadPoolExecutor(3) as taps:
        told = sorted(taps.map(say_yes, [dict(own)] * 3))

    assert told == ["/you/groups", "/you/groups", "/you/groups?slug=hearthstone"]
    assert len(db.session.scalars(select(Membership)).all()) == 1


def test_saying_no_forgets_the_address(client, group, sign_in):
    sign_in(make_person(email="dean@example.org"))
    asked = make_invitation(group, email="dean@example.org")

    client.post(f"/you/invitations/{asked.key}", data={"answer": "no"})

    assert db.session.scalars(select(Invitation)).all() == []
    assert db.session.scalars(select(Membership)).all() == []


def test_who_is_signed_in_with_another_address_learns_nothing(client, group, sign_in):
    asked = make_invitation(group, email="dean@example.org")
    over = make_invitation(group, email="eve@example.org", ends_at=utcnow())
    sign_in(make_person(email="eve@example.org"))

    pages = [
        get_page(client, f"/you/invitations/{key}", status=404).words
        for key in (asked.key, over.key, "made-up")
    ]
    client.post(f"/you/invitations/{asked.key}", data={"answer": "yes"})

    assert pages[0] == pages[1] == pages[2]
    assert "Hearthstone" not in pages[0]
    assert db.session.scalars(select(Membership)).all() == []


def test_a_stranger_signs_in_first_and_is_brought_back(client, group):
    asked = make_invitation(group)

    answer = client.get(f"/you/invitations/{asked.key}")

    assert answer.location == f"/sign-in?next=/you/invitations/{asked.key}"


def test_who_is_in_the_team_already_loses_nothing(client, group, sign_in):
    row = make_membership(group, position=Position.ADMIN, is_shown=True, title="Makes soup")
    asked = make_invitation(group, email=row.person.email, position=Position.ADMIN)
    sign_in(row.person)

    client.post(f"/you/invitations/{asked.key}", data={"answer": "yes"})

    kept = db.session.scalars(select(Membership)).one()
    assert (kept.position, kept.is_shown, kept.title) == (Position.ADMIN, True, "Makes soup")


def test_addresses_that_do_not_answer_are_forgotten(group):
    make_invitation(group, email="kept@example.org")
    make_invitation(group, email="over@example.org", ends_at=utcnow() - timedelta(minutes=1))

    services.forget()

    assert db.session.scalars(select(Invitation.email)).all() == ["kept@example.org"]
