"""Somebody finds a role and asks for it; Marcus offers it; they say yes, get ready, and are in."""

import re
from datetime import date

from playwright.sync_api import expect

from tests.journeys.test_teams import try_it_as

ROLE = "Event crew for alcohol-free nights"


def test_from_a_role_on_a_list_to_the_team(journey, visit):
    page = journey.page
    who = "Kelly" if journey.has_javascript else "Dean"
    try_it_as(page, who)
    ask_for_it(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Sent")

    marcus = visit(has_javascript=journey.has_javascript).page
    try_it_as(marcus, "Marcus")
    marcus.goto("/organise/lantern-yard/applications")
    marcus.get_by_role("link", name=re.compile(f"^{who}")).last.click()
    marcus.get_by_role("button", name="Ask for a chat").click()
    expect(marcus.get_by_text("We have told them")).to_be_visible()
    marcus.get_by_role("button", name="Offer the role").click()
    expect(marcus.get_by_text("They have been told")).to_be_visible()

    page.reload()
    page.get_by_role("button", name="Yes, I’d like that").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Getting ready")

    marcus.reload()
    get_ready(marcus)
    marcus.get_by_role("button", name="Welcome them to the team").click()
    expect(marcus.get_by_text("They are in the team")).to_be_visible()

    page.goto("/you/volunteering")
    expect(page.get_by_role("heading", name="What you do")).to_be_visible()
    expect(page.get_by_role("link", name=ROLE)).to_be_visible()
    assert not journey.errors


def ask_for_it(page):
    """From the list of roles to the form that is sent; leaving it half-way and coming back."""
    page.goto("/volunteer?q=crew")
    page.get_by_role("link", name=ROLE).first.click()
    page.get_by_role("link", name="Apply").click()
    go_on(page, "How can the group reach you?")
    go_on(page, "Why does this appeal to you?")
    page.get_by_label("Why does this appeal to you?").fill("I like a full hall.")
    page.get_by_role("button", name="Save and come back").click()
    page.get_by_role("link", name=ROLE).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("When are you free?")
    page.get_by_label("Friday evening").check()
    go_on(page, "Is there anything you need?")
    go_on(page, "What we both expect")
    page.get_by_label("I have read this").check()
    page.get_by_label("I am 16 or over").check()
    go_on(page, "Check your answers")
    expect(page.locator("main")).to_contain_text("I like a full hall.")
    expect(page.locator("main")).to_contain_text("Friday evening")
    page.get_by_role("button", name="Send").click()


def go_on(page, heading):
    """Save this page, and be on the next."""
    page.get_by_role("button", name="Save and go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)


def get_ready(page):
    """Say of everything that is left that it is done today."""
    updates = page.get_by_role("link", name=re.compile("^Update "))
    while left := updates.count():
        updates.first.click()
        page.get_by_label("On which day?").fill(date.today().isoformat())
        page.get_by_role("button", name="Done").click()
        expect(page.get_by_label("On which day?")).to_have_count(0)
        expect(updates).to_have_count(left - 1)
