"""Habits of templates: parts, forms that work without JavaScript, nothing inline."""

import re
from html.parser import HTMLParser

from app.config import ROOT
from tests.conventions.building import (
    PIECES,
    TEMPLATES,
    app,
    floors,
    for_each,
    name,
    tags,
    templates,
)

ALL = templates()
PARTS = [
    path
    for path in ALL
    if path.name.startswith("_")
    and path.relative_to(TEMPLATES).parts[0] in floors()
    and "email" not in path.parts
]
PAGES = [
    path
    for path in ALL
    if not path.name.startswith("_") and not PIECES & set(path.relative_to(TEMPLATES).parts)
]
EMPTY = {"br", "col", "hr", "img", "input", "link", "meta", "source", "use", "wbr"}
every_template = for_each(ALL)
every_page = for_each(PAGES)
every_part = for_each(PARTS)


@for_each([*ALL, *templates("*.txt"), *templates("*.xml")])
def test_template_compiles(path):
    app().jinja_env.get_template(str(path.relative_to(TEMPLATES)))


@every_page
def test_page_is_named_after_its_view(path):
    room, page = path.parent.name, path.stem

    assert f"{room}.{page}" in app().view_functions, (
        f"{name(path)}: no view is called {room}.{page}. Pages take their view's name"
    )


@every_part
def test_part_is_one_element_named_after_its_file(path):
    wanted = path.stem.removeprefix("_").replace("_", "-")
    outermost = _outermost(path)

    assert outermost, f"{name(path)} is empty"
    for tag, given in outermost:
        said = given.get("id", "")
        assert said == wanted or said.startswith(f"{wanted}-"), (
            f"{name(path)}: its outermost <{tag}> should have id={wanted!r} (a row or card that "
            f"repeats adds the record's id), so that htmx can swap it"
        )


@every_part
def test_part_says_what_it_takes(path):
    assert path.read_text().startswith("{#"), (
        f"{name(path)}: say in its first line, in a comment, what it takes and from where"
    )


@every_template
def test_forms_work_without_javascript(path):
    for tag in tags(path):
        where = f"{name(path)}:{tag.line}: <{tag.name}>"
        for verb in ("put", "patch", "delete"):
            assert f"hx-{verb}" not in tag.given, f"{where}: HTML forms only GET and POST"
        if "hx-post" in tag.given:
            assert tag.name == "form", f"{where}: only a <form> may hx-post"
            assert tag.given.get("action") == tag.given["hx-post"], (
                f"{where}: a form's action must equal its hx-post"
            )
            assert tag.given.get("method", "").lower() == "post", f"{where}: add method='post'"
        if "hx-get" in tag.given:
            _check_get(tag, where)


@every_template
def test_nothing_is_inline(path):
    for tag in tags(path):
        where = f"{name(path)}:{tag.line}: <{tag.name}>"
        if not _is_mail(path):  # a mail has no stylesheet but its own
            assert tag.name != "style", f"{where}: put it in static/css"
            assert "style" not in tag.given, f"{where}: the content policy drops it; use a class"
        if tag.name == "script":
            is_data = tag.given.get("type") == "application/ld+json"
            assert is_data or "src" in tag.given, f"{where}: put it in static/js"
        for attribute, value in tag.given.items():
            assert not attribute.startswith(("on", "hx-on")), (
                f"{where}: {attribute} is blocked by the content policy; listen in static/js/app.js"
            )
            assert "javascript:" not in value, f"{where}: {attribute} is blocked"
        # `from:select[name=places]` names another element; `click[shiftKey]` would be a filter.
        trigger = re.sub(r"\b(?:from|target):.*?(?=,|$)", "", tag.given.get("hx-trigger", ""))
        assert not re.search(r"\[|\bjs:", trigger), (
            f"{where}: trigger filters need eval, which the content policy blocks"
        )
        assert not tag.given.get("hx-vals", "").lstrip().startswith("js"), f"{where}: blocked"
        assert "hx-boost" not in tag.given, f"{where}: links and forms already work; no hx-boost"


@every_template
def test_nothing_comes_from_another_host(path):
    if _is_mail(path):
        return
    for tag in tags(path):
        loads = {"src", "srcset", "data", "poster"} | ({"href"} if tag.name == "link" else set())
        for attribute in loads & tag.given.keys():
            assert not re.match(r"(https?:)?//", tag.given[attribute]), (
                f"{name(path)}:{tag.line}: {tag.given[attribute]}: keep a copy in static/"
            )


@every_template
def test_labels_are_drawn_in_one_place(path):
    if "components" in path.parts:
        return
    by_hand = [tag.line for tag in tags(path) if tag.name == "label"]

    assert not by_hand, f"{name(path)}:{by_hand}: draw fields with a macro of components/"


@every_template
def test_templates_neither_trust_nor_format(path):
    text = path.read_text()

    for pattern, instead in {
        r"\|\s*safe\b": "make it Markup where it is cleaned (shared/formatting.py)",
        r"autoescape false": "escape what people typed",
        r"\bstrftime\b": "use a filter of shared/formatting.py",
        r"\bcurrent_user\.(?!is_authenticated)\w+\(": "ask a permission in the view",
    }.items():
        found = re.search(pattern, text)
        assert not found, f"{name(path)}: {found[0]}: {instead}"


@for_each(templates(within="components"))
def test_a_component_is_a_macro_of_the_same_name(path):
    macros = re.findall(r"{%-?\s*macro\s+(\w+)", path.read_text())

    assert path.stem in macros, f"{name(path)}: name its macro {path.stem}"


def test_every_folder_of_templates_is_a_room():
    folders = {path.name for path in TEMPLATES.iterdir() if path.is_dir()} - PIECES
    rooms = {path.parent.name for path in (ROOT / "app").glob("*/__init__.py")} | {"demo"}

    assert folders <= rooms, f"{folders - rooms}: templates live in their room's folder"


def _is_mail(path):
    return "email" in path.parts or path.stem == "email"


def _check_get(tag, where):
    if tag.name == "a":
        assert tag.given.get("href") == tag.given["hx-get"], (
            f"{where}: keep href the same as hx-get, so that it works without JavaScript"
        )
    elif tag.name == "form":
        assert tag.given.get("action") == tag.given["hx-get"], (
            f"{where}: a form's action must equal its hx-get"
        )
    else:
        # A part may look again by itself: in time, when seen, or when another field changes.
        trigger = tag.given.get("hx-trigger", "")
        assert re.search(r"\b(every|load|revealed|intersect|from:)", trigger), (
            f"{where}: only <a> and <form> may hx-get when used; put it on one of them"
        )


def _outermost(path):
    reader = _Outermost()
    text = re.sub(r"\{#.*?#\}|\{%.*?%\}", "", path.read_text(), flags=re.S)
    reader.feed(re.sub(r"\{\{.*?\}\}", "0", text, flags=re.S))
    return reader.found


class _Outermost(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found, self.depth = [], 0

    def handle_starttag(self, tag, attributes):
        if self.depth == 0:
            self.found.append((tag, {key: value or "" for key, value in attributes}))
        self.depth += tag not in EMPTY

    def handle_startendtag(self, tag, attributes):
        if self.depth == 0:
            self.found.append((tag, {key: value or "" for key, value in attributes}))

    def handle_endtag(self, tag):
        self.depth -= tag not in EMPTY

    def handle_data(self, text):
        if self.depth == 0 and text.strip():
            self.found.append(("text", {}))
