"""Why somebody cannot see a role, said to the group that offers it."""

from datetime import timedelta

import pytest

from app.shared.database import utcnow
from tests.factories import (
    make_application,
    make_membership,
    make_organisation,
    make_person,
    make_role,
)
from tests.page import get_page, read_page


@pytest.fixture
def group(app):
    return make_organisation()


@pytest.fixture
def seen(client, sign_in, group):
    """seen(role, name) answers the words of its page to an organiser."""
    sign_in(make_membership(group, position="organiser").person)
    return lambda role, name="": (
        read_page(client.post(address_of(group, role), data={"name": name})).words
    )


def address_of(group, role):
    return f"/organise/{group.slug}/roles/{role.id}/seen"


@pytest.mark.parametrize(
    ("says", "because"),
    [
        ({"paused_at": utcnow()}, "It is paused."),
        ({"published_at": None}, "It is not published yet."),
        ({"closed_at": utcnow()}, "It is closed."),
        ({"closes_on": utcnow().date() - timedelta(days=2)}, "has gone."),
    ],
)
def test_what_hides_a_role_from_everybody_is_said(seen, group, says, because):
    role = make_role(group, **says)
    make_membership(group, make_person(name="Dean Wragg"))

    words = seen(role, "Dean")

    assert words.count(because) == 2  # of the role, and of Dean


def test_of_one_person_it_says_where_they_stand_and_nothing_they_look_for(seen, group):
    role = make_role(group, check_level="basic")
    make_application(role, make_person(name="Hana Has"))
    make_application(role, make_person(name="Ada Asked"), state="sent")
    make_membership(group, make_person(name="Nia None"))

    assert "They have it." in seen(role, "Hana")
    assert "They asked for it" in seen(role, "Ada")
    assert "Nothing stands in the way" in seen(role, "Nia")
    assert "They look for roles without a check." in seen(role)


def test_somebody_who_only_began_to_write_is_nobody_to_the_group(seen, group):
    role = make_role(group)
    make_application(role, make_person(name="Dee Draft"), state="draft")

    assert "Nobody in your group is called that" in seen(role, "Dee")


def test_no_name_is_read_from_an_address(client, seen, group):
    role = make_role(group)
    make_application(role, make_person(name="Hana Has"))

    asked = get_page(client, f"{address_of(group, role)}?name=Hana")

    assert "They have it." not in asked.words
    assert '<form method="post" class="flow"' in asked.text
    assert "They have it." in seen(role, "Hana")
