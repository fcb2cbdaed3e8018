"""flask keys."""

import pytest
from sqlalchemy import select

from app.credentials.models import SigningKey
from app.shared.database import db
from tests.factories import make_organisation

pytestmark = pytest.mark.one_database_says_it


@pytest.fixture
def keys(app):
    """keys("make", ...) runs that command of `flask keys` and answers what it said."""
    db.session.commit()
    return lambda *words: app.test_cli_runner().invoke(args=["keys", *words])


def test_keys_are_made_listed_rotated_and_retired(app, keys):
    make_organisation(slug="lantern-yard")

    assert keys("make", "lantern-yard").output == "Made 2 keys.\n"
    assert keys("make", "--all").output == "Made 0 keys.\n"
    assert keys("rotate", "lantern-yard").output == "Made 2 keys.\n"
    lines = [line.split() for line in keys("list").output.splitlines()]
    assert [line[1] for line in lines] == ["lantern-yard"] * 4
    assert ["use" in line for line in lines] == [False, False, True, True]

    assert keys("retire", lines[2][0]).output == "Retired. What it signed stays good.\n"
    assert keys("list").output.count("in use") == 1
    assert keys("relock").output == "Locked 1 key with the first secret.\n"


def test_no_command_shows_a_private_half(app, keys):
    make_organisation(slug="lantern-yard")
    said = keys("make", "lantern-yard").output + keys("list").output

    private = db.session.scalars(select(SigningKey.private)).all()

    assert private
    assert not any(half in said or "PRIVATE" in half for half in private)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("make",), "Say one group's SLUG, or --all."),
        (("rotate", "somewhere", "--all"), "Say one group's SLUG, or --all."),
        (("make", "nowhere"), "There is no group at that address."),
        (("retire", "7"), "There is no key of that number."),
    ],
)
def test_what_cannot_be_done_is_said(app, keys, words, said):
    answer = keys(*words)

    assert answer.exit_code
    assert said in answer.output
