"""Words people read: plain, warm, British, and never a label."""

import ast
import re

from app.config import ROOT
from tests.conventions.building import files, for_each, name, templates, words_of

INSTEAD = {
    r"addicts?|alcoholics?|junkies?|ex-users?|patients?|clients?": "person, people",
    r"service users?|end users?|users?": "people",
    r"substance (?:ab|mis)use|abusers?|misuse[ds]?|drug abuse": "drug use, drinking, using",
    r"relaps\w+|lapsed?": "a hard time, starting again",
    r"rejected|rejection": "not this time",
    r"no-shows?|DNA|did not attend": "did not come",
    r"hard to reach|vulnerable": "people we have not reached yet",
    r"dry|clean time|sober (?:for )?\d+": "alcohol-free",
    r"substitute|script": "medication",
    r"invalid|illegal|forbidden": "say what to do instead",
    r"click here|learn more|read more": "say where the link leads",
}
PRESSED = r"Submit|OK|Yes|No|Confirm|Continue"
"""Never on a button: it says what happens (product words: Book my place, Show results)."""
HARSH = r"addict\w*|alcoholics?|junkies?|relaps\w+|service users?|no-shows?|hard to reach"
# ORGANIZER in calendars, organizer and "Organization" in schema.org are other people's words.
AMERICAN = {
    r"(?<![\"'])organiz(?!er\b)\w*": "organis-",
    r"(?:recogn|apolog|real|summar|minim|maxim|emphas|prior)iz\w+": "-is-",
    r"favorites?|behaviors?|neighbors?|neighborhoods?|honors?|labors?": "-our",
    r"cancel(?:ed|ing)|travel(?:ed|ing|er)s?|label(?:ed|ing)": "double l",
    r"centers?": "centre",
    r"grays?": "grey",
    r"enroll?ments?|fulfillment": "one l",
    r"catalogs?|dialogs?": "-ogue",
}
TELLING = r"recover\w*|sober|addict\w*|alcohol\w*|drugs?|peer support"
READ = [*templates("*.html"), *templates("*.txt")]
PROSE = [*READ, *files("*.py", within=ROOT / "app"), *files("*.md", "*.txt", within=ROOT / "docs")]


@for_each(READ)
def test_nobody_is_labelled_or_talked_down_to(path):
    words = words_of(path)

    for pattern, instead in INSTEAD.items():
        found = re.search(rf"(?<![\w-])(?:{pattern})(?![\w-])", words, re.I)
        assert not found, f"{name(path)}: “{found[0]}”: better: {instead}"
    assert "!" not in words, f"{name(path)}: no exclamation marks"


@for_each(READ)
def test_buttons_say_what_they_do(path):
    text = path.read_text()
    found = re.search(rf">\s*({PRESSED})\s*</(?:a|button)>|button\(\s*[\"']({PRESSED})[\"']", text)

    assert not found, f"{name(path)}: {found[0]}: say what happens when it is pressed"


@for_each(files("*.py", within=ROOT / "app"))
def test_rules_and_errors_label_nobody(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found = re.search(rf"\b(?:{HARSH})\b", node.value, re.I)
            assert not found, f"{name(path)}:{node.lineno}: “{found[0]}” is a label"


@for_each(PROSE)
def test_spelling_is_british(path):
    text = path.read_text() if path.suffix == ".py" else words_of(path)

    for pattern, british in AMERICAN.items():
        found = re.search(rf"\b(?:{pattern})\b", text, re.I)
        assert not found, f"{name(path)}: {found[0]}: we write {british}"


@for_each(templates("*.html"))
def test_titles_give_nothing_away(path):
    for block in re.findall(
        r"{%-?\s*block (?:title|subject|discreet_subject)\b.*?%}(.*?){%-?\s*endblock",
        path.read_text(),
        re.S,
    ):
        found = re.search(
            rf"\b(?:{TELLING})\b|\b(?:event|organisation|venue)\.(?:title|name)\b", block, re.I
        )
        assert not found, (
            f"{name(path)}: “{found[0]}” in a title is seen over a shoulder and kept in history; "
            "use neutral_title or neutral_name"
        )
