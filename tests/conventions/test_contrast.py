"""Every pair of colours the stylesheet puts together can be read (WCAG 2.2, 1.4.6 and 1.4.11)."""

import re
from pathlib import Path

import pytest

CSS = (Path(__file__).parents[2] / "static/css/public.css").read_text()
WORDS, EDGES = 7.0, 3.0
"""Our own floor: 7:1 for words (AAA), 3:1 for what shows where a control is."""

WORDS_ON_GROUNDS = [
    *[(words, ground) for words in ("ink", "soft") for ground in ("paper", "card", "sunk")],
    *[(words, ground) for words in ("link", "err") for ground in ("paper", "card")],
    *[(f"{tag}-t", f"{tag}-b") for tag in ("ok", "few", "full", "in", "turn", "off")],
    ("ink", "mark"),
    ("ink", "err-bg"),
    ("few-t", "mark"),
    ("on-go", "go"),
    ("on-go", "go-hi"),
    ("on-sun", "sun"),
    ("s-ink", "s0"),
    ("foot-t", "foot"),
    ("paper", "ink"),
]
EDGES_ON_GROUNDS = [
    *[(edge, ground) for edge in ("edge", "ink") for ground in ("paper", "card", "sunk")],
    ("err", "card"),
    ("go", "paper"),
]
KINDS = ("walk", "cafe", "circle", "social", "make", "learn", "grow", "voice")


def colours(selector: str) -> dict[str, str]:
    """The custom properties that hold a colour in the first rule of `selector`."""
    rule = re.search(re.escape(selector) + r"\s*\{([^}]*)\}", CSS)
    assert rule, f"public.css has no rule {selector}; put it back, or change this test with it"
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-fA-F]{3,6})", rule[1]))


LIGHT = colours(":root")
DARK = LIGHT | colours(":root[data-theme=dark]")


def luminance(colour: str) -> float:
    """Relative luminance, 0 to 1, as WCAG 2.2 defines it."""
    digits = colour.lstrip("#")
    digits = "".join(c * 2 for c in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black on white)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_agrees_with_the_standards_own_examples():
    assert contrast("#000", "#fff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_words_stand_out_from_their_ground(scheme):
    poor = [pair for pair in WORDS_ON_GROUNDS if contrast(*(scheme[c] for c in pair)) < WORDS]

    assert not poor, f"Under {WORDS}:1, words on ground: {poor}. Darken or lighten one of them."


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_the_edges_of_controls_can_be_seen(scheme):
    poor = [pair for pair in EDGES_ON_GROUNDS if contrast(*(scheme[c] for c in pair)) < EDGES]

    assert not poor, f"Under {EDGES}:1, edge on ground: {poor}. Darken or lighten one of them."


@pytest.mark.parametrize("kind", KINDS)
def test_words_on_a_kind_stand_out(kind):
    kinds = colours(f".k-{kind}")

    assert contrast(kinds["kt"], kinds["k"]) >= WORDS, f"Words on .k-{kind} are under {WORDS}:1."


def test_words_on_the_dark_head_of_making_stand_out():
    head = colours(":root[data-theme=dark] :is(.head, .ticket).k-make")

    assert contrast(head["kt"], head["k"]) >= WORDS


def test_every_kind_with_colours_is_measured():
    assert set(re.findall(r"\.k-(\w+) \{", CSS)) == set(KINDS), "Add the new kind to KINDS here."


def test_the_dark_of_the_device_and_of_the_footer_are_one():
    device, chosen = ":root:not([data-theme=light])", ":root[data-theme=dark]"

    assert colours(device) == colours(chosen), "Change both dark rules of public.css together."


def test_every_colour_named_in_light_has_its_dark():
    constant = {"foot-t"}

    assert set(LIGHT) - set(colours(":root[data-theme=dark]")) == constant
