"""Looking places up while someone types, and as a page."""

from tests.factories import make_place
from tests.page import get_page

HTMX = {"HX-Request": "true"}


def test_names_are_a_page_of_links(client):
    make_place(name="Matlock")
    make_place(name="Bakewell")

    page = get_page(client, "/places?q=mat")

    assert "/events?place=Matlock" in page.links
    assert "Bakewell" not in page.words


def test_every_place_is_on_the_page_where_nothing_is_typed(client):
    make_place(name="Matlock")
    make_place(name="Bakewell")

    assert {"/events?place=Matlock", "/events?place=Bakewell"} <= set(
        get_page(client, "/places").links
    )


def test_a_place_box_is_sent_names_only(client):
    make_place(name="Matlock")

    response = client.get("/places?place=mat", headers=HTMX)

    assert '<option value="Matlock">' in response.text
    assert response.text.count("<") == 4


def test_an_unknown_place_is_told_kindly(client):
    page = get_page(client, "/places?q=zzzzzz")

    assert "We do not know that place." in page.words


def test_a_full_postcode_is_not_said_back(client):
    for options in ({}, {"headers": HTMX}):
        text = client.get("/places?q=de4+5gl", **options).text

        assert "5gl" not in text.lower()
        assert "DE4 5" in text
