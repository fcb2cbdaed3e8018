"""The pictures in the organisers' guide, of the demonstration. `./dev pictures` takes them anew.

Not among the tests: it checks nothing, and what it writes is looked at by a person.
"""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from app.config import ROOT
from tests.journeys.test_door import door, keep_a_copy, phone, site_database
from tests.journeys.test_teams import try_it_as

FOLDER = ROOT / "static" / "img" / "help"
SMALL = {"width": 360, "height": 600}
SHARP = 1.5
"""Dots of the picture for each of the page, as on a phone."""
QUALITY = 55
BELOW_LEAVE = 72
"""Pixels of the page that the button to leave lies over."""

__all__ = ["door", "phone", "site_database"]  # fixtures, found by their names


@pytest.fixture
def take():
    """take(page, name, top): writes what is on the screen with `top` at its upper edge."""
    FOLDER.mkdir(exist_ok=True)

    def take(page, name, top="h1"):
        page.evaluate("document.fonts.ready")
        edge = page.locator(top).first.bounding_box()["y"] - BELOW_LEAVE
        page.evaluate("by => scrollBy(0, by)", edge)
        page.screenshot(path=FOLDER / f"{name}.jpg", type="jpeg", quality=QUALITY, scale="device")

    return take


def test_a_series(visit, take):
    page = visit(viewport=SMALL, device_scale_factor=SHARP).page
    try_it_as(page, "Priya")
    page.goto("/organise/hearthstone/events/new")
    page.get_by_label("What is it called?").fill("Bank Top quilting")
    take(page, "name", ".ev-t")
    go_on = page.get_by_role("button", name="Save and go on")
    go_on.click()
    page.get_by_label("What kind of thing is it?").select_option(label="Art and craft")
    go_on.click()
    page.get_by_label("Where is it?").select_option(index=1)
    go_on.click()
    page.get_by_label("The first date").fill((date.today() + timedelta(7)).isoformat())
    page.get_by_label("It starts at").fill("13:30")
    expect(page.locator("#dates-preview input[type=checkbox]")).to_have_count(8)
    take(page, "dates", "#dates-preview")
    go_on.click()
    go_on.click()
    page.get_by_label("In one sentence").fill("Sew, talk and have tea.")
    go_on.click()
    go_on.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check it, then publish")
    take(page, "check")


def test_a_date(visit, take):
    page = visit(viewport=SMALL, device_scale_factor=SHARP).page
    try_it_as(page, "Priya")
    page.goto("/organise/hearthstone")
    page.get_by_role("link", name=re.compile("Bank Top Tuesday")).first.click()
    take(page, "people")
    page.get_by_role("link", name="Cancel this date").click()
    take(page, "cancel")


def test_the_door(phone, take):
    page = phone(viewport=SMALL, device_scale_factor=SHARP)
    take(page, "copy", "[data-copy]")
    keep_a_copy(page)
    page.context.set_offline(True)
    for button in page.get_by_role("button", name=re.compile(": Here")).all()[:7]:
        button.click()
    expect(page.locator("[data-signal]")).to_contain_text("7 saved on this phone")
    take(page, "door")
