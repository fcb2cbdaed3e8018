"""What looks again by itself: how many places are left, and whose turn it is."""

import re

from playwright.sync_api import expect

from tests.journeys.steps import book

MINUTE = 61_000  # milliseconds


def test_places_are_looked_at_once_then_each_minute_while_seen(visit, addresses):
    page = visit().page
    asked = []
    page.on("request", lambda it: it.url.endswith("/places") and asked.append(it.url))
    page.clock.install()

    with page.expect_response("**/places"):
        page.goto(addresses["a date to book"])
        page.locator("#places-line").scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    assert len(asked) == 1, "once when it is first seen"
    with page.expect_response("**/places") as answered:
        page.clock.fast_forward(MINUTE)
    assert "<html" not in answered.value.text()
    page.evaluate("Object.defineProperty(document, 'hidden', { get: () => true })")
    page.clock.fast_forward(3 * MINUTE)
    page.wait_for_load_state("networkidle")
    assert len(asked) == 2, "and not while nobody is looking"
    expect(page.locator("#status")).to_have_text("")


def test_a_turn_that_comes_nearer_is_said_and_keeps_the_focus(visit, addresses):
    first, second = visit().page, visit().page
    ahead = book(first, addresses["a full date"], button="Join the waiting list", name="Ashley")
    second.clock.install()
    book(second, addresses["a full date"], button="Join the waiting list", name="Kelly")
    heading = second.locator("#position")
    turn = int(re.search(r"\d+", heading.inner_text()).group())
    see = second.get_by_role("link", name="See the event")
    see.focus()

    first.goto(f"/b/{ahead}")
    first.get_by_role("button", name="Leave the list").click()
    expect(first.get_by_role("heading", level=1)).to_contain_text("Cancelled")
    with second.expect_response("**/position"):
        second.clock.fast_forward(MINUTE)

    expect(heading).to_contain_text(str(turn - 1))
    expect(second.locator("#status")).to_have_text(heading.inner_text())
    expect(see).to_be_focused()
