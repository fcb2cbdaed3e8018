"""Posters, short addresses, and a group's list in its own site's frame."""

import re

import pytest

from app.bookings import services as bookings
from tests.factories import make_booking, make_event, make_occurrence, make_organisation, make_venue
from tests.page import get_page


@pytest.fixture
def date(app):
    group = make_organisation(website="https://group.example.org/about", email="us@example.org")
    return make_occurrence(event=make_event(title="Open café", organisation=group))


def test_a_poster_has_the_words_a_code_and_an_address_to_type(client, date):
    page = get_page(client, f"/events/{date.event.slug}/{date.key}/poster")

    assert page.heading == "Open café"
    assert f"/d/{date.id}" in page.words
    assert date.venue.name in page.words
    assert "<svg" in page.text
    assert 'class="qr"' in page.text
    assert client.get(f"/d/{date.id}").location == f"/events/{date.event.slug}/{date.key}"


def test_a_poster_keeps_a_private_address_and_a_neutral_title(client):
    event = make_event(
        neutral_title="Thursday group",
        is_attendance_private=True,
        joining="Ring the second bell",
        venue=make_venue(name="Saltbox Hall", what_to_look_for="Green door"),
    )
    date = make_occurrence(event=event)

    page = get_page(client, f"/events/{event.slug}/{date.key}/poster")

    assert page.title.startswith("Thursday group")
    for private in ("Saltbox", "Green door", "second bell"):
        assert private not in page.text


@pytest.mark.parametrize("says", [{"published_at": None}], ids=["not published"])
def test_a_short_address_of_what_is_not_public_leads_nowhere(client, says):
    date = make_occurrence(event=make_event(**says))

    assert client.get(f"/d/{date.id}").status_code == 404
    assert client.get("/d/999999").status_code == 404


def test_the_list_may_be_framed_by_the_groups_own_site_alone(client, date):
    make_booking(occurrence=date, name="Kelly Marsden")
    off = make_occurrence(event=date.event)
    bookings.cancel_date(off, "Snow")

    response = client.get(f"/groups/{date.event.organisation.slug}/embed")

    policy = response.headers["Content-Security-Policy"]
    assert "frame-ancestors https://group.example.org" in policy
    assert "X-Frame-Options" not in response.headers
    assert "Set-Cookie" not in response.headers
    assert "<script" not in response.text
    assert "Open café" in response.text
    assert "Kelly" not in response.text
    links = re.findall(r'<a href="([^"]*)"([^>]*)>', response.text)
    assert links
    assert all('target="_blank"' in given for _, given in links)


@pytest.mark.parametrize(
    "website",
    [
        "",
        "http://group.example.org",
        "https://group.example.org; script-src *",
        "https://*.example.org",
        "https://group.example.org\u2028x",
        "https://a@b.example.org",
    ],
)
def test_what_is_no_plain_site_opens_no_frame_and_no_policy(client, website):
    group = make_organisation(website=website)

    headers = client.get(f"/groups/{group.slug}/embed").headers

    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Frame-Options"] == "DENY"


def test_the_list_shows_five_dates(client, date):
    for _ in range(7):
        make_occurrence(event=date.event)

    text = client.get(f"/groups/{date.event.organisation.slug}/embed").text

    assert text.count("<li>") == 5
