"""Services flush; whoever was asked from outside commits."""

import ast
import re

from app.config import ROOT
from tests.conventions.building import files, for_each, name

HOLDS = re.compile(r"\.values\(\s*(\w+)=\w+\.\1\s*[,)]")
"""An UPDATE that writes what is there: how a row is held."""
COMMITS = {"views", "demo_views", "cli", "worker"}
"""Files, or folders of them, where a request, a command or a job ends."""


@for_each(files("*.py", within=ROOT / "app"))
def test_only_views_and_commands_commit(path):
    if COMMITS & {path.stem, path.parent.name}:
        return
    lines = [
        node.lineno
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and node.attr == "commit"
        if "session" in ast.unparse(node.value)
    ]
    assert not lines, f"{name(path)}:{lines} commits; flush, and let the view commit"


@for_each(files("*.py", within=ROOT / "app"))
def test_rows_are_held_in_one_way(path):
    assert not HOLDS.search(path.read_text()), f"{name(path)} holds a row: use shared/holding.py"
