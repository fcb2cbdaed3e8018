"""With nothing but Tab: every page about badges lets its reader come to all there is to do on it,
and see where they are."""

from pathlib import Path

import pytest

from tests.journeys.kinds_of_page import open_page

PHONE = {"width": 360, "height": 740}
LAPTOP = {"width": 1280, "height": 800}
NAMES = (
    "badges",
    "a badge",
    "your skills",
    "a skill",
    "a note of ones own",
    "stopping with a badge",
    "badges from elsewhere",
    "sharing your skills",
    "what is shared",
    "one link",
    "a shared record",
    "checking a badge",
    "what a badge is for",
    "who gives badges",
    "badges of a team",
    "badges that a team gave",
    "one badge of a team",
    "giving a badge",
    "whom to vouch for",
    "a badge to answer",
    "a word about somebody",
    "the catalogue of a team",
    "a new badge",
)
WALK = (Path(__file__).parent / "tab_walk.js").read_text()
SOUND = """<h1>A page</h1><a href="#a">One</a> <input aria-label="Two">
<details><summary>Three</summary><a href="#b">Four</a></details>
<label><input type="radio" name="x">Five</label> <label><input type="radio" name="x">Or</label>
<p style="height: 2000px"></p><button>Six</button>"""
BROKEN = {
    "stop 1 is": SOUND.replace('<a href="#a"', '<a href="#a" tabindex="-1"'),
    "comes before its turn": SOUND.replace('<a href="#b"', '<a href="#b" tabindex="1"'),
    "looks the same": SOUND + "<style>summary { outline: none }</style>",
    "lies under": SOUND + '<p style="position: fixed; bottom: 0; height: 600px">Here to stay</p>',
    "above or below": SOUND.replace("<button", '<button style="position: fixed; top: 99em"'),
    "beside": SOUND.replace("<button", '<button style="position: fixed; top: 0; left: -2em"'),
    "no way on": SOUND.replace("<button", '<button onkeydown="event.preventDefault()"'),
}


@pytest.mark.parametrize(
    ("name", "size"),
    # What has its filters beside it, and the list of them all, whose choices are drawn as chips.
    [*((name, PHONE) for name in NAMES), ("badges", LAPTOP), ("every date", PHONE)],
)
def test_tab_comes_to_everything_in_order_and_it_is_seen(reader, addresses, name, size):
    reader.context.clear_cookies()
    reader.set_viewport_size(size)
    open_page(reader, name, addresses)

    assert walk(reader) == []


@pytest.mark.parametrize(("says", "html"), [(None, SOUND), *BROKEN.items()])
def test_a_walk_tells_what_is_wrong(reader, says, html):
    reader.set_viewport_size(PHONE)
    reader.goto("about:blank")  # where no policy forbids what the page brings
    reader.set_content(html)

    wrong = walk(reader)

    assert any(says in words for words in wrong) if says else not wrong, wrong


def walk(page):
    """Go through the page with Tab, and once more: what was wrong on the way."""
    stops = page.evaluate(WALK)
    assert stops, "There is nothing to do here"
    for _ in range(stops + 1):
        page.keyboard.press("Tab")
    return page.evaluate("walk.end()")
