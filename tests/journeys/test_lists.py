"""The list of dates answers as people choose, and gives the same list to those without scripts."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.steps import choose, open_choices

FOUND = "#results .ev h4"


@pytest.fixture
def asked(journey_page):
    """Every request that is no file, as it is made."""
    asked = []
    journey_page.on("request", lambda it: "/static/" in it.url or asked.append(it))
    return asked


@pytest.fixture
def journey_page(visit):
    """A phone with JavaScript at the list of dates near Matlock, every choice unfolded."""
    page = visit().page
    page.goto("/events?place=Matlock&within=20")
    open_choices(page)
    return page


def test_a_choice_swaps_the_list_and_nothing_else(journey_page, asked):
    page = journey_page
    all_of_them = page.locator("#count").inner_text()
    page.evaluate("document.querySelector('h1').dataset.was = 'here'")

    with page.expect_response(re.compile("kind=litter_pick")) as answered:
        choose(page, "Litter picks")

    expect(page.locator("#count")).not_to_have_text(all_of_them)
    count = page.locator("#count").inner_text()
    expect(page.locator("#status")).to_have_text(count)
    expect(page).to_have_url("/events?place=Matlock&within=20&kind=litter_pick")
    assert len(asked) == 1, [it.url for it in asked]
    part = answered.value.text()
    assert part.lstrip().startswith('<section id="results"')
    assert "<html" not in part
    assert page.locator("h1").get_attribute("data-was") == "here"
    expect(page.locator("[value=litter_pick]:focus")).to_have_count(1)
    page.go_back()
    expect(page.locator("#count")).to_have_text(all_of_them)
    expect(page.locator("#filters [value=litter_pick]")).not_to_be_checked()


def test_words_are_looked_for_once_when_the_typing_stops(journey_page, asked):
    box = journey_page.get_by_label("Words to look for")

    box.press_sequentially("walk", delay=40)

    expect(journey_page).to_have_url(re.compile("q=walk"))
    expect(journey_page.locator("#status")).to_have_text(
        re.compile(r"^\d+ (or more )?dates? near Matlock")
    )
    expect(box).to_be_focused()
    assert len(asked) == 1, [it.url for it in asked]


def test_places_are_offered_while_one_is_typed(journey_page):
    journey_page.get_by_label("Place", exact=True).fill("Bake")

    offered = journey_page.locator("#place-names option")
    expect(offered.first).to_have_attribute("value", re.compile("Bakewell"))


def test_without_scripts_the_same_choice_gives_the_same_list(visit):
    lists = {}
    for has_javascript in (True, False):
        page = visit(has_javascript=has_javascript).page
        page.goto("/events?place=Matlock&within=20")
        open_choices(page)
        choose(page, "Walks")
        if not has_javascript:
            page.get_by_role("button", name="Show results").click()
        expect(page).to_have_url(re.compile("kind=walk"))
        expect(page.get_by_role("link", name=re.compile("^Walks"))).to_be_visible()
        lists[has_javascript] = page.locator(FOUND).all_inner_texts()

    assert lists[True]
    assert lists[True] == lists[False]


def test_a_choice_can_be_taken_away_by_its_chip(journey):
    page = journey.page
    page.goto("/events?place=Matlock&kind=walk")

    page.get_by_role("link", name=re.compile("^Walks")).click()

    expect(page).to_have_url("/events?place=Matlock")
    expect(page.get_by_role("link", name=re.compile("^Walks"))).to_have_count(0)


def test_ten_more_are_added_and_take_the_focus(visit):
    page = visit().page
    page.goto("/events")
    first_ten = page.locator(FOUND).all_inner_texts()

    page.get_by_role("link", name="Show 10 more").press("Enter")

    expect(page.locator(FOUND)).to_have_count(20)
    assert page.locator(FOUND).all_inner_texts()[:10] == first_ten
    expect(page.locator("section.day h3:focus")).to_have_count(1)
    page.keyboard.press("Tab")
    assert (
        page.evaluate("document.activeElement.innerText")
        == page.locator(FOUND).nth(10).inner_text()
    )


def test_ten_more_are_a_page_without_scripts(visit):
    page = visit(has_javascript=False).page
    page.goto("/events")
    first_ten = page.locator(".ev a").evaluate_all("all => all.map((one) => one.href)")

    page.get_by_role("link", name="Show 10 more").click()

    expect(page.locator(FOUND)).to_have_count(10)
    next_ten = page.locator(".ev a").evaluate_all("all => all.map((one) => one.href)")
    assert not set(first_ten) & set(next_ten)


def test_an_empty_list_offers_four_ways_on(journey):
    page = journey.page
    page.goto("/events?place=Edale&within=3&q=zzzz")

    expect(page.locator("#results .empty a")).to_have_count(4)
