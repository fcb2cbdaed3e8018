"""Habits of every file: documented, finished, and at home on any machine."""

import ast
import re
import tomllib

from app.config import ROOT
from tests.conventions.building import files, for_each, name, text_files

RULES = {"services", "queries", "permissions", "parts", "shared"}
DOCUMENTED = [
    path for path in files("*.py", within=ROOT / "app") if RULES & {path.stem, *path.parts}
]
TYPED = [path for path in DOCUMENTED if path.name != "__init__.py"]
RUN_LOCK, TEST_LOCK = ROOT / "requirements.txt", ROOT / "tests" / "requirements.txt"
# Written in two pieces so that this file does not find itself.
UNFINISHED = "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X", "NotImplemented" + "Error"))
OF_ONE_MACHINE = r"/(?:home|Users|root|work|mnt)/\w|[A-Z]:\\\w"
OF_ONE_REGISTRY = "|".join(
    ("pypi" + r"\.org", "pythonhosted" + r"\.org", "npmjs" + r"\.(?:org|com)")
)
TESTS = files("*.py", within=ROOT / "tests")
# A deadline to wait until is none: only what a thing took.
A_CLOCK = r"\bassert\b.*\b(?:process_time|monotonic|perf_counter)\(\) - "
WRITTEN = [path for path in text_files() if path.stem not in ("htmx.min", "uk_sectors")]


@for_each(DOCUMENTED)
def test_every_public_function_says_what_it_promises(path):
    silent = [
        f"{node.name} (line {node.lineno})"
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.FunctionDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert not silent, (
        f"{name(path)}: {', '.join(silent)}: one line on what it promises and how it refuses"
    )


@for_each(TYPED)
def test_every_rule_has_types(path):
    untyped = [
        f"{node.name} (line {node.lineno})"
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef) and node.returns is None
    ]
    assert not untyped, f"{name(path)}: {', '.join(untyped)}: give it types"


@for_each(WRITTEN)
def test_nothing_is_left_for_later(path):
    found = re.search(rf"\b(?:{UNFINISHED})\b", path.read_text())

    assert not found, f"{name(path)}: {found[0]}: do it, or write an issue"


@for_each(TESTS)
def test_no_test_asks_a_clock(path):
    found = re.search(A_CLOCK, path.read_text())

    assert not found, f"{name(path)}: {found[0]}: count steps, queries or bytes; time it in bench/"


@for_each(WRITTEN)
def test_nothing_belongs_to_one_machine(path):
    for number, line in enumerate(path.read_text().splitlines(), start=1):
        found = re.search(f"{OF_ONE_MACHINE}|{OF_ONE_REGISTRY}", line)
        assert not found, f"{name(path)}:{number}: {found[0]}: this is only so on your machine"


@for_each([RUN_LOCK, TEST_LOCK])
def test_locks_hold_hashes_and_no_address(path):
    text = path.read_text()
    pinned = re.findall(r"^[\w.-]+(?:\[[\w,-]+\])?==\S+.*?(?=^\S|\Z)", text, re.M | re.S)

    assert pinned, f"{name(path)} is empty: ./dev lock"
    assert not re.search(r"://|^\s*-", text.replace("\n    --hash", ""), re.M), (
        f"{name(path)} names an address or an option: ./dev lock writes it without"
    )
    unhashed = [entry.split()[0] for entry in pinned if "--hash=sha256:" not in entry]
    assert not unhashed, f"{name(path)}: {unhashed} have no hash: ./dev lock"


def test_the_test_lock_holds_the_run_lock():
    pins = [
        dict(re.findall(r"^([\w.-]+)(?:\[.*?\])?==(\S+)", path.read_text(), re.M))
        for path in (RUN_LOCK, TEST_LOCK)
    ]

    different = {name for name, version in pins[0].items() if pins[1].get(name) != version}

    assert not different, f"{different} differ between the two locks: ./dev lock"


def test_the_lock_holds_what_is_asked_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    asked = {*project["project"]["dependencies"]}
    dev = {*project["dependency-groups"]["dev"]}
    for wanted, path in ((asked, RUN_LOCK), (asked | dev, TEST_LOCK)):
        locked = set(re.findall(r"^([\w.-]+)", path.read_text(), re.M))
        missing = {re.match(r"[\w.-]+", one)[0].lower() for one in wanted} - locked
        assert not missing, f"{name(path)} lacks {missing}: ./dev lock"
