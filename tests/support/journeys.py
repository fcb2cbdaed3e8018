"""A person with a phone, in front of the real site with the demonstration in it."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page

from tests.support import databases
from tests.support.server import Server

PHONE = {"width": 360, "height": 740}


@dataclass
class Journey:
    """One visit: `page` is Playwright's, already at the site's address."""

    page: Page
    site: Server
    has_javascript: bool
    errors: list[str]
    """What the page's own console complained about."""
    hosts: set[str]
    """Every host that was asked for anything."""


@pytest.fixture(scope="session")
def site(database_kind, process_name):
    """The site, served by Granian from a demonstration of this process's own."""
    address = databases.demo_database(database_kind, f"site_{process_name}")
    with Server(address, WORKER="thread", RATELIMIT_ENABLED="0") as server:
        yield server


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def javascript(request):
    """Whether the visitor's browser runs scripts: each journey is made both ways."""
    return request.param


@pytest.fixture
def visit(site, new_context):
    """visit(**context) opens a new browser context on the site: a Journey.

    Takes what Playwright's new_context takes: viewport, color_scheme, forced_colors, ...
    """

    def visit(has_javascript=True, **says):
        defaults = {"base_url": site.url, "viewport": PHONE, "locale": "en-GB"}
        context = new_context(java_script_enabled=has_javascript, **defaults | says)
        context.set_default_timeout(15_000)
        page = context.new_page()
        journey = Journey(page, site, has_javascript, errors=[], hosts=set())
        page.on("pageerror", lambda error: journey.errors.append(str(error)))
        page.on("console", lambda said: said.type == "error" and journey.errors.append(said.text))
        page.on("request", lambda asked: journey.hosts.add(_host(asked.url)))
        return journey

    return visit


@pytest.fixture
def journey(visit, javascript):
    """A visit on a small phone, made twice: with JavaScript and without. Ends without errors."""
    journey = visit(has_javascript=javascript)
    yield journey
    assert journey.errors == [], "The browser's console complained"
    assert journey.hosts <= {_host(journey.site.url), ""}, "Nothing may be fetched from elsewhere"


def _host(url):
    found = re.match(r"https?://([^/]+)", url)
    return found.group(1) if found else ""
