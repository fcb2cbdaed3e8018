"""Finding something to go to on a small phone."""

import re

from playwright.sync_api import expect


def test_the_first_date_is_on_the_first_screen(journey):
    journey.page.goto("/events?place=Matlock")

    expect(journey.page.locator(".ev").first.locator("h4")).to_be_in_viewport()
    expect(journey.page.locator(".ev .tags").first).to_be_in_viewport()


def test_a_choice_changes_the_list_and_the_address(journey):
    page = journey.page
    page.goto("/events?place=Matlock")
    page.get_by_text("Change place, day or kind").click()
    page.get_by_text("More choices").click()

    page.get_by_label("Step-free").check()
    if not journey.has_javascript:
        page.get_by_role("button", name="Show results").click()

    expect(page).to_have_url(re.compile(r"[?&]step_free="))
    expect(page.get_by_role("list", name="Your choices")).to_contain_text("Step-free")
    if journey.has_javascript:
        expect(page.get_by_label("Step-free")).to_be_focused()
        expect(page.get_by_role("status")).to_contain_text("dates near Matlock")
        page.go_back()
        expect(page.get_by_role("list", name="Your choices")).to_have_count(0)


def test_more_dates_go_on_where_the_list_ended(journey):
    page = journey.page
    page.goto("/events")
    before = page.locator(".ev h4").all_inner_texts()

    page.get_by_role("link", name="Show 10 more").click()

    expect(page.get_by_text("You have seen 20 dates so far.")).to_be_visible()
    if journey.has_javascript:
        expect(page.locator(".ev")).to_have_count(20)
        expect(page.locator("section.day h3:focus")).to_have_count(1)
        assert page.locator(".ev h4").all_inner_texts()[:10] == before
    else:
        expect(page.locator(".ev")).to_have_count(10)


def test_a_full_postcode_is_nowhere_afterwards(journey):
    page = journey.page
    page.goto("/events")

    page.get_by_label("Place").fill("de4 3bt")
    page.get_by_label("Place").press("Enter")

    expect(page.locator("#count")).to_contain_text("near DE4 3")
    expect(page).to_have_url(re.compile(r"place=DE4\+3(&|$)"))
    assert "3bt" not in page.content().lower()


def test_words_that_are_misspelled_are_understood(journey):
    page = journey.page
    page.goto("/events")
    page.get_by_text("More choices").click()

    page.get_by_label("Words to look for").press_sequentially("wlak")
    if not journey.has_javascript:
        page.get_by_role("button", name="Show results").click()

    expect(page.get_by_text("Showing results for walk")).to_be_visible()
    expect(page.locator(".ev").first).to_be_visible()
