"""Services flush; whoever was asked from outside commits."""

import ast

import pytest

from app.config import ROOT
from tests.conventions.building import files, name

COMMITS = {"views", "demo_views", "cli", "worker"}
"""Files, or folders of them, where a request, a command or a job ends."""


@pytest.mark.parametrize("path", files("*.py", within=ROOT / "app"), ids=name)
def test_only_views_and_commands_commit(path):
    if COMMITS & {path.stem, path.parent.name}:
        return
    lines = [
        node.lineno
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and node.attr in ("commit", "rollback")
        if "session" in ast.unparse(node.value)
    ]
    assert not lines, f"{name(path)}:{lines} ends the transaction; flush, and let the view commit"
