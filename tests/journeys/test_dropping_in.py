"""Just turning up (J3): when it is open, being told if it changes, and standing at a shut door."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.bookings import services
from app.events.models import Event, Occurrence
from app.shared.database import db, utcnow, writing
from tests.journeys.steps import TELLTALE, follow_the_mail, mail_to
from tests.support import databases
from tests.support.odd import inside

CAFE = "/events/hearth-open-cafe"


@pytest.fixture
def with_next_date(site):
    """with_next_date(change) lets the organiser change the café's next date that has not begun."""

    def with_next_date(change):
        with inside(databases.test_settings(site.environment["DATABASE_URL"])), writing():
            query = select(Occurrence).join(Occurrence.event)
            query = query.where(Event.slug == CAFE.rpartition("/")[2])
            query = query.where(Occurrence.starts_at > utcnow()).order_by(Occurrence.starts_at)
            change(db.session.scalars(query.options(joinedload(Occurrence.event))).first())
            db.session.commit()

    return with_next_date


def test_it_says_when_it_is_open_and_that_nobody_need_book(journey):
    page = journey.page
    page.goto(CAFE)

    expect(page.get_by_text("Just turn up. No need to book.")).to_be_visible()
    assert page.locator("#dates li").count() >= 3
    expect(page.get_by_role("link", name="Tell me if it changes")).to_be_visible()


def test_dean_is_told_when_it_is_off_and_can_stop(journey, with_next_date):
    page, address = journey.page, f"dean-{journey.has_javascript}@example.com".lower()
    page.goto(CAFE)
    page.get_by_role("link", name="Tell me if it changes").click()
    field = page.get_by_label("Your email address")
    if journey.has_javascript:
        expect(field).to_be_focused()
        assert page.url.endswith(CAFE)
    field.fill("dean")
    page.get_by_role("button", name="Tell me if it changes").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter an email address like")
    expect(field).to_have_value("dean")
    journey.errors.clear()  # the console notes each answer of 422
    field.fill(address)
    page.get_by_role("button", name="Tell me if it changes").click()
    words = page.get_by_text("Look at your email")
    expect(words).to_be_visible()
    if journey.has_javascript:
        expect(words).to_be_focused()

    mail_to(page, address)
    follow_the_mail(page)
    page.get_by_role("button", name="Yes, write to me").click()
    expect(page.get_by_text("Thank you. We will write to you.")).to_be_visible()

    with_next_date(lambda date: services.cancel_date(date, "The oven is being mended"))
    assert not TELLTALE.search(mail_to(page, address))
    follow_the_mail(page)
    expect(page.locator("#dates")).to_contain_text("The oven is being mended")

    with_next_date(lambda date: date.is_cancelled and services.restore_date(date))
    page.get_by_role("link", name="Stop all of it").click()
    page.get_by_role("button", name="Stop these mails").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Stopped")
