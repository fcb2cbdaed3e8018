"""A group comes with the calendar it has (issue 4, part 9), with scripts and without."""

import re

from playwright.sync_api import expect

from tests.journeys.steps import a_calendar_file, bring_it_in


def test_priya_brings_in_her_calendar_once_and_publishes_it(journey):
    page, file = journey.page, a_calendar_file()
    title = re.search(r"Evening walk \d+", file["buffer"].decode())[0]
    page.goto("/demo")
    page.get_by_role("button", name="Try it as Priya").click()
    page.goto("/organise/hearthstone/events")
    page.get_by_role("link", name="Bring in dates you have").click()
    page.get_by_label("A calendar file or a table").set_input_files(file)
    page.get_by_role("button", name="Look at it").click()
    expect(page.get_by_text("2 new")).to_be_visible()
    expect(page.get_by_text("It repeats every hour, minute or second")).to_be_visible()
    expect(page.get_by_text("We do not know “The old quarry”")).to_be_visible()

    bring_it_in(page)
    expect(page.get_by_text("Nobody else sees them yet")).to_be_visible()
    page.get_by_role("button", name="Publish all 2").click()
    expect(page.get_by_text("It is live.")).to_be_visible()
    page.get_by_role("link", name=title).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.get_by_role("link", name="See its page")).to_be_visible()

    page.goto("/organise/hearthstone/import")
    page.get_by_label("A calendar file or a table").set_input_files(file)
    page.get_by_role("button", name="Look at it").click()
    expect(page.get_by_text("There is nothing to bring in")).to_be_visible()
    expect(page.get_by_role("heading", name="Here already: 2")).to_be_visible()
    assert journey.errors == []
