"""Tomasz asks for a badge, Marcus awards it; a stranger reads his record, checks it, and is shown
nothing once he stops."""

import re

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from app.badges import services
from app.badges.models import Badge, Tick
from app.people.models import Person
from app.shared.database import db, utcnow, writing
from tests.journeys.steps import TELLTALE
from tests.journeys.test_teams import try_it_as
from tests.support import databases
from tests.support.odd import inside

NOTE = "My hands shook, and nobody minded."
FILES = ("signed file", "PNG", "SVG", "JWT")


@pytest.fixture
def on_the_way(site):
    """Tomasz has two steps of three of a badge behind him, whoever made this journey before."""
    with inside(databases.test_settings(site.environment["DATABASE_URL"])), writing():
        tomasz = db.session.scalars(select(Person).where(Person.name.startswith("Tomasz"))).one()
        badge = db.session.scalars(select(Badge).filter_by(slug="supporting-a-group")).one()
        services.stop(tomasz, badge)
        award = services.start(tomasz, badge)
        for step in award.version.criteria[:2]:
            award.ticks.append(Tick(criterion_id=step.id, amount=step.amount, done_at=utcnow()))
        db.session.commit()


def test_from_two_steps_of_three_to_a_record_that_anyone_can_check(journey, visit, on_the_way):
    page = journey.page
    try_it_as(page, "Tomasz")
    ask_for_it(page)

    marcus = visit(has_javascript=journey.has_javascript).page
    try_it_as(marcus, "Marcus")
    award_it(marcus)

    page.goto("/you/skills")
    page.get_by_role("link", name="Share my skills record").click()
    share(page)
    address = page.locator(".read-out").inner_text().strip()

    aisha = visit(has_javascript=journey.has_javascript)
    check(aisha.page, address)
    assert aisha.page.context.cookies() == []
    assert not aisha.errors

    page.goto("/you/skills/share")
    row = page.locator("li").filter(has_text="Aisha, at the job centre").first
    expect(row).to_contain_text("Last opened" if journey.has_javascript else "Not opened yet")
    row.get_by_role("button", name="Stop sharing").click()
    expect(row).to_contain_text("Stopped")
    assert aisha.page.goto(address).status == 410
    expect(aisha.page.get_by_role("heading", level=1)).to_have_text(
        "There is nothing here any more"
    )


def ask_for_it(page):
    """With a note that is nobody else's."""
    page.goto("/you/skills")
    assert page.locator(".badges .ring").count() >= 3
    expect(page.locator(".work", has_text="Supporting a group")).to_contain_text("2 of 3 done")
    page.get_by_role("link", name="Supporting a group").first.click()
    page.get_by_label("What did you do, and what did you learn?").fill(NOTE)
    page.get_by_role("button", name="Keep this note").click()
    expect(page.get_by_text("Kept. Only you can read it.")).to_be_visible()
    page.get_by_role("button", name="Ask for this badge").click()
    expect(page.locator("main")).to_contain_text("You asked for this badge")


def award_it(page):
    """Once the step that is left is ticked too; the private note is not there to be read."""
    page.goto("/organise/lantern-yard/badges")
    page.get_by_role("link", name="Tomasz N: Supporting a group").first.click()
    page.get_by_role("button", name="Award this badge").click()
    expect(page.get_by_role("alert")).to_contain_text("There is a step still to tick")
    page.locator("summary", has_text="Tick this step").click()
    page.get_by_label("What did you see?").fill("He closed the circle in his own words.")
    page.get_by_role("button", name="Tick it").click()
    expect(page.locator("#award")).to_contain_text("3 of 3 done")
    assert NOTE not in page.content()
    page.get_by_role("button", name="Award this badge").click()
    expect(page.get_by_text("Awarded. They are told.").first).to_be_visible()


def share(page):
    """All but one badge, in neutral words, as the page offers it."""
    page.get_by_label("Welcoming people").uncheck()
    page.get_by_label("Who is it for?").fill("Aisha, at the job centre")
    show = page.get_by_role("button", name="See how it looks")
    if show.is_visible():
        show.click()
    expect(page.locator("#preview")).to_contain_text("Group facilitation assistant")
    expect(page.locator("#preview")).not_to_contain_text("Customer welcome")
    page.get_by_role("button", name="Make the link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("For Aisha, at the job centre")


def check(page, address):
    """Open it as a stranger does, follow its newest badge, and save what is signed."""
    page.goto(address)
    expect(page).to_have_title("Skills record: Tomasz N")
    assert not TELLTALE.search(page.content())
    skill = page.get_by_role("listitem").filter(has_text="Group facilitation assistant")
    skill.get_by_role("link", name="Check this record").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Group facilitation assistant")
    expect(page.get_by_text("Valid", exact=True)).to_be_visible()
    expect(page.locator("main")).to_contain_text("given by Lantern Yard")
    assert not TELLTALE.search(page.content())
    for words in FILES:
        file = page.get_by_role("link", name=words, exact=True).get_attribute("href")
        answer = page.request.get(file)
        assert answer.status == 200
        assert re.search(r'filename="badge-\w+\.\w+"', answer.headers["content-disposition"])
