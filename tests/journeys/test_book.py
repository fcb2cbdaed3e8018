"""Find something and book a place, then change one's mind: signed out, on a small phone."""

from playwright.sync_api import expect

from tests.journeys.steps import (
    OPEN_MIC,
    TELLTALE,
    book,
    code,
    fill_booking,
    find_open_mic,
    mail_to,
)


def test_from_the_front_page_to_two_places(journey):
    page = journey.page
    find_open_mic(page, journey.has_javascript)
    screens = []
    page.on("framenavigated", lambda frame: screens.append(frame.url))

    page.get_by_role("link", name="Book a place").first.click()
    fill_booking(page, places="Me and 1 friend")
    page.get_by_role("button", name="Book my place").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("You’re booked")
    expect(page.locator(".code")).to_have_text(code(page))
    expect(page.locator("#what-we-keep")).to_contain_text("2 places")
    assert len(screens) <= 3, f"It took these screens to book: {screens}"
    assert OPEN_MIC not in page.title()


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(visit, javascript, addresses):
    page = visit(has_javascript=javascript).page
    page.goto(f"{addresses['a date to book']}/book")
    page.get_by_label("What should we call you?").fill("Kelly")
    page.get_by_role("button", name="Book my place").click()

    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("Tick this so that we may keep your booking")
    expect(page.get_by_label("What should we call you?")).to_have_value("Kelly")
    if javascript:
        expect(summary).to_be_focused()
    summary.get_by_role("link").click()
    expect(page.get_by_role("checkbox", name="OK to keep this booking")).to_be_focused()


def test_the_mail_says_a_day_and_its_link_cancels(journey, visit, addresses):
    page, to = journey.page, f"kelly.{journey.has_javascript}@example.com".lower()
    booked = book(page, addresses["a date to book"], email=to, places="Me and 1 friend")

    subject = mail_to(page, to)

    assert subject.startswith("You're booked for ")
    assert not TELLTALE.search(subject)
    letter = page.locator(".box").inner_text()
    assert not TELLTALE.search(letter.replace(journey.site.url, ""))
    link = page.get_by_role("link", name=f"/b/{booked}/cancel").get_attribute("href")
    stranger = visit(has_javascript=journey.has_javascript).page
    for _ in range(2):  # as programs that check every link do
        stranger.goto(link)
        expect(stranger.get_by_role("heading", level=1)).to_have_text("Cancel your place?")
    page.goto(f"/b/{booked}")
    expect(page.get_by_role("heading", level=1)).to_have_text("You’re booked")
    stranger.get_by_role("button", name="Cancel my place").click()
    expect(stranger.get_by_role("heading", level=1)).to_have_text(
        "Cancelled. Thanks for telling us."
    )
    stranger.get_by_role("button", name="Undo").click()
    expect(stranger.get_by_role("heading", level=1)).to_have_text("You’re booked")


def test_cancelling_and_undoing_keep_the_focus_and_say_so(visit, addresses):
    page = visit().page
    book(page, addresses["a date to book"])

    page.get_by_role("button", name="Cancel my place").click()

    undo = page.get_by_role("button", name="Undo")
    expect(undo).to_be_focused()
    expect(page.locator("#status")).to_have_text("Cancelled. Thanks for telling us.")
    undo.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page.locator("#status")).to_have_text("You’re booked")


def test_the_code_finds_the_booking_from_any_phone(journey, visit, addresses):
    booked = book(journey.page, addresses["a date to book"], name="Gordon")
    library = visit(has_javascript=journey.has_javascript).page

    library.goto("/bookings/find")
    library.get_by_label("Your code").fill(booked.lower().replace("-", " "))
    library.get_by_role("button", name="Find it").click()

    expect(library.get_by_role("heading", level=1)).to_have_text("You’re booked")
    expect(library.locator("#what-we-keep")).to_contain_text("Gordon")


def test_going_back_does_not_book_twice(journey, addresses):
    page = journey.page
    booked = book(page, addresses["a date to book"])

    page.goto(f"{addresses['a date to book']}/book")

    expect(page.get_by_role("heading", level=1)).to_have_text("You’re booked")
    assert code(page) == booked


def test_a_full_date_has_a_list_with_turns(journey, addresses):
    page = journey.page
    page.goto(addresses["a full date"])
    page.get_by_role("link", name="Join the waiting list").first.click()
    fill_booking(page, name="Ashley")
    page.get_by_role("button", name="Join the waiting list").click()

    heading = page.get_by_role("heading", level=1)
    expect(heading).to_contain_text("on the list")
    turn = heading.locator("b").inner_text()
    page.goto(addresses["a full date"])
    expect(page.locator("#booking-panel")).to_contain_text(f"You are {turn}")
    page.get_by_role("link", name="See your booking").click()
    page.get_by_role("button", name="Leave the list").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Cancelled. Thanks for telling us.")


def test_titles_and_the_calendar_file_give_nothing_away(visit, addresses):
    page, private, told = visit().page, addresses["a private date"], []
    for address in (private, f"{private}/book"):
        page.goto(address)
        told.append(f"{page.title()} {page.url}")
    booked = book(page, private)
    told += [page.title(), page.request.get(f"/b/{booked}/calendar").text()]

    assert "BEGIN:VEVENT" in told[-1]
    assert not [words for words in told if TELLTALE.search(words) or "Colliers" in words]
