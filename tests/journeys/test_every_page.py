"""Every page can be read by everyone: light, dark, small, in forced colours, in big letters."""

from contextlib import contextmanager

import pytest
from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import expect

from tests.journeys.kinds_of_page import NAMES, open_page

STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SAYS = {"resultTypes": ["violations"], "preload": False}
RULES = {"runOnly": STANDARD, **SAYS}
LOOKS = {
    "runOnly": {
        "type": "rule",
        "values": ["color-contrast", "target-size", "scrollable-region-focusable"],
    },
    **SAYS,
}
"""What other colours and sizes can change: a page is read with all rules on a phone."""
SMALL = {"width": 320, "height": 640}
PHONE = {"width": 360, "height": 740}
WIDE = {"width": 1280, "height": 800}
MODES = {
    "light": (WIDE, LOOKS, {}),
    "dark, 320 px": (SMALL, RULES, {"color_scheme": "dark"}),
    "forced colours": (PHONE, LOOKS, {"forced_colors": "active"}),
}
TOO_WIDE = """() => {
  const room = document.documentElement.clientWidth;
  if (document.scrollingElement.scrollWidth <= room) return [];
  const name = (it) => `<${it.localName} class="${it.getAttribute("class") ?? ""}">`;
  return ["scrolls", ...[...document.querySelectorAll("body *")]
    .filter((it) => it.getBoundingClientRect().right > room + 1).map(name)];
}"""


@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing_and_nothing_is_too_wide(reader, addresses, name):
    reader.context.clear_cookies()
    open_page(reader, name, addresses)
    heading = reader.get_by_role("heading", level=1)
    expect(heading, "This is no page of ours").to_have_count(1)
    reader.evaluate("document.querySelectorAll('details').forEach((it) => { it.open = true })")
    reader.evaluate(AXE_SCRIPT)
    found = []

    for mode, (size, rules, media) in MODES.items():
        reader.set_viewport_size(size)
        reader.emulate_media(**{"color_scheme": "light", "forced_colors": "none", **media})
        seen = AxeResults(reader.evaluate("(rules) => axe.run(rules)", rules))
        found += [f"{mode}: {seen.generate_report()}"] if seen.violations_count else []
        found += [f"{mode}: {' '.join(wide)}"] if (wide := reader.evaluate(TOO_WIDE)) else []
    reader.set_viewport_size(PHONE)
    with big_letters(reader):
        assert reader.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
        found += [f"200 % text: {' '.join(wide)}"] if (wide := reader.evaluate(TOO_WIDE)) else []

    assert not found, "\n".join(found)


@contextmanager
def big_letters(page):
    """As someone has it who tells the browser to draw letters twice as large."""
    devtools = page.context.new_cdp_session(page)
    set_letters(devtools, 32)
    try:
        yield
    finally:
        set_letters(devtools, 16)
        devtools.detach()


def set_letters(devtools, size):
    devtools.send("Page.setFontSizes", {"fontSizes": {"standard": size, "fixed": size}})
