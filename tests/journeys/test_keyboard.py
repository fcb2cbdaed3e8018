"""With nothing but a keyboard: find, book, cancel and take it back."""

from playwright.sync_api import expect

from app.shared.open_badges.encoding import compact_json
from tests.journeys.kinds_of_page import try_it_as
from tests.journeys.steps import OPEN_MIC
from tests.shared.open_badges.making import signed

FAR = 120  # no page has as many things to stop at


class Keyboard:
    """Presses keys, and knows what has the focus."""

    def __init__(self, page):
        self.page = page

    def go_to(self, words):
        """Tab until something that says `words` has the focus."""
        for _ in range(FAR):
            self.page.keyboard.press("Tab")
            if words in self.here():
                return
        raise AssertionError(f"Tab never came to {words}")

    def here(self):
        """What is read out of the thing in focus: its label, or its own words."""
        return self.page.evaluate(
            "(it => it.labels?.[0]?.innerText ?? it.innerText)(document.activeElement)"
        )

    def press(self, key):
        self.page.keyboard.press(key)

    def write(self, words):
        self.page.keyboard.type(words)

    def comes_to_something(self):
        """Wait until what came in the place of what had the focus has it."""
        self.page.wait_for_function("document.activeElement !== document.body")


def test_find_book_and_cancel(visit):
    page = visit().page
    keyboard = Keyboard(page)
    page.goto("/")
    keyboard.go_to("Skip to main content")
    keyboard.press("Enter")
    keyboard.go_to("Your place")
    keyboard.write("Chesterfield")
    keyboard.press("Enter")
    page.wait_for_url("**/events?place=Chesterfield")
    keyboard.go_to("Change place, day or kind")
    keyboard.press("Enter")
    keyboard.go_to("More choices")
    keyboard.press("Space")
    keyboard.go_to("Sober socials")
    keyboard.press("Space")
    page.wait_for_url("**kind=sober_social")
    expect(page.get_by_label("Sober socials")).to_be_focused()
    keyboard.go_to(OPEN_MIC)
    keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(OPEN_MIC)
    keyboard.go_to("Book a place")
    keyboard.press("Enter")
    page.wait_for_url("**/book")

    keyboard.go_to("Book my place")
    keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_focused()
    keyboard.go_to("Tell us the name")
    keyboard.press("Enter")
    expect(page.get_by_label("What should we call you?")).to_be_focused()
    keyboard.write("Kelly")
    keyboard.go_to("OK to keep this booking")
    keyboard.press("Space")
    keyboard.go_to("Book my place")
    keyboard.press("Enter")
    page.wait_for_url("**/b/*")

    keyboard.go_to("Cancel my place")
    keyboard.press("Enter")
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("You’re booked")
    keyboard.comes_to_something()


def test_what_has_the_focus_can_be_seen(visit):
    page = visit().page
    page.goto("/events")
    keyboard = Keyboard(page)

    for _ in range(12):
        keyboard.press("Tab")
        drawn = page.evaluate(
            """(() => { const it = document.activeElement;
              const seen = it.matches(".vh") ? it.nextElementSibling : it;
              const style = getComputedStyle(seen);
              return [style.outlineStyle, style.boxShadow, it.outerHTML.slice(0, 90)]; })()"""
        )
        assert drawn[0] != "none" or drawn[1] != "none", drawn[2]


def test_share_a_record_and_stop(visit):
    page = visit().page
    keyboard = Keyboard(page)
    try_it_as(page, "Tomasz")
    page.goto("/you/skills")
    keyboard.go_to("Share my skills record")
    keyboard.press("Enter")
    page.wait_for_url("**/share/new")
    keyboard.go_to("Who is it for?")
    keyboard.write("The bike shop")
    keyboard.go_to("Make the link")
    keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("For The bike shop")
    keyboard.go_to("Stop sharing")
    keyboard.press("Enter")
    expect(page.get_by_text("Stopped. The link shows nothing any more.")).to_be_visible()


def test_keep_a_note_ask_for_a_badge_and_add_one_from_elsewhere(visit):
    page = visit().page
    keyboard = Keyboard(page)
    try_it_as(page, "Tomasz")
    page.goto("/you/skills")
    keyboard.go_to("Supporting a group")
    keyboard.press("Enter")
    page.wait_for_url("**/supporting-a-group")
    keyboard.go_to("What did you do, and what did you learn?")
    keyboard.write("I said less than I thought.")
    keyboard.go_to("Keep this note")
    keyboard.press("Enter")
    expect(page.get_by_text("Kept. Only you can read it.")).to_be_visible()
    keyboard.go_to("Ask for this badge")
    keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("You asked for this badge")
    keyboard.comes_to_something()

    page.goto("/you/skills")
    keyboard.go_to("Add a badge")
    keyboard.press("Enter")
    page.wait_for_url("**/elsewhere")
    keyboard.go_to("Paste it instead")
    keyboard.press("Enter")
    keyboard.go_to("Or paste it here")
    page.keyboard.insert_text(compact_json(signed()))
    keyboard.go_to("Add this badge")
    keyboard.press("Enter")
    expect(page.locator("#brought")).to_contain_text("Team player")


def test_give_a_badge(visit):
    page = visit().page
    keyboard = Keyboard(page)
    try_it_as(page, "Marcus")
    page.goto("/organise/lantern-yard/badges")
    keyboard.go_to("Give a badge")
    keyboard.press("Enter")
    page.wait_for_url("**/give")
    keyboard.go_to("Which badge")
    keyboard.write("Making art")
    keyboard.go_to("Choose people")
    keyboard.press("Enter")
    page.wait_for_url("**/give?badge=*")
    keyboard.go_to("Tomasz")
    keyboard.press("Space")
    keyboard.go_to("Give this badge")
    keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Given. They are told, and may say no.")
