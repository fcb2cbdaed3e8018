"""What an organiser asks of who books: with a reason, answered on the form, read at the desk."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from app.people.models import Person
from app.shared.database import db, writing
from tests.factories import make_event, make_membership, make_occurrence
from tests.support import databases
from tests.support.odd import inside


@pytest.fixture
def date(site):
    """A date of Priya's: its public address, its event's at the desk, and its own there."""
    with inside(databases.test_settings(site.environment["DATABASE_URL"])), writing():
        priya = db.session.scalars(select(Person).where(Person.name.like("Priya%"))).one()
        event = make_event(organisation=make_membership(person=priya).organisation)
        first = make_occurrence(event, starts_in=timedelta(days=3))
        desk = f"/organise/{event.organisation.slug}/events/{event.slug}"
        return f"/events/{event.slug}/{first.key}", desk, f"/organise/dates/{first.id}"


def test_an_apron_is_asked_for_answered_and_read(journey, date):
    page, (public, desk, people) = journey.page, date
    page.goto("/demo")
    page.get_by_role("button", name="Try it as Priya").click()
    page.goto(desk)
    page.get_by_role("link", name="What you ask people who book").click()
    page.get_by_label("What would you like to ask?").fill("Which apron?")
    page.get_by_label("Answers to pick from").fill("Small\nLarge")
    page.get_by_role("button", name="Ask this").click()
    expect(page.get_by_role("alert")).to_contain_text("Say why you ask")
    journey.errors.clear()  # the console notes each answer of 422
    page.get_by_label("Why do you ask?").fill("So that we bring enough")
    page.get_by_label("Until the day after the date").check()
    page.get_by_label("People have to answer").check()
    page.get_by_role("button", name="Ask this").click()
    expect(page.get_by_text("People who book are asked this from now on.")).to_be_visible()

    page.goto(f"{public}/book")
    page.get_by_label("What should we call you?").fill("Kelly Marsden")
    page.get_by_label("It’s OK to keep this booking").check()
    page.get_by_role("button", name="Book my place").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose one of these answers")
    expect(page.get_by_label("What should we call you?")).to_have_value("Kelly Marsden")
    journey.errors.clear()
    page.get_by_label("Large").check()
    page.get_by_role("button", name="Book my place").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("You’re booked")

    page.goto(people)
    expect(page.locator("#list-booked li")).to_contain_text("Kelly M")
    expect(page.locator("#list-booked li")).to_contain_text("Which apron? Large")
