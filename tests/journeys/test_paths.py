"""Courses, friends, changes, offers, and "I might come": the further ways of booking."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.bookings import queries, services
from app.events.models import Event, Occurrence
from app.shared.database import db, writing
from tests.journeys.steps import book, code, fill_booking
from tests.support import databases
from tests.support.odd import inside

COURSE = "/events/our-stories-zine"


def heading(page):
    return page.get_by_role("heading", level=1)


def course_dates(page):
    return page.locator("#course li")


def test_a_course_is_booked_whole_and_one_date_left_out(journey):
    page = journey.page
    page.goto(COURSE)
    page.locator("#dates a").first.click()
    page.get_by_role("link", name="Book all the dates").first.click()
    fill_booking(page, name="Kelly")
    page.locator("#booking-form button.big").click()
    page.wait_for_url("**/b/*")
    whole = code(page)

    expect(course_dates(page)).to_have_count(4)
    course_dates(page).nth(1).get_by_role("button", name="Skip this date").click()

    expect(course_dates(page).nth(1)).to_contain_text("Cancelled")
    expect(course_dates(page).get_by_role("button", name="Skip this date")).to_have_count(3)
    assert code(page) == whole
    course_dates(page).nth(1).get_by_role("button", name="Undo").click()
    expect(course_dates(page).get_by_role("button", name="Skip this date")).to_have_count(4)
    page.get_by_role("button", name="Cancel all the dates").click()
    expect(heading(page)).to_have_text("Cancelled. Thanks for telling us.")


def test_a_full_course_offers_its_list_for_the_whole(journey):
    page = journey.page
    page.goto("/events/clay-for-beginners")
    page.locator("#dates a").first.click()
    page.get_by_role("link", name="Join the waiting list").first.click()
    fill_booking(page, name="Kelly")
    page.get_by_role("button", name="Join the waiting list").click()

    expect(heading(page)).to_contain_text("on the list")
    expect(course_dates(page)).to_have_count(6)


def test_friends_can_be_named_and_a_booking_changed(journey, addresses):
    page = journey.page
    page.goto(f"{addresses['a date to book']}/book")
    page.get_by_label("Me and 2 friends").check()
    page.get_by_role("link", name="first names").click()
    if journey.has_javascript:
        expect(page.get_by_label("Friend 1")).to_be_focused()
    fill_booking(page, name="Bev", places="Me and 2 friends")
    page.get_by_label("Friend 1").fill("Ash")
    page.get_by_role("button", name="Book my place").click()
    expect(page.locator("#what-we-keep")).to_contain_text("Ash")

    page.get_by_role("link", name="Change it").click()
    page.get_by_label("Me and 1 friend").check()
    page.get_by_label("What should we call you?").fill("Beverley")
    page.get_by_role("button", name="Save the change").click()

    expect(page.locator("#what-we-keep")).to_contain_text("2 places")
    expect(page.locator("#what-we-keep")).to_contain_text("Beverley")


def test_i_might_come_toggles_at_once(journey, addresses):
    page = journey.page
    page.goto(addresses["a drop-in"])
    button = page.get_by_role("button", name="I might come")

    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    if journey.has_javascript:
        expect(button).to_be_focused()
        expect(page.locator("#status")).to_contain_text("Thank you")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")


@pytest.fixture
def change_places(site):
    """change_places(path, more) gives a date so many more places than are taken."""

    def change_places(path, more):
        slug, key = path.split("/")[2:4]
        with inside(databases.test_settings(site.environment["DATABASE_URL"])), writing():
            dates = db.session.scalars(
                select(Occurrence)
                .join(Occurrence.event)
                .where(Event.slug == slug)
                .options(joinedload(Occurrence.event))
            )
            date = next(each for each in dates if each.key == key)
            services.set_capacity(date, queries.places_taken(date) + more)
            db.session.commit()

    return change_places


def test_who_asked_to_be_asked_first_says_yes_in_time(journey, change_places):
    page, date = journey.page, _date_in_january(journey.page)
    change_places(date, 0)
    page.goto(f"{date}/book")
    page.get_by_label("Ask me first").check()
    book_as_typed(page)
    expect(heading(page)).to_contain_text("1st")

    change_places(date, 1)
    page.reload()
    expect(heading(page)).to_have_text("A place is free for you")
    page.get_by_role("button", name="Yes, give me the place").click()

    expect(heading(page)).to_have_text("You’re booked")
    if journey.has_javascript:
        expect(page.locator("h1:focus")).to_have_count(1)


def test_a_booking_can_be_erased_by_its_holder(journey, addresses):
    page = journey.page
    held = book(page, addresses["a date to book"], name="Gordon")

    page.get_by_role("link", name="Erase these details").click()
    page.get_by_role("button", name="Erase these details").click()
    page.goto("/bookings/find")
    page.get_by_label("Your code").fill(held)
    page.get_by_role("button", name="Find it").click()

    expect(page.get_by_role("alert")).to_contain_text("We could not find that code")
    journey.errors.clear()  # the console notes each answer of 422


def book_as_typed(page):
    fill_booking(page, name="Kelly")
    page.get_by_role("button", name="Join the waiting list").click()
    page.wait_for_url("**/b/*")


def _date_in_january(page):
    """A date so far ahead that nobody else's test books it, and where no place is waited for."""
    page.goto("/events/friday-open-studio")
    return page.locator("#dates a").last.get_attribute("href")
