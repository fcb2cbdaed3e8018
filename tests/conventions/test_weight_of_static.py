"""What every first view pays for stays small, ours, and silent about the reader."""

import gzip
import hashlib
import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[2] / "static"
TEMPLATES = STATIC.parent / "templates"
OWN = ("css/public.css", "css/print.css", "js/app.js", "img/sprite.svg", "img/icon.svg")
FIRST_VIEW = (*OWN, "js/htmx.min.js")
BUDGET = 32_000
"""Bytes of the files of a first view as gzip sends them: 45 kB less the page and the headers."""
APP_JS = 3_700


def read(path: str) -> str:
    return (STATIC / path).read_text()


def test_the_files_of_a_first_view_stay_within_their_budget():
    sizes = {path: len(gzip.compress((STATIC / path).read_bytes(), 9)) for path in FIRST_VIEW}

    assert sum(sizes.values()) <= BUDGET, f"Over {BUDGET} bytes: {sizes}. Cut, or send it later."


def test_our_own_script_stays_small_and_never_evaluates_text():
    script = read("js/app.js")

    assert len(script.encode()) <= APP_JS, "app.js is only for what HTML and htmx cannot do."
    assert not re.search(
        r"\beval\b|new Function|innerHTML|insertAdjacentHTML|document\.write", script
    )


def test_htmx_is_the_released_file_unchanged():
    digest = hashlib.sha256((STATIC / "js/htmx.min.js").read_bytes()).hexdigest()

    assert digest in read("js/README"), "Vendor a released file, and write its sha256 in js/README."


@pytest.mark.parametrize("script", ["js/htmx.min.js", "js/app.js"])
def test_no_script_keeps_addresses_in_web_storage(script):
    assert not re.search(r"localStorage|sessionStorage|indexedDB", read(script))


@pytest.mark.parametrize("path", [*OWN, "css/team.css", "css/volunteer.css"])
def test_nothing_of_ours_asks_another_host(path):
    addresses = set(re.findall(r"(?:https?:)?//[\w.-]+\.\w+", read(path)))

    assert addresses <= {"http://www.w3.org"}, f"{path} names {addresses}"


def test_every_picture_a_template_names_is_in_the_sprite():
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', read("img/sprite.svg")))
    text = "".join(page.read_text() for page in TEMPLATES.rglob("*.html"))
    named = set(re.findall(r"[\"'](i-[a-z0-9]+)[\"']", text))

    assert named <= drawn, f"Draw {named - drawn} in img/sprite.svg."


def test_every_class_of_a_component_has_a_rule():
    rules = set(
        re.findall(
            r"\.([a-zA-Z][\w-]*)",
            read("css/public.css") + read("css/team.css") + read("css/volunteer.css"),
        )
    )
    plain = {"plain", "choices", "foot-end", "no", "flash"}
    used = set()
    for page in (TEMPLATES / "components").glob("*.html"):
        for value in re.findall(r'class="([^"{]*)"', page.read_text()):
            used |= set(value.split())

    assert used - rules - plain == set(), "Write the rule, or take the class away."
