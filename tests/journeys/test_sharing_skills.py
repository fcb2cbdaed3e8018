"""Tomasz shares what he can do with Aisha, who checks it; then he stops (J8)."""

from playwright.sync_api import expect

from tests.journeys.test_shifts import as_one_of_the_cast


def test_a_record_is_shared_checked_and_stopped(journey, visit):
    page = journey.page
    as_one_of_the_cast(page, "Tomasz")
    page.goto("/you/skills")
    expect(page.get_by_text("2 of 3 done")).to_be_visible()
    page.get_by_role("link", name="Share my skills record").click()
    page.get_by_label("Welcoming people").uncheck()
    page.get_by_label("The name to show").fill("T. Nowak")
    page.get_by_label("Who is it for?").fill("Aisha of the job centre")
    if not journey.has_javascript:
        page.get_by_role("button", name="See how it looks").click()
    preview = page.locator("#preview")
    expect(preview).to_contain_text("T. Nowak")
    expect(preview).not_to_contain_text("Customer welcome")
    expect(preview).to_contain_text("Mentoring and one-to-one support")
    page.get_by_role("button", name="Make the link").click()
    page.wait_for_url("**/you/skills/share/*")
    address = page.locator(".read-out a").get_attribute("href")

    aisha = visit(has_javascript=journey.has_javascript).page
    aisha.goto(address)
    assert aisha.title() == "Skills record: T. Nowak"
    aisha.get_by_role("link", name="Check this record").first.click()
    expect(aisha.get_by_text("Valid", exact=True)).to_be_visible()
    assert not aisha.context.cookies()

    page.goto("/you/skills/share")
    row = page.locator("li").filter(has_text="Aisha of the job centre").first
    opened = "Last opened" if journey.has_javascript else "Not opened yet"
    expect(row).to_contain_text(opened)
    row.get_by_role("button", name="Stop sharing").click()
    expect(row).to_contain_text("Stopped")
    assert aisha.goto(address).status == 410
    expect(aisha.get_by_role("heading", level=1)).to_have_text("There is nothing here any more")
