"""After "Leave this page" whoever picks up the phone finds nothing of what was on it.

Only the phone's own list of visited addresses stays, as /safety says.
"""

import pytest
from playwright.sync_api import expect

from tests.journeys.steps import book


@pytest.fixture
def booked(visit, javascript, addresses):
    """A phone with a booking on its screen."""
    page = visit(has_javascript=javascript).page
    page.goto(addresses["a date to book"])
    book(page, addresses["a date to book"], name="Kelly")
    return page


def test_leaving_forgets_who_was_here(booked, addresses, site):
    booked.get_by_role("link", name="Leave this page").click()

    expect(booked).to_have_url(site.environment["LEAVE_TO"])
    assert booked.context.cookies() == []
    booked.goto(addresses["a date to book"])
    expect(booked.locator("#booking-panel")).to_contain_text("Book a place")
    assert booked.evaluate("localStorage.length + sessionStorage.length") == 0


@pytest.mark.parametrize("javascript", [True], ids=["with JavaScript"])
@pytest.mark.parametrize("way", ["the link", "Shift three times"])
def test_back_does_not_return_to_the_booking(booked, site, way):
    if way == "the link":
        booked.get_by_role("link", name="Leave this page").click()
    else:
        for _ in range(3):
            booked.keyboard.press("Shift")
    expect(booked).to_have_url(site.environment["LEAVE_TO"])

    for _ in range(2):
        booked.go_back()

        expect(booked.get_by_role("heading", level=1)).to_be_visible()
        assert "/b/" not in booked.url
        expect(booked.locator("main")).not_to_contain_text("You’re booked")
        expect(booked.locator("main")).not_to_contain_text("Kelly")
