"""The front door as people meet it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app import create_app
from app.shared.database import db
from tests.factories import make_event, make_kind, make_occurrence, make_organisation, make_place
from tests.page import get_page, read_page

READING = ("/", "/help", "/safety", "/privacy", "/accessibility", "/support/urgent")
PAGES = (*READING, "/theme", "/place")
NUMBERS = ("999", "111", "116123")


@pytest.fixture
def real_site(settings):
    """The app of a site that is no demonstration, on the same database."""
    app = create_app(replace(settings, demo=False))
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.mark.parametrize("path", PAGES)
def test_every_page_stands_before_anything_is_set_up(client, path):
    page = get_page(client, path)

    assert page.links.count("/leave") == 1
    for number in NUMBERS:
        assert f"tel:{number}" in page.links


@pytest.mark.parametrize("path", READING)
def test_reading_leaves_no_cookie_behind(client, path):
    response = client.get(path)

    assert "Set-Cookie" not in response.headers
    assert response.headers["Cache-Control"] != "no-store"


def test_home_welcomes_and_keeps_its_order(client):
    make_occurrence(event=make_event(title="Stitch and natter"))

    page = get_page(client, "/")

    assert page.heading == "You’re welcome here."
    order = ["Next up", "Stitch and natter", "What do you fancy?", "Ways to help", "Need something"]
    assert [page.words.index(words) for words in order] == sorted(
        page.words.index(words) for words in order
    )
    assert page.form("/events").method == "get"


def test_home_shows_three_dates_of_different_kinds(client):
    walks, circles = make_kind("walk", look="walk"), make_kind("circle", look="circle")
    for number in range(3):
        walk = make_event(title=f"Walk {number}", kind=walks, picture="boots")
        make_occurrence(event=walk, starts_in=timedelta(hours=2 + number))
    make_occurrence(
        event=make_event(title="Monday group", kind=circles), starts_in=timedelta(days=3)
    )

    page = get_page(client, "/")

    shown = [
        words for words in ("Walk 0", "Walk 1", "Walk 2", "Monday group") if words in page.words
    ]
    assert shown == ["Walk 0", "Walk 1", "Monday group"]


def test_home_leaves_out_what_is_off_or_has_begun(client):
    off = make_occurrence(event=make_event(title="Called off"))
    off.cancelled_at = off.starts_at - timedelta(days=2)
    make_occurrence(event=make_event(title="Begun"), starts_in=timedelta(minutes=-10))
    make_occurrence(event=make_event(title="Still to come"))

    words = get_page(client, "/").words

    assert "Still to come" in words
    assert "Called off" not in words
    assert "Begun" not in words


def test_home_costs_the_same_for_one_date_or_many(client, count_queries):
    make_occurrence()
    one = count_queries(lambda: get_page(client, "/"))
    for _ in range(12):
        make_occurrence()

    assert count_queries(lambda: get_page(client, "/")) == one <= 7


def test_a_place_is_remembered_only_where_it_was_asked_for(client, app):
    make_place(name="Youlgrave", outcode="DE45")

    saved = client.post("/place", data={"place": "youlgrave"})

    assert saved.status_code == 303
    home = get_page(client, "/")
    assert "Next near Youlgrave" in home.words
    assert home.form("/events").fields["place"] == "Youlgrave"
    assert home.response.headers["Cache-Control"] == "no-store"
    assert "Next up" in get_page(app.test_client(), "/").words


def test_a_place_can_be_forgotten(client):
    make_place(name="Youlgrave")
    client.post("/place", data={"place": "Youlgrave"}, follow_redirects=True)

    client.post("/place/forgotten")

    assert "Youlgrave" not in get_page(client, "/").response.text


@pytest.mark.parametrize("typed", ["", "Nowhere at all", "x" * 10_000, "<script>"])
def test_a_place_that_nobody_knows_is_asked_for_again(client, typed):
    response = client.post("/place", data={"place": typed})

    assert response.status_code == 422
    assert "There is a problem" in read_page(response).words


def test_a_whole_postcode_is_never_shown_again_or_kept(client):
    kept = client.post("/place", data={"place": "DE4 5GL"}, follow_redirects=True)

    assert "DE4 5" in kept.text
    assert "5GL" not in kept.text
    with client.session_transaction() as session:
        assert "5GL" not in str(session["place"])


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_pages_look_as_chosen_until_the_choice_is_taken_back(client, theme):
    client.post("/theme", data={"theme": theme})
    assert f'data-theme="{theme}"' in get_page(client, "/help").response.text

    client.post("/theme", data={"theme": "device"})
    assert "data-theme" not in get_page(client, "/help").response.text


def test_a_theme_that_is_none_changes_nothing(client):
    response = client.post("/theme", data={"theme": "sepia"})

    assert response.status_code == 422
    assert "data-theme" not in get_page(client, "/help").response.text


def test_help_names_someone_to_write_to(client):
    make_organisation(kind="network", email="hello@network.example.org")

    page = get_page(client, "/help")

    assert "mailto:hello@network.example.org" in page.links
    assert 'id="concern"' in page.response.text


def test_search_engines_are_told_of_public_events_alone(client):
    make_event(slug="open-cafe")
    make_event(slug="thursday-group", is_attendance_private=True)
    make_event(slug="not-yet", published_at=None)
    make_event(
        slug="unchecked", organisation=make_organisation(state="submitted", slug="new-group")
    )

    sitemap = client.get("/sitemap.xml").text

    assert "/events/open-cafe<" in sitemap
    for slug in ("thursday-group", "not-yet", "unchecked", "new-group"):
        assert slug not in sitemap


def test_robots_are_kept_from_bookings_and_from_a_demonstration_in_the_open(client, settings):
    assert "Disallow: /b/\n" in client.get("/robots.txt").text

    app = create_app(replace(settings, site_url="https://demo.example.org"))
    robots = app.test_client().get("/robots.txt", base_url="https://demo.example.org").text

    assert "Disallow: /\n" in robots
    with app.app_context():
        db.engine.dispose()


def test_the_process_answers_and_says_whether_it_can_work(client):
    assert client.get("/healthz").text == "ok"

    ready = client.get("/readyz")

    assert ready.status_code == 503
    assert "No worker has ever run" in ready.text


def test_without_a_demonstration_its_pages_are_not_there(real_site):
    client = real_site.test_client()

    for path in ("/demo", "/demo/mail", "/demo/mail/1", "/demo/components"):
        assert client.get(path).status_code == 404
    assert client.post("/demo/sign-in", data={"who": "jo-hartley"}).status_code == 404
    assert "/demo" not in client.get("/").text
