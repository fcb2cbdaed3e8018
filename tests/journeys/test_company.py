"""Kelly is nervous and asks to be met; Bev, who helps the group, says yes; Kelly sees who."""

import re

from playwright.sync_api import expect

from tests.journeys.steps import book
from tests.journeys.test_signing_in import sign_in

BEV = "bev-astle@people.example.org"


def test_kelly_asks_bev_says_yes_and_kelly_sees_her(journey, visit, addresses):
    page = journey.page
    name = "Kelly" if journey.has_javascript else "Kel"
    code = book(page, addresses["a date to book"], name=name)
    meeting = page.locator("#meeting")
    meeting.get_by_role("button", name="Meet me at the door").click()
    expect(meeting).to_contain_text("We are asking")
    if journey.has_javascript:
        expect(meeting.get_by_role("heading")).to_be_focused()
    meeting.get_by_text("Say where, and how they know you").click()
    meeting.get_by_label("At the bus stop").check()
    meeting.get_by_label("What will you be wearing?").fill("A green coat")
    meeting.get_by_role("button", name="Save").click()
    expect(meeting).to_contain_text("You: at the bus stop, A green coat.")

    bev = visit(has_javascript=journey.has_javascript).page
    bev.goto("/you/volunteering/buddy")
    sign_in(bev, BEV)
    bev.get_by_role("link", name=re.compile(f"^{name},")).first.click()
    bev.get_by_role("button", name="I can do this").click()
    bev.get_by_label("Where will you be?").fill("by the blue noticeboard")
    bev.get_by_label("What will you be wearing?").fill("amber scarf")
    bev.get_by_role("button", name="Save").click()
    expect(bev.get_by_text("They will be")).to_be_visible()
    expect(bev.locator("main")).not_to_contain_text(code)

    page.goto(f"/b/{code}")
    expect(meeting).to_contain_text("Bev will meet you by the blue noticeboard, amber scarf.")
    meeting.get_by_role("button", name="Someone else, please").click()
    expect(meeting).to_contain_text("We are asking")
    expect(meeting).not_to_contain_text("Bev")
    bev.goto("/you/volunteering/buddy")
    expect(bev.get_by_role("link", name=re.compile(f"^{name},"))).to_have_count(0)
