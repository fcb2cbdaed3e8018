"""What people do on the site, said once. `page` is Playwright's."""

import re
from datetime import date, timedelta
from itertools import count
from time import monotonic

from playwright.sync_api import expect

from tests.support.calendar_files import calendar_file, entry

OPEN_MIC = "Mocktails and open mic"
SECONDS_FOR_MAIL = 10
TELLTALE = re.compile("recover|sober|addict|peer support|alcohol|drug|mocktail|open mic", re.I)
"""Words that would give someone away to whoever looks over their shoulder, or at their phone."""

_number = count(1)


def find_open_mic(page, has_javascript):
    """From the front page to its date: type a place, choose a kind, follow its name."""
    page.goto("/")
    page.get_by_label("Your place, or start of postcode").fill("Chesterfield")
    page.get_by_role("button", name="See what’s on").click()
    open_choices(page)
    choose(page, "Sober socials")
    if not has_javascript:
        page.get_by_role("button", name="Show results").click()
    expect(page).to_have_url(re.compile("kind=sober_social"))
    page.locator("#results").get_by_role("link", name=OPEN_MIC).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(OPEN_MIC)


def open_choices(page):
    """Unfold every choice beside the list of dates."""
    page.locator("#filters").wait_for(state="attached")
    for words in ("Change place, day or kind", "More choices"):
        summary = page.locator("summary", has_text=words)
        if summary.is_visible() and not summary.evaluate("it => it.parentElement.open"):
            summary.click()


def choose(page, words):
    """Tick a choice by its words; it is drawn as a chip over its box."""
    page.locator("#filters label", has_text=words).click()


def fill_booking(page, name="Kelly", email="", places="Me"):
    """Say what the booking form asks."""
    page.get_by_label("What should we call you?").fill(name)  # waits for the form
    choice = page.get_by_label(places, exact=True)
    if choice.count():  # not asked where nobody may bring a friend
        choice.check()
    page.get_by_label("Email (optional)").fill(email)
    page.get_by_role("checkbox", name="OK to keep this booking").check()


def book(page, date_address, button="Book my place", **answers):
    """From a date's page to the booking: its code."""
    page.goto(f"{date_address}/book")
    fill_booking(page, **answers)
    page.get_by_role("button", name=button).click()
    page.wait_for_url("**/b/*")
    return code(page)


def code(page):
    """The code of the booking that is shown."""
    return page.url.rpartition("/")[2]


def newest_to(page, address):
    """Where the newest mail to `address` is that was sent; None before the first."""
    page.goto("/demo/mail")
    letter = _sent_to(page, address)
    return letter.get_by_role("link").get_attribute("href") if letter.is_visible() else None


def _sent_to(page, address):
    return page.locator("main li", has_text=f"To {address}").filter(has_text="Sent").first


def mail_to(page, address, after=None):
    """Open the newest mail to `address` once the worker has sent it: its subject. `after` is the
    one that was the newest before, which is not waited for again."""
    letter = _sent_to(page, address)
    latest = monotonic() + SECONDS_FOR_MAIL
    page.goto("/demo/mail")
    while not letter.is_visible() or letter.get_by_role("link").get_attribute("href") == after:
        assert monotonic() < latest, f"No mail to {address} within {SECONDS_FOR_MAIL} seconds"
        page.reload()
    subject = letter.get_by_role("link")
    words = subject.inner_text()
    subject.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(words)
    return words


def follow_the_mail(page):
    """Go where the first link of the mail that is open leads, as its reader would."""
    path = re.search(r"https?://[^/\s]+(/following/\S+)", page.locator("main").inner_text())[1]
    page.goto(path)


def a_calendar_file():
    """A weekly walk, one date somewhere unknown, and what cannot be kept, as a file to give."""
    n = next(_number)
    soon = f"{date.today() + timedelta(weeks=2):%Y%m%d}T183000"
    text = calendar_file(
        entry("RRULE:FREQ=WEEKLY", uid=f"a{n}", title=f"Evening walk {n}", start=soon),
        entry("LOCATION:The old quarry", uid=f"b{n}", title=f"Lantern night {n}", start=soon),
        entry("RRULE:FREQ=SECONDLY", uid=f"c{n}", title=f"Clock {n}", start=soon),
    )
    return {"name": "dates.ics", "mimeType": "text/calendar", "buffer": text.encode()}


def bring_it_in(page):
    """From what is in a file to what came of it."""
    page.get_by_label("What kind of thing is it?").select_option(index=1)
    page.get_by_label("Where is it, if we do not know the place?").select_option(index=1)
    page.get_by_role("button", name="Bring these in").click()
    page.get_by_role("heading", name="Brought in").wait_for()
