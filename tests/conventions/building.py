"""The building as the inspector sees it: its app, its files, its floors, its templates' tags."""

import os
import re
import tomllib
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

from app import create_app
from app.config import ROOT
from tests.support.databases import test_settings
from tests.support.once import folder

TEMPLATES = ROOT / "templates"
UNSEEN_FOLDERS = {"__pycache__", "node_modules", "var", "test-results"}
TEXT = {".py", ".html", ".txt", ".md", ".toml", ".css", ".js", ".json", ".ini", ".mako", ".svg", ""}
PIECES = {"layouts", "components", "errors", "email"}
"""Folders of templates that are neither pages nor parts."""


@cache
def app():
    """The app with every room open. Nothing here asks its database anything."""
    return create_app(test_settings(f"sqlite:///{folder()}/inspector.db"))


def rules():
    """Every address of the app but the static files'."""
    return [rule for rule in app().url_map.iter_rules() if rule.endpoint != "static"]


def files(*patterns, within=ROOT):
    """The project's own files of these names, in order."""
    found = []
    for inside, below, names in os.walk(within):
        below[:] = [name for name in below if _is_ours(name)]
        mine = (name for name in names if any(fnmatch(name, pattern) for pattern in patterns))
        found += [Path(inside, name) for name in mine if _is_ours(name)]
    return sorted(found)


def text_files():
    """Every file of ours that people read or write."""
    return [path for path in files("*") if path.suffix in TEXT]


def templates(pattern="*.html", within=""):
    """Every template of this name, or those of one folder."""
    return files(pattern, within=TEMPLATES / within)


def name(path):
    """How a failure names a file."""
    return str(path.relative_to(ROOT)) if isinstance(path, Path) else str(path)


def floors():
    """The rooms from the ground up, as pyproject.toml gives them to import-linter."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    return {
        room.strip(" ()"): floor
        for floor, layer in enumerate(reversed(layers))
        for room in layer.split("|")
    }


def for_each(things):
    """A test of one thing, run for all of them: it fails once, with what was said of each."""

    def decorate(test):
        def for_all():
            said = []
            for thing in things:
                try:
                    test(thing)
                except AssertionError as failure:
                    said.append(str(failure).split("\nassert ")[0])
            assert not said, "\n".join(said)

        for_all.__name__, for_all.__doc__ = test.__name__, test.__doc__
        return for_all

    return decorate


@dataclass
class Tag:
    """One tag of a template. What Jinja fills in stands in it as written."""

    name: str
    given: dict[str, str]
    line: int


def tags(path):
    """The tags of a template, in order."""
    text, pieces = _without_jinja(path.read_text())
    for match in re.finditer(r"<([a-zA-Z][\w-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>", text):
        given = {
            found[1]: _restored(found[2] or found[3] or "", pieces)
            for found in re.finditer(
                r"([:@\w][\w:.-]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'))?", match[2]
            )
        }
        yield Tag(match[1].lower(), given, text.count("\n", 0, match.start()) + 1)


def words_of(path):
    """What a template says to its reader: no tags, no Jinja, no quotations, no scripts."""
    text, _ = _without_jinja(path.read_text(), leave="")
    text = re.sub(r"<(blockquote|q|script|style)\b.*?</\1>", " ", text, flags=re.S)
    spoken = " ".join(re.findall(r'(?:aria-label|title|alt|placeholder|content)="([^"]*)"', text))
    return " ".join(f"{re.sub(r'<[^>]*>', ' ', text)} {spoken}".split())


def _without_jinja(text, leave="⟦{}⟧"):
    pieces = []

    def put_aside(match):
        pieces.append(match[0])
        lines = "\n" * match[0].count("\n")
        return leave.format(len(pieces) - 1) + lines

    return re.sub(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", put_aside, text, flags=re.S), pieces


def _restored(text, pieces):
    return re.sub(r"⟦(\d+)⟧\n*", lambda match: pieces[int(match[1])], text)


def _is_ours(name):
    return name == ".ci" or not (name.startswith(".") or name in UNSEEN_FOLDERS)
