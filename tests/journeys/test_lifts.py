"""Kelly cannot get there by bus; Ashley has a seat; each learns who it is once both said yes."""

from playwright.sync_api import expect

from tests.journeys.steps import book


def say(page, code, kind, area):
    page.goto(f"/b/{code}")
    page.get_by_role("link", name="Find or give a lift").click()
    page.get_by_label(kind).check()
    page.get_by_label("Which village or part of town?").fill(area)
    page.get_by_role("button", name="Show me who fits").click()
    expect(page.get_by_role("heading", name=f"lift from {area}")).to_be_visible()


def test_two_who_never_met_share_a_lift(journey, visit, addresses):
    kelly = journey.page
    ashley = visit(has_javascript=journey.has_javascript).page
    name = "Kelly" if journey.has_javascript else "Kel"
    area = f"Near {name}"  # a word of this run's own: both runs book the same date
    needs = book(kelly, addresses["a date to book"], name=f"{name} Marsden")
    gives = book(ashley, addresses["a date to book"], name="Ashley Noon")
    say(ashley, gives, "I can give a lift", f"{area} too")
    say(kelly, needs, "I need a lift", area)
    if journey.has_javascript:
        expect(kelly.get_by_role("heading", name="You need a lift")).to_be_focused()
    row = kelly.get_by_role("listitem").filter(has_text=f"{area} too")
    row.get_by_role("button", name="Ask for a lift").click()
    expect(kelly.get_by_role("heading", name="You asked")).to_be_visible()

    ashley.reload()
    expect(ashley.locator("main")).not_to_contain_text(name + " Marsden")
    ashley.get_by_role("button", name="Yes").click()
    expect(ashley.get_by_role("heading", name=f"{name} comes with you")).to_be_visible()
    ashley.get_by_label("Write to them").fill("By the church at 6")
    ashley.get_by_role("button", name=f"Send it to {name}").click()
    expect(ashley.get_by_text("You wrote: By the church at 6")).to_be_visible()

    kelly.reload()
    expect(kelly.get_by_text("Ashley wrote: By the church at 6")).to_be_visible()
    expect(kelly.locator("main")).not_to_contain_text("Noon")
    kelly.get_by_role("button", name="I do not need a lift any more").click()
    expect(kelly.get_by_label("I need a lift")).to_be_visible()
    ashley.reload()
    expect(ashley.locator("main")).not_to_contain_text(name + " comes")
