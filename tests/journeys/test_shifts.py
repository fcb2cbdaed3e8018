"""Tomasz signs up, asks for a stand-in, and Ruth takes it; Marcus notes down who was there."""

import re

from playwright.sync_api import expect

from tests.journeys.test_signing_in import sign_in

RUTH = "ruth-eyre@people.example.org"


def as_one_of_the_cast(page, name):
    page.goto("/demo")
    page.get_by_role("button", name=f"Try it as {name}").click()


def test_a_shift_is_taken_passed_on_and_noted_down(journey, visit):
    page = journey.page
    as_one_of_the_cast(page, "Tomasz")
    page.goto("/you/shifts")
    after = page.get_by_role("link", name="The week after")
    while not page.get_by_role("button", name="Sign up for this shift").count():
        this_week = after.get_attribute("href")
        after.click()
        expect(after).not_to_have_attribute("href", this_week)
    row = page.locator(".shift").filter(has=page.get_by_role("button", name="Sign up")).first
    row = page.locator(f"#{row.get_attribute('id')}")
    row.get_by_role("button", name="Sign up for this shift").click()
    expect(row).to_contain_text("Signed up")
    row.get_by_role("button", name="I cannot make it").click()
    expect(row).to_contain_text("Sign up for this shift")

    page.goto("/you/shifts")
    own = page.locator("section", has=page.locator("#own")).locator(".shift").nth(1)
    own = page.locator(f"#{own.get_attribute('id')}")
    day = own.get_by_role("heading").inner_text()
    own.get_by_role("button", name="Ask for a stand-in").click()
    expect(own).to_contain_text("We are asking for a stand-in.")

    ruth = visit(has_javascript=journey.has_javascript).page
    ruth.goto("/you/shifts")
    sign_in(ruth, RUTH)
    asked = ruth.locator(".shift").filter(has_text=day).first
    asked.get_by_role("button", name=re.compile("^I can cover")).click()
    expect(ruth.get_by_text("It is yours, and they know.")).to_be_visible()
    page.reload()
    expect(page.locator("section", has=page.locator("#own"))).not_to_contain_text(day)

    marcus = visit(has_javascript=journey.has_javascript).page
    as_one_of_the_cast(marcus, "Marcus")
    marcus.goto("/organise/lantern-yard/rota")
    marcus.get_by_role("link", name="The week before").click()
    marcus.get_by_role("table").get_by_role("link").first.click()
    here = marcus.get_by_role("button", name="Here", exact=False).first
    was = here.get_attribute("aria-pressed")
    here.click()
    expect(marcus.get_by_role("button", name="Here", exact=False).first).not_to_have_attribute(
        "aria-pressed", was
    )
