"""Small files are read; long files are scrolled past."""

import pytest

from app.config import ROOT
from tests.conventions.building import files, name

LIMITS = {"app": ("*.py", 250), "templates": ("*.html", 120), "tests": ("*.py", 400)}
LIMITS |= {"demo": ("*.py", 250), "bench": ("*.py", 250)}
FILES = [
    (path, limit)
    for folder, (pattern, limit) in LIMITS.items()
    for path in files(pattern, within=ROOT / folder)
]


@pytest.mark.parametrize(("path", "limit"), FILES, ids=name)
def test_a_file_fits_in_the_head(path, limit):
    lines = len(path.read_text().splitlines())

    assert lines <= limit, (
        f"{name(path)} has {lines} lines (limit {limit}): split it by noun, not by number"
    )


def test_conftest_stays_small():
    lines = len((ROOT / "tests" / "conftest.py").read_text().splitlines())

    assert lines <= 120, f"tests/conftest.py has {lines} lines: put support in tests/support"
