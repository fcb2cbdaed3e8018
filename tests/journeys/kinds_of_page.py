"""One of each page there is, by words for it, and how to come to it."""

from tests.journeys.addresses import BOOKINGS, DATES, OF_A_DATE, OF_A_TEAM, ONES_OWN, STRAIGHT
from tests.journeys.steps import a_calendar_file, book, bring_it_in, follow_the_mail, mail_to


def an_event(page, addresses):
    page.goto(addresses["a date to book"].rpartition("/")[0])


def a_group(page, addresses):
    page.goto("/groups")
    page.goto(page.locator("main a[href^='/groups/']").first.get_attribute("href"))


def the_form(page, addresses):
    page.goto(f"{addresses['a date to book']}/book")


def the_form_with_friends(page, addresses):
    the_form(page, addresses)
    page.get_by_label("Me and 2 friends").check()
    page.get_by_role("link", name="Tell us your friends’ first names").click()
    page.get_by_label("Friend 2").wait_for()


def the_form_with_mistakes(page, addresses):
    the_form(page, addresses)
    page.locator("#booking-form button").click()
    page.get_by_role("alert").wait_for()


def a_code_that_is_wrong(page, addresses):
    page.goto("/bookings/find")
    page.get_by_label("Your code").fill("HAZEL-222222")
    page.get_by_role("button", name="Find it").click()
    page.get_by_role("alert").wait_for()


def the_form_to_follow(page, addresses):
    page.goto(f"{addresses['a drop-in'].rpartition('/')[0]}/follow")


def a_follow(page, addresses):
    """Asked for in another browser, as it is opened from the mail."""
    with page.context.browser.new_context(base_url=page.url[: page.url.index("/", 8)]) as another:
        asking = another.new_page()
        the_form_to_follow(asking, addresses)
        asking.get_by_label("Your email address").fill("follower@example.com")
        asking.get_by_role("button", name="Tell me if it changes").click()
        asking.get_by_text("Look at your email").wait_for()
    mail_to(page, "follower@example.com")
    follow_the_mail(page)


def stop_following(page, addresses):
    a_follow(page, addresses)
    page.get_by_role("link", name="No, forget my address").click()


def cancel(page, addresses):
    page.goto(f"{addresses['booked']}/cancel")


def change(page, addresses):
    page.goto(f"{addresses['booked']}/change")


def erase(page, addresses):
    page.goto(f"{addresses['booked']}/erase")


def what_one_of_a_team_is(page, addresses):
    open_page(page, "a team", addresses)
    page.get_by_role("link", name="Change").first.click()


def an_application(page, addresses):
    open_page(page, "who would like to help", addresses)
    page.get_by_role("link", name="Imran").click()


def one_badge_of_a_team(page, addresses):
    open_page(page, "badges that a team gave", addresses)
    page.locator("main .rows a").first.click()


def a_badge_to_answer(page, addresses):
    open_page(page, "badges of a team", addresses)
    page.get_by_role("link", name="Bev A: Welcoming people").click()


def a_word_about_somebody(page, addresses):
    a_badge_to_answer(page, addresses)
    page.get_by_role("link", name="Add a word about their work").click()


def a_note_of_ones_own(page, addresses):
    try_it_as(page, "Tomasz")
    page.goto("/you/skills/supporting-a-group")
    page.get_by_label("What did you do, and what did you learn?").fill(
        "I said less than I thought."
    )
    page.get_by_role("button", name="Keep this note").click()
    page.get_by_role("link", name="Change note 1").click()


def one_booking(page, addresses):
    open_page(page, "who comes", addresses)
    page.locator("#list-booked a").first.click()


def how_a_message_reads(page, addresses):
    open_page(page, "who comes", addresses)
    page.get_by_role("link", name="Write to everyone booked").click()
    page.get_by_label("What would you like to say?").fill("Bring wellies. The field is wet.")
    page.get_by_role("button", name="See how it reads").click()
    page.get_by_role("heading", name="This is how it will read").wait_for()
    page.evaluate("scrollTo(0, 0)")  # "Leave this page" stays in sight and would lie on the links


def a_slip(page, addresses):
    open_page(page, "booking someone in", addresses)
    page.get_by_label("Their name").fill("Gordon")
    page.get_by_label("I read it to them").check()
    page.locator("#book-in-form button").click()
    page.wait_for_url("**/slip/*")


def what_is_in_a_file(page, addresses):
    open_page(page, "bringing in dates", addresses)
    page.get_by_label("A calendar file or a table").set_input_files(a_calendar_file())
    page.get_by_role("button", name="Look at it").click()
    page.get_by_role("heading", name="What is in it").wait_for()


def what_was_brought_in(page, addresses):
    what_is_in_a_file(page, addresses)
    bring_it_in(page)


def an_invitation(page, addresses):
    open_page(page, "a team", addresses)
    page.get_by_label("Their email address").fill("kelly-marsden@people.example.org")
    page.get_by_role("button", name="Send the invitation").click()
    page.get_by_text("ours is on its way").wait_for()
    open_page(page, "you", addresses)
    page.goto("/you/groups")
    page.get_by_role("link", name="Answer").click()


def shifts_of_ones_own(page, addresses):
    try_it_as(page, "Tomasz")
    page.goto("/you/shifts")


def what_is_shared(page, addresses):
    try_it_as(page, "Tomasz")
    page.goto("/you/skills/share")


def one_link(page, addresses):
    what_is_shared(page, addresses)
    page.get_by_role("link", name="Aisha, job coach").click()


def a_shared_record(page, addresses):
    one_link(page, addresses)
    page.get_by_role("link", name="See it as they do").click()


def checking_a_badge(page, addresses):
    a_shared_record(page, addresses)
    page.get_by_role("link", name="Check this record").first.click()
    page.get_by_role("heading", name="How to check this without trusting us").wait_for()


def what_a_badge_is_for(page, addresses):
    checking_a_badge(page, addresses)
    says = page.request.get(f"{page.url}/credential.json").json()
    page.goto(says["credentialSubject"]["achievement"]["id"])


def who_gives_badges(page, addresses):
    checking_a_badge(page, addresses)
    page.get_by_role("definition").get_by_role("link").first.click()
    page.get_by_role("heading", name="Keys").wait_for()


def one_shift(page, addresses):
    open_page(page, "a team’s rota", addresses)
    page.get_by_role("link", name="The week before").click()
    page.get_by_role("table").get_by_role("link").first.click()


def who_would_like_to_be_met(page, addresses):
    try_it_as(page, "Tomasz")
    page.goto("/you/volunteering/buddy")


def someone_to_meet(page, addresses):
    who_would_like_to_be_met(page, addresses)
    page.locator("#list-asked a").first.click()


def a_lift(page, addresses):
    page.goto(addresses["a lift"])


def a_lift_with_a_mistake(page, addresses):
    """Those who fit, and the form below them."""
    page.goto(addresses["a lift to answer"])
    page.get_by_text("Change what you said").click()
    page.get_by_label("Which village").fill("12 Mill Lane")
    page.locator("#lift-form button").click()
    page.get_by_role("alert").wait_for()


def mail(page, addresses):
    one_mail(page, addresses)
    page.goto("/demo/mail")


def one_mail(page, addresses):
    with page.context.browser.new_context(base_url=page.url[: page.url.index("/", 8)]) as another:
        book(another.new_page(), addresses["a date to book"], email="reader@example.com")
    mail_to(page, "reader@example.com")


STEPS = {
    step.__name__.replace("_", " "): step
    for step in (
        an_event,
        the_form_to_follow,
        a_follow,
        stop_following,
        a_group,
        the_form,
        the_form_with_friends,
        the_form_with_mistakes,
        a_code_that_is_wrong,
        cancel,
        change,
        erase,
        shifts_of_ones_own,
        what_is_shared,
        one_link,
        a_shared_record,
        checking_a_badge,
        what_a_badge_is_for,
        who_gives_badges,
        one_shift,
        who_would_like_to_be_met,
        someone_to_meet,
        a_lift,
        a_lift_with_a_mistake,
        what_one_of_a_team_is,
        an_invitation,
        an_application,
        one_badge_of_a_team,
        a_badge_to_answer,
        a_word_about_somebody,
        a_note_of_ones_own,
        one_booking,
        how_a_message_reads,
        a_slip,
        what_is_in_a_file,
        what_was_brought_in,
        mail,
        one_mail,
    )
}
NAMES = (*STRAIGHT, *DATES, *BOOKINGS, *STEPS, *ONES_OWN, *OF_A_TEAM, *OF_A_DATE)


_cookies = {}
"""What the browser of each of these was given, by their name."""


def try_everyone(page):
    """Be each of these of the demonstration by the button, once: `try_it_as` keeps to that."""
    for name in ("Kelly", "Marcus", "Tomasz"):
        page.context.clear_cookies()  # to sign in over somebody ends their sign-in, kept or not
        page.goto("/demo")
        with page.expect_navigation():
            page.get_by_role("button", name=f"Try it as {name}").click()
        _cookies[name] = page.context.cookies()


def try_it_as(page, name):
    """Be one of these, by what the button gave."""
    page.context.add_cookies(_cookies[name])


def open_page(page, name, addresses):
    """Go to the page of that name."""
    if name in STEPS:
        STEPS[name](page, addresses)
    elif name in ONES_OWN or name in OF_A_TEAM or name in OF_A_DATE:
        of_date = {words: addresses["a team’s date"] + end for words, end in OF_A_DATE.items()}
        try_it_as(page, "Kelly" if name in ONES_OWN else "Marcus")
        page.goto((ONES_OWN | OF_A_TEAM | of_date)[name])
        assert not page.url.partition("?")[0].endswith("/sign-in"), f"{name}: nobody is signed in"
    else:
        page.goto(STRAIGHT.get(name) or addresses[name])
