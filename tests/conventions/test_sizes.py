"""Small files are read; long files are scrolled past."""

from app.config import ROOT
from tests.conventions.building import files, for_each, name

LIMITS = {"app": ("*.py", 250), "templates": ("*.html", 120), "tests": ("*.py", 400)}
LIMITS |= {"demo": ("*.py", 250), "bench": ("*.py", 250)}
FILES = [
    (path, limit)
    for folder, (pattern, limit) in LIMITS.items()
    for path in files(pattern, within=ROOT / folder)
]


@for_each(FILES)
def test_a_file_fits_in_the_head(file):
    path, limit = file
    lines = len(path.read_text().splitlines())

    assert lines <= limit, (
        f"{name(path)} has {lines} lines (limit {limit}): split it by noun, not by number"
    )


def test_conftest_stays_small():
    lines = len((ROOT / "tests" / "conftest.py").read_text().splitlines())

    assert lines <= 120, f"tests/conftest.py has {lines} lines: put support in tests/support"
