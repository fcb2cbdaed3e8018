"""Being told, over HTTP: signed in, signed out, from the mail, and stopping."""

import pytest
from sqlalchemy import select

from app.following.models import Follow
from app.shared.database import db
from app.shared.outbox import OutboxMessage
from tests.factories import make_event, make_follow, make_occurrence, make_person, make_place
from tests.page import get_page

HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}


def follows():
    db.session.expire_all()
    return db.session.scalars(select(Follow).order_by(Follow.id)).all()


def count_mails():
    return len(db.session.scalars(select(OutboxMessage)).all())


@pytest.fixture
def event(app):
    return make_occurrence().event


def test_a_stranger_asks_says_yes_and_stops(client, event):
    page = get_page(client, f"/events/{event.slug}")
    assert f"/events/{event.slug}/follow" in page.links

    page = get_page(client, f"/events/{event.slug}/follow")
    form = page.form(f"/events/{event.slug}/follow")
    sent = {**form.fields, "email": " Dean@Example.org "}
    answer = client.post(form.action, data=sent, follow_redirects=True)
    assert "Look at your email" in answer.text
    (follow,) = follows()
    assert (follow.email, follow.is_confirmed) == ("dean@example.org", False)

    address = f"/following/{follow.key}"
    page = get_page(client, address)
    assert not follows()[0].is_confirmed, "a mail scanner opens every link"
    answer = client.post(address, data=page.form(address).fields, follow_redirects=True)
    assert "Thank you" in answer.text
    assert follows()[0].is_confirmed

    page = get_page(client, f"{address}/stop")
    answer = client.post(f"{address}/stop", data=page.form(f"{address}/stop").fields)
    assert "Stopped" in answer.text
    assert follows() == []


def test_an_address_we_know_and_one_we_do_not_get_the_same_answer(client, event):
    make_follow(event, email="known@example.org")
    make_person(email="person@example.org")
    answers = {
        client.post(f"/events/{event.slug}/follow", data={"email": email}, headers=HTMX).text
        for email in ("known@example.org", "person@example.org", "new@example.org")
    }

    assert len(answers) == 1
    assert count_mails() == 3


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "part"])
@pytest.mark.parametrize("typed", ["", "dean", "dean@@example.org", f"{'d' * 300}@example.org"])
def test_what_is_no_address_is_said_beside_it_and_kept(client, event, headers, typed):
    answer = client.post(f"/events/{event.slug}/follow", data={"email": typed}, headers=headers)

    assert answer.status_code == 422
    assert 'id="email-error"' in answer.text
    assert f'value="{typed}"' in answer.text
    assert follows() == []
    assert count_mails() == 0


def test_who_is_signed_in_turns_it_on_and_off(client, sign_in, event):
    dean = make_person()
    sign_in(dean)
    address = f"/events/{event.slug}/follow"

    def press(wanted):
        return client.post(address, data={"wanted": wanted}, headers=HTMX).text

    assert 'aria-pressed="false"' in get_page(client, f"/events/{event.slug}").text
    assert 'aria-pressed="true"' in press("yes")
    assert 'aria-pressed="true"' in press("yes"), "a double tap must not take it back"
    assert [follow.email for follow in follows()] == [dean.email]
    assert event.title in get_page(client, "/you/following").words
    assert 'aria-pressed="false"' in press("no")
    assert follows() == []
    assert count_mails() == 0
    assert "Nothing yet" in get_page(client, "/you/following").words


def test_nobody_sees_what_others_follow(client, sign_in, event):
    make_follow(event)
    sign_in(make_person())

    assert event.title not in get_page(client, "/you/following").words


def test_what_was_asked_but_not_confirmed_is_nobodys(client, sign_in, event):
    """Anyone may have typed the address; its owner has not said yes."""
    dean = make_person()
    make_follow(event, email=dean.email, confirmed_at=None)
    sign_in(dean)

    assert "Nothing yet" in get_page(client, "/you/following").words


def test_a_mail_program_stops_it_by_itself_and_twice_is_as_good_as_once(
    app, client, monkeypatch, event
):
    monkeypatch.setitem(app.config, "WTF_CSRF_CHECK_DEFAULT", True)
    address = f"/following/{make_follow(event).key}/stop"

    for _ in range(2):
        answer = client.post(address, data={"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
        assert "Stopped" in answer.text
    assert follows() == []


def test_a_link_that_has_ended_says_so(client, event):
    for path in ("/following/nothing", "/following/nothing/stop"):
        page = get_page(client, path, status=404)
        assert page.heading == "We do not write to you about this"


def test_the_page_from_the_mail_is_kept_nowhere(client, event):
    page = get_page(client, f"/following/{make_follow(event).key}")

    assert page.response.headers["Cache-Control"] == "no-store"
    assert "noindex" in page.response.headers["X-Robots-Tag"]
    assert event.title not in page.title


def test_what_is_not_published_cannot_be_followed_nor_seen(client):
    event = make_event(published_at=None)
    follow = make_follow(event)

    assert client.get(f"/events/{event.slug}/follow").status_code == 404
    assert f"/events/{event.slug}" not in get_page(client, f"/following/{follow.key}").links


@pytest.mark.parametrize("kind", ["groups", "places"])
def test_a_group_and_a_place_are_followed_in_the_same_way(client, sign_in, kind):
    date = make_occurrence()
    group, place = date.event.organisation, date.venue.place
    slug, name = {"groups": (group.slug, group.name), "places": (place.slug, place.name)}[kind]
    address = f"/{kind}/{slug}/follow"

    form = get_page(client, address).form(address)
    client.post(address, data={**form.fields, "email": "dean@example.org"})
    (follow,) = follows()
    page = get_page(client, f"/following/{follow.key}")
    client.post(f"/following/{follow.key}", data=page.form(f"/following/{follow.key}").fields)

    page = get_page(client, f"/following/{follow.key}")
    assert name in page.heading
    form = page.form(f"/following/{follow.key}/choices")
    client.post(form.action, data={"csrf_token": form.fields["csrf_token"], "weekly": "y"})
    (follow,) = follows()
    assert (follow.tells_changes, follow.sends_weekly) == (False, True)

    sign_in(make_person(email="dean@example.org"))
    assert name in get_page(client, "/you").words
    assert "A list each Monday" in get_page(client, "/you/following").words


def test_from_a_list_near_a_village_to_its_weekly_one(client):
    place = make_occurrence().venue.place
    make_place(latitude=55.0, name="Far")

    page = get_page(client, "/events?place=Cromford")
    assert "/places/follow?place=Cromford" in page.links
    assert client.get("/places/follow?place=Cromford").location == f"/places/{place.slug}/follow"
    assert client.get("/places/follow?place=Nowhere").location == "/events"


def test_near_you_is_what_this_browser_remembers(client, sign_in):
    date = make_occurrence()
    sign_in(make_person())
    assert "Near you Say where you are" in get_page(client, "/you").words

    client.post("/place", data={"place": "Cromford"})

    words = get_page(client, "/you").words
    assert "Near you" in words
    assert date.event.title in words
