"""Leave this page: somewhere else, at once, with nothing left behind."""

import pytest
from sqlalchemy import select

from app.people.models import SignIn
from app.shared.database import db
from tests.factories import make_person


@pytest.mark.parametrize(
    "path", ["/leave", "/leave?next=//evil.example", "/leave?to=http://evil.example"]
)
def test_leaving_goes_to_one_place_and_no_other(client, settings, path):
    response = client.get(path, headers={"Referer": "http://evil.example/"})

    assert response.status_code == 303
    assert response.headers["Location"] == settings.leave_to
    assert response.headers["Cache-Control"] == "no-store"


def test_leaving_takes_the_cookie_and_what_the_browser_kept(client, sign_in):
    sign_in(make_person(name="Kelly"))
    client.post("/theme", data={"theme": "dark"})
    assert client.get_cookie("alongside")

    response = client.get("/leave")

    assert client.get_cookie("alongside") is None
    assert response.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert 'data-theme="dark"' not in client.get("/help").text


def test_leaving_changes_no_row(client, sign_in):
    sign_in(make_person())
    client.get("/leave")

    assert [row.ended_at for row in db.session.scalars(select(SignIn))] == [None]
