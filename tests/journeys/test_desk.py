"""The desk (J5): who comes is booked in, moved and written to, and hears of it discreetly."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from app.people.models import Person
from app.shared.database import db, writing
from tests.factories import make_event, make_membership, make_occurrence
from tests.journeys.steps import TELLTALE, book, mail_to
from tests.support import databases
from tests.support.odd import inside


@pytest.fixture
def date(site):
    """A date of Priya's, to which nobody comes yet, with another a week later: its addresses."""
    with inside(databases.test_settings(site.environment["DATABASE_URL"])), writing():
        priya = db.session.scalars(select(Person).where(Person.name.like("Priya%"))).one()
        group = make_membership(person=priya).organisation
        event = make_event(
            organisation=group, title="Sober supper", max_guests=2, offers_buddy=True
        )
        first = make_occurrence(event=event, starts_in=timedelta(days=3))
        make_occurrence(event=event, starts_in=timedelta(days=10))
        return f"/events/{event.slug}/{first.key}", f"/organise/dates/{first.id}"


def be_priya(page, path):
    page.goto("/demo")
    page.get_by_role("button", name="Try it as Priya").click()
    page.goto(path)


def test_gordon_rings_and_is_booked_in_moved_cancelled_and_put_back(journey, date):
    page, (_, desk) = journey.page, date
    be_priya(page, desk)
    page.get_by_role("link", name="Book someone in").click()
    page.get_by_label("Their name").fill("Gordon Low")
    page.get_by_label("2 places").check()
    page.get_by_role("button", name="Book them in").click()
    expect(page.get_by_role("alert")).to_contain_text("Read it to them")
    expect(page.get_by_label("Their name")).to_have_value("Gordon Low")
    journey.errors.clear()  # the console notes each answer of 422
    page.get_by_label("I read it to them").check()
    page.get_by_role("button", name="Book them in").click()
    expect(page.locator(".code")).to_have_text(re.compile(r"^[A-Z]+-\w{6}$"))
    expect(page).to_have_title(re.compile("^Appointment"))

    page.get_by_role("link", name="Who comes").click()
    page.get_by_role("link", name="Gordon L").click()
    page.get_by_text("Move to another date").click()
    page.locator("input[name=date]").first.check()
    page.get_by_role("button", name="Move them").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert desk not in page.url

    page.get_by_text("Cancel this booking").first.click()
    page.get_by_role("button", name="Cancel this booking").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="Undo")).to_have_count(0)
    expect(page.locator("main dl")).to_contain_text("Booked")


def test_everyone_booked_is_written_to_and_reads_it_behind_their_code(visit, journey, date):
    page, (event, desk) = journey.page, date
    address = f"sam-{journey.has_javascript}@example.com".lower()
    kelly = visit(has_javascript=journey.has_javascript).page
    code = book(kelly, event, name="Sam", email=address)
    be_priya(page, desk)

    page.get_by_role("link", name="Write to everyone booked").click()
    page.get_by_label("What would you like to say?").fill("Bring a warm coat.")
    page.get_by_role("button", name="See how it reads").click()
    heading = page.get_by_role("heading", name="This is how it will read")
    expect(heading).to_be_visible()
    if journey.has_javascript:
        expect(heading).to_be_focused()
    page.get_by_role("button", name="Send to 1 booking").click()
    expect(page.get_by_text("Sent to 1 booking, 1 by email.")).to_be_visible()

    kelly.goto(f"/b/{code}")
    expect(kelly.get_by_text("Bring a warm coat.")).to_be_visible()
    page.get_by_role("link", name="Cancel this date").click()
    page.get_by_label("Why is it off?").fill("The boiler is being mended")
    page.get_by_role("button", name="Cancel this date").click()
    expect(page.get_by_text("Cancelled. 1 booking told.")).to_be_visible()
    kelly.reload()
    expect(kelly.get_by_text("The next one is")).to_be_visible()
    assert not TELLTALE.search(mail_to(page, address))
