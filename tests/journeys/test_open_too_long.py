"""A form that stayed open until its cookie was gone: what was typed is not."""


def test_what_was_typed_is_sent_again_with_one_button(journey):
    page = journey.page
    page.goto("/bookings/find")
    page.get_by_label("code").fill("HAZEL-ZZZZZZ")
    page.context.clear_cookies()

    page.get_by_role("button", name="Find it").click()
    told = page.locator("#status" if journey.has_javascript else "main")
    told.get_by_text("This page was open a long time").wait_for()
    if journey.has_javascript:  # the form stays where it is, with the words in it
        assert page.get_by_label("code").input_value() == "HAZEL-ZZZZZZ"
    told.get_by_role("button", name="Send it again").click()

    page.get_by_text("We could not find that code").first.wait_for()
    assert page.get_by_label("code").input_value() == "HAZEL-ZZZZZZ"
    journey.errors.clear()  # a browser counts every 4xx as one
