"""Notes on the way to a badge: whose they are, and who may read them."""

import pytest

from app.badges import queries, services
from app.organisations.models import Position
from app.shared.database import db
from app.shared.errors import RuleBroken
from tests.factories import make_membership, make_organisation, make_person
from tests.making_badges import make_badge, make_reflection
from tests.page import get_page

WORDS = "I learnt to sit with silence"


@pytest.fixture
def volunteer(sign_in):
    """A volunteer of a group, and signed in."""
    membership = make_membership(position=Position.VOLUNTEER)
    sign_in(membership.person)
    return membership


def read_by_organiser(client, sign_in, group):
    sign_in(make_membership(group).person)
    return get_page(client, f"/organise/{group.slug}/badges").words


def write(client, badge, **says):
    url = f"/you/skills/{badge.slug}/notes"
    return client.post(url, data={"words": WORDS, "key": "a-form"} | says)


def form_of(client, note):
    where = f"/you/skills/notes/{note.id}"
    return get_page(client, where).form(where)


@pytest.mark.parametrize("is_shown", [False, True])
def test_a_note_is_read_by_the_group_only_if_it_is_used_as_evidence(
    client, sign_in, volunteer, is_shown
):
    badge, group = make_badge(), volunteer.organisation
    tick = {"is_evidence": "y", "group": str(group.id)} if is_shown else {}

    write(client, badge, **tick)

    assert WORDS in get_page(client, f"/you/skills/{badge.slug}").words
    assert (WORDS in read_by_organiser(client, sign_in, group)) == is_shown


def test_unticking_takes_it_away_from_the_group_again(client, sign_in, volunteer):
    badge, group = make_badge(), volunteer.organisation
    write(client, badge, is_evidence="y", group=str(group.id))
    note = queries.award_of(volunteer.person, badge).reflections[0]

    client.post(f"/you/skills/notes/{note.id}", data={"words": WORDS, "group": str(group.id)})

    assert WORDS not in read_by_organiser(client, sign_in, group)


def test_who_leaves_the_team_takes_their_notes_along(client, sign_in, volunteer):
    badge, group = make_badge(), volunteer.organisation
    write(client, badge, is_evidence="y", group=str(group.id))
    services.ask(volunteer.person, badge, group)
    award = queries.award_of(volunteer.person, badge)
    (note,) = queries.notes_shown_for(award)
    make_membership(person=volunteer.person)
    db.session.delete(volunteer)
    db.session.commit()

    assert "Only you can read it" in get_page(client, f"/you/skills/{badge.slug}").words
    assert "is_evidence" not in form_of(client, note).fields
    assert queries.notes_shown_for(award) == []
    assert WORDS not in read_by_organiser(client, sign_in, group)


def test_a_note_sent_twice_is_kept_once(client, volunteer):
    badge = make_badge()

    write(client, badge)
    write(client, badge)

    assert len(queries.award_of(volunteer.person, badge).reflections) == 1


def test_an_empty_note_keeps_what_was_chosen_and_says_what_to_do(client, volunteer):
    answer = write(client, make_badge(), words=" ", is_evidence="y")

    assert answer.status_code == 422
    assert "Write a few words first" in answer.text


def test_nobody_else_finds_a_note(client, sign_in, volunteer):
    badge = make_badge()
    write(client, badge)
    note = queries.award_of(volunteer.person, badge).reflections[0]
    sign_in(make_person())

    assert client.get(f"/you/skills/notes/{note.id}").status_code == 404
    assert client.post(f"/you/skills/notes/{note.id}/deletion").status_code == 404
    assert len(queries.award_of(volunteer.person, badge).reflections) == 1


def test_a_note_is_shown_to_no_group_that_one_is_not_with(volunteer):
    with pytest.raises(RuleBroken):
        services.reflect(volunteer.person, make_badge(), WORDS, make_organisation(), "a-form")
    own = make_reflection(volunteer.person)
    with pytest.raises(RuleBroken, match="whose team you are in"):
        services.rewrite(own, WORDS, make_organisation())
    db.session.rollback()


def test_a_deleted_note_is_gone(client, volunteer):
    badge = make_badge()
    write(client, badge)
    note = queries.award_of(volunteer.person, badge).reflections[0]

    client.post(f"/you/skills/notes/{note.id}/deletion")

    assert WORDS not in get_page(client, f"/you/skills/{badge.slug}").words
