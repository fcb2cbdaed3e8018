"""Sign in with the code from the mail, choose something, sign out: nothing is left behind."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.journeys.steps import TELLTALE, mail_to, newest_to
from tests.journeys.test_every_page import RULES, TOO_WIDE

STORED = """async () => ({
  local: {...localStorage}, session: {...sessionStorage},
  caches: await caches.keys(), databases: (await indexedDB.databases()).map((it) => it.name),
})"""
NOTHING = {"local": {}, "session": {}, "caches": [], "databases": []}


@pytest.fixture
def address(journey, request):
    """An address that nobody else uses."""
    name = f"{request.function.__name__[5:25]}.{journey.has_javascript}"
    return f"{name}@example.com".lower()


def sign_in(page, address, keep=False):
    """From wherever the sign-in form is shown to wherever it leads."""
    mailbox = page.context.new_page()
    before = newest_to(mailbox, address)
    page.get_by_label("Your email address").fill(address)
    page.get_by_role("button", name="Send me a code").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Look at your mail")
    subject = mail_to(mailbox, address, after=before)
    mailbox.close()
    page.get_by_label("The code from the mail").fill(re.search(r"\d{3} \d{3}", subject)[0])
    if keep:
        page.get_by_label("Keep me signed in").check()
    page.get_by_role("button", name="Sign in").click()
    return subject


def test_sign_in_choose_sign_out_and_back_shows_the_sign_in_page(journey, address):
    page = journey.page
    page.goto("/you")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")

    subject = sign_in(page, address)

    assert not TELLTALE.search(subject)
    expect(page.get_by_role("heading", level=1)).to_have_text("Hello")
    page.get_by_role("link", name="Settings").click()
    page.get_by_label("What should we call you?").fill("Kelly-Ann")
    page.locator("#setting-name").get_by_role("button", name="Save").click()
    expect(page.locator("#setting-name")).to_contain_text("Saved")
    page.get_by_role("link", name="You", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hello, Kelly-Ann")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You are signed out")

    for _ in range(3):
        page.go_back()
        expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
        assert "Kelly-Ann" not in page.content()
    if journey.has_javascript:
        assert page.evaluate(STORED) == NOTHING


def test_leaving_takes_the_sign_in_along(visit, javascript):
    page = visit(has_javascript=javascript).page
    page.route(
        "**/*",
        lambda route: (
            route.continue_()
            if "127.0.0.1" in route.request.url
            else route.fulfill(body="The weather")
        ),
    )
    page.goto("/sign-in?next=/you/settings")
    sign_in(page, f"leaving.{javascript}@example.com".lower(), keep=True)
    expect(page.get_by_role("heading", level=1)).to_have_text("Settings")

    page.get_by_role("link", name="Leave").click()
    page.wait_for_url(lambda url: "127.0.0.1" not in url)

    assert page.context.cookies() == []
    page.goto("/you/settings")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    if javascript:
        assert page.evaluate(STORED) == NOTHING


def test_a_choice_saves_itself_says_so_and_keeps_the_focus(visit):
    page = visit().page
    page.goto("/sign-in?next=/you/settings")
    sign_in(page, "choosing@example.com")

    reminders = page.locator("#setting-reminders")
    page.get_by_label("Remind me by email").press("ArrowDown")

    expect(reminders).to_contain_text("Saved")
    expect(page.locator("#status")).to_have_text("Saved")
    expect(page.get_by_label("Do not remind me")).to_be_focused()
    page.reload()
    expect(page.get_by_label("Do not remind me")).to_be_checked()


def test_a_setting_changed_after_the_sign_in_ended_leads_to_the_sign_in_page(visit):
    here = visit()
    here.page.goto("/sign-in?next=/you/settings")
    sign_in(here.page, "ended@example.com")
    expect(here.page.get_by_role("heading", level=1)).to_have_text("Settings")
    other = visit().page
    other.goto("/sign-in?next=/you/sign-ins")
    sign_in(other, "ended@example.com")
    other.get_by_role("button", name="Sign out all others").click()
    expect(other.locator("#sign-ins")).to_contain_text("You are signed in nowhere else")

    here.page.get_by_label("Do not remind me").click()

    expect(here.page.get_by_role("heading", level=1)).to_have_text("Sign in")
    expect(here.page).to_have_url("/sign-in?next=/you/settings")


def test_the_pages_can_be_read_by_everyone(visit):
    page = visit(viewport={"width": 320, "height": 640}).page
    found = []

    def look():
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            seen = Axe().run(page, options=RULES)
            found.extend(
                [f"{page.url} {scheme}: {seen.generate_report()}"] * bool(seen.violations_count)
            )
        found.extend(f"{page.url}: {wide}" for wide in page.evaluate(TOO_WIDE))

    page.goto("/sign-in")
    look()
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_role("alert").wait_for()
    look()
    page.get_by_label("Your email address").fill("reading@example.com")
    page.get_by_role("button", name="Send me a code").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Look at your mail")
    look()
    page.goto("/sign-in?next=/you/sign-ins")
    sign_in(page, "reading@example.com")
    expect(page.get_by_role("heading", level=1)).to_have_text("Where you are signed in")
    look()
    for url in ("/you", "/you/settings", "/signed-out"):
        page.goto(url)
        look()

    assert not found, "\n".join(found)
