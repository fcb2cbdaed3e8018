"""Rooms stand on floors and look down."""

from importlinter.cli import lint_imports

from app.config import ROOT
from tests.conventions.building import floors, name

FILES = {"models", "queries", "permissions", "services", "forms", "emails", "parts", "views"}
FILES |= {"__init__"}
EXTRA = {
    "bookings": {"calendar_file"},
    "opportunities": {"matching"},
    "site": {"mailbox"},
}
"""Files and folders of a room that are none of the nine, each a noun of its own."""


def test_rooms_keep_to_their_floors():
    assert lint_imports(config_filename="pyproject.toml", no_cache=True) == 0, (
        "The report above names the import that points up. Ask from the upper room, or put the "
        "idea lower"
    )


def test_rooms_have_the_same_few_file_names():
    for room in floors().keys() - {"shared"}:
        found = {path.stem for path in (ROOT / "app" / room).iterdir() if path.suffix == ".py"}
        folders = {path.name for path in (ROOT / "app" / room).glob("[a-z]*") if path.is_dir()}
        strange = (found | folders) - FILES - EXTRA.get(room, set())
        assert not strange, (
            f"app/{room} has {sorted(strange)}: what is it? See the file names in README.md"
        )


def test_every_room_says_what_it_is_for():
    for room in floors():
        path = ROOT / "app" / room / "__init__.py"
        assert path.read_text().startswith('"""'), (
            f"{name(path)}: say in one sentence what this room is for"
        )


def test_the_ground_floor_is_not_a_cellar_of_leftovers():
    words = {"utils", "util", "helpers", "helper", "common", "misc", "base", "managers", "handlers"}
    found = [
        name(path)
        for folder in ("app", "tests", "demo", "bench", "templates", "static")
        for path in (ROOT / folder).rglob("*")
        if path.stem in words
    ]
    assert not found, f"{found}: name it after the idea that is in it"
