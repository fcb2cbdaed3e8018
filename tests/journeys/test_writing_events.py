"""Priya puts a weekly group on the map from nothing, on a small phone, in under 25 taps."""

from datetime import date, timedelta

from playwright.sync_api import expect

from tests.journeys.test_teams import try_it_as

MOST_TAPS = 24
CHOOSE = 2
"""Taps to choose from a list or a calendar: one opens it."""


class Taps:
    """A thumb that counts."""

    def __init__(self, page):
        self.page, self.number = page, 0

    def press(self, name, role="button"):
        self.number += 1
        self.page.get_by_role(role, name=name).click()

    def type(self, label, words, taps=1):
        self.number += taps
        self.page.get_by_label(label).fill(words)

    def choose(self, question, **which):
        self.number += CHOOSE
        self.page.get_by_label(question).select_option(**which)

    def on(self, heading):
        expect(self.page.get_by_role("heading", level=1)).to_have_text(heading)


def test_a_weekly_series_from_nothing_to_the_public(journey):
    page = journey.page
    first = date.today() + timedelta(7)
    try_it_as(page, "Priya")
    page.goto("/organise/hearthstone/events")
    thumb = Taps(page)

    thumb.press("New event", role="link")
    thumb.type("What is it called?", "Bank Top quilting")
    thumb.press("Save and go on")
    thumb.on("What kind of thing is it?")
    thumb.choose("What kind of thing is it?", label="Art and craft")
    thumb.press("Save and go on")
    thumb.on("Where is it?")
    thumb.choose("Where is it?", index=1)
    thumb.press("Save and go on")
    thumb.on("When is it?")
    thumb.type("The first date", first.isoformat(), taps=CHOOSE)
    thumb.type("It starts at", "13:30")
    if not journey.has_javascript:
        thumb.press("Check dates")
    expect(page.get_by_role("heading", name="These are the dates")).to_be_visible()
    expect(page.locator("#dates-preview input[type=checkbox]")).to_have_count(8)
    thumb.press("Save and go on")
    thumb.on("How do people come?")
    thumb.press("Save and go on")
    thumb.on("What should people expect?")
    thumb.type("In one sentence", "Sew, talk and have tea.")
    thumb.press("Save and go on")
    thumb.on("What makes it easier to come?")
    thumb.press("Save and go on")
    thumb.on("Check it, then publish")
    thumb.press("Publish")
    thumb.on("Bank Top quilting")

    assert thumb.number <= MOST_TAPS
    page.get_by_role("link", name="See its page").click()
    expect(page.get_by_text("Sew, talk and have tea.").first).to_be_visible()
    expect(page.get_by_text("1.30pm to 3.30pm").first).to_be_visible()
