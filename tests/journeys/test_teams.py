"""The network's lead makes somebody an organiser, who then finds the desk."""

from playwright.sync_api import expect


def try_it_as(page, name):
    page.goto("/demo")
    page.get_by_role("button", name=f"Try it as {name}").click()


def test_jo_makes_dean_an_organiser_and_he_finds_the_desk_and_his_bookings(journey):
    page = journey.page
    try_it_as(page, "Jo")
    page.goto("/organise")
    page.get_by_role("link", name="Team", exact=True).click()
    page.get_by_role("link", name="Hearthstone").click()
    page.get_by_role("link", name="Change what Dean").click()
    page.get_by_role("checkbox", name="Organiser Changes").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved what Dean W is.")).to_be_visible()
    expect(page.locator("main li", has_text="Dean W")).to_contain_text("Organiser, Volunteer")

    try_it_as(page, "Dean")
    page.goto("/you/bookings")
    expect(page.locator("main")).to_contain_text("Bank Top Tuesday art group")
    page.goto("/you")
    page.get_by_role("link", name="Organise", exact=True).click()
    expect(page).to_have_url(f"{journey.page.url.split('/organise')[0]}/organise/hearthstone")

    for is_shown in (True, False):
        page.goto("/you/groups")
        page.get_by_label("Show me on the group’s page").set_checked(is_shown)
        page.get_by_role("button", name="Save").click()
        expect(page.locator("main")).to_contain_text("Saved")
        page.goto("/groups/hearthstone")
        people = page.locator("#people")
        expect(people.get_by_text("Dean W")).to_have_count(int(is_shown))
        for kind in ("Leads us", "Organises", "Takes part"):
            expect(people.get_by_text(kind).first).to_be_visible()
