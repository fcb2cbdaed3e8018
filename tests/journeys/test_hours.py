"""Tomasz adds hours, Marcus confirms them, and Tomasz sees that he did."""

from datetime import timedelta

from playwright.sync_api import expect

from app.shared.local_time import today_in
from tests.journeys.test_shifts import as_one_of_the_cast

LONG_AGO = today_in("Europe/London") - timedelta(days=100)


def test_hours_are_added_and_confirmed(journey, visit):
    page = journey.page
    as_one_of_the_cast(page, "Tomasz")
    page.goto("/you/hours")
    page.get_by_label("Which day?").fill(LONG_AGO.isoformat())
    page.get_by_label("What did you help with?").select_option(index=1)
    page.get_by_label("How long?").select_option("1¼ hours")
    page.get_by_role("button", name="Add hours").click()

    expect(page.locator(".flash")).to_contain_text("Added 1¼ hours. Total ")
    expect(page.locator("#given")).to_contain_text("waiting for a group to confirm")
    if journey.has_javascript:
        expect(page.locator("#status")).to_contain_text("Added 1¼ hours")
        expect(page.locator("input:focus")).to_have_count(1)

    marcus = visit(has_javascript=journey.has_javascript).page
    as_one_of_the_cast(marcus, "Marcus")
    marcus.goto("/organise/lantern-yard/hours")
    row = marcus.locator("li").filter(has_text="1¼ hours")
    for box in marcus.get_by_role("checkbox").all():
        box.uncheck()
    row.get_by_role("checkbox").check()
    marcus.get_by_role("button", name="Confirm those ticked").click()
    expect(marcus.locator(".flash")).to_contain_text("1 entry confirmed.")

    page.goto("/you/hours?show=all")
    mine = page.locator("li").filter(has_text="1¼ hours")
    expect(mine.filter(has_text="Confirmed").first).to_be_visible()
