"""A page costs little on a prepaid phone, is asked of nobody else, and leaves next to nothing."""

from dataclasses import dataclass, field

import pytest

from tests.journeys.steps import book, choose, open_choices

FIRST_VIEW = 45_000
LATER_VIEW = 10_000
PART = 5_000
"""Bytes as they come over the wire, headers and all."""
PUBLIC = ("/", "/events?place=Matlock", "a date to book", "/groups", "/help", "/support/urgent")


@dataclass
class Meter:
    """Counts what Chromium is sent until `empty()`."""

    heard: dict[str, int] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def listen(self, page):
        devtools = page.context.new_cdp_session(page)
        devtools.send("Network.enable")
        devtools.on("Network.responseReceived", self._named)
        devtools.on("Network.loadingFinished", self._finished)

    def empty(self):
        """The bytes by address since the last time."""
        bytes_by_address = {self.names.get(key, key): size for key, size in self.heard.items()}
        self.heard.clear()
        return bytes_by_address

    def _named(self, said):
        self.names[said["requestId"]] = said["response"]["url"]

    def _finished(self, said):
        self.heard[said["requestId"]] = said["encodedDataLength"]


@pytest.fixture
def metered(visit):
    """A new phone with nothing kept from before, and the meter that listens to it."""
    journey, meter = visit(), Meter()
    meter.listen(journey.page)
    yield journey, meter
    assert journey.hosts <= {journey.site.url.removeprefix("http://"), ""}
    assert not journey.errors


@pytest.mark.parametrize("name", PUBLIC)
def test_a_first_view_and_those_after_it_are_light(metered, addresses, name):
    journey, meter = metered
    page, address = journey.page, addresses.get(name, name)

    page.goto(address, wait_until="networkidle")
    first = meter.empty()
    page.goto("/privacy" if name == "/help" else "/help", wait_until="networkidle")
    meter.empty()
    page.goto(address, wait_until="networkidle")
    later = meter.empty()

    assert sum(first.values()) > 15_000, "The meter heard too little to believe"
    assert sum(first.values()) <= FIRST_VIEW, first
    assert sum(later.values()) <= LATER_VIEW, later


@pytest.mark.parametrize("name", PUBLIC)
def test_a_page_that_was_not_seen_before_is_light_on_a_warm_phone(metered, addresses, name):
    journey, meter = metered
    journey.page.goto("/safety", wait_until="networkidle")
    meter.empty()

    journey.page.goto(addresses.get(name, name), wait_until="networkidle")

    new = meter.empty()
    assert 0 < sum(new.values()) <= LATER_VIEW, new


def test_parts_are_light(metered, addresses):
    journey, meter = metered
    page = journey.page
    page.goto("/events", wait_until="networkidle")
    open_choices(page)
    parts = {}
    meter.empty()

    choose(page, "Step-free")
    page.wait_for_load_state("networkidle")
    page.wait_for_url("**step_free**")
    parts |= meter.empty()
    page.get_by_role("link", name="Show 10 more").click()
    page.locator("h3:focus").wait_for()
    parts |= meter.empty()
    with page.expect_request_finished(lambda it: it.url.endswith("/places")):
        page.goto(addresses["a date to book"])
        page.locator("#places-line").scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    parts |= {name: size for name, size in meter.empty().items() if name.endswith("/places")}
    book(page, addresses["a date to book"])
    page.wait_for_load_state("networkidle")
    meter.empty()
    page.get_by_role("button", name="Cancel my place").click()
    page.get_by_role("button", name="Undo").wait_for()
    parts |= meter.empty()

    assert len(parts) == 4, parts
    assert max(parts.values()) <= PART, parts


@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_page_leaves_nothing_in_the_browser(visit, addresses, name):
    page = visit().page

    page.goto(addresses.get(name, name), wait_until="networkidle")

    assert page.context.cookies() == []
    assert stored(page) == 0


def test_a_booking_leaves_one_cookie_that_ends_with_the_browser(visit, addresses):
    page = visit().page
    book(page, addresses["a date to book"])

    (cookie,) = page.context.cookies()

    assert cookie["httpOnly"]
    assert cookie["sameSite"] == "Lax"
    assert cookie["expires"] == -1
    assert stored(page) == 0


def stored(page):
    """How many things are in the browser's own storage."""
    return page.evaluate("localStorage.length + sessionStorage.length")
