"""The run as a whole: its beginning and end, which tests run on which database, what was missing.

What this machine could not do is said loudly at the end, and is no pass.
`ALLOW_MISSING=postgresql,browser ./dev test` accepts it.
"""

import gc
import os
import signal

import hypothesis
import pytest

from tests.support import databases, once, postgres
from tests.support.missing import MARK

_missing: dict[str, str] = {}
_skipped: dict[str, int] = {}


def pytest_addoption(parser):
    parser.addoption("--databases", default=",".join(databases.KINDS), help="sqlite,postgresql")


def pytest_configure(config):
    # Random examples are judged by what they do, never by how long a busy machine takes.
    hypothesis.settings.register_profile("without a clock", deadline=None)
    hypothesis.settings.load_profile("without a clock")
    config.addinivalue_line(
        "markers",
        "one_database_says_it: long, and about what the app does whichever database it asks",
    )
    config.is_first_process = once.begin()
    if config.is_first_process:  # a run that is told to stop tidies up as one that ends does
        signal.signal(signal.SIGTERM, signal.default_int_handler)


def pytest_collection_finish(session):
    """What stays for the whole run need not be looked through again and again for what may go, nor
    the rest so often: it took a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def pytest_unconfigure(config):
    if config.is_first_process:
        postgres.stop()
        once.end()


def pytest_generate_tests(metafunc):
    """A test that asks for the app, or whose file makes rows, runs once on each database, unless it
    is marked `one_database_says_it`. One that visits a site makes its rows there, and says itself
    what that stands on."""
    makes_rows = any(
        getattr(thing, "__module__", "") == "tests.factories"
        for thing in vars(metafunc.module).values()
    )
    if makes_rows and not {"database_kind", "site"} & set(metafunc.fixturenames):
        metafunc.fixturenames.append("database_kind")
    if "database_kind" in metafunc.fixturenames:
        kinds = metafunc.config.getoption("--databases").split(",")
        if metafunc.definition.get_closest_marker("one_database_says_it"):
            kinds = kinds[:1]
        metafunc.parametrize("database_kind", kinds, scope="session")


def pytest_runtest_logreport(report):
    if report.skipped and isinstance(report.longrepr, tuple) and MARK in report.longrepr[2]:
        what, _, why = report.longrepr[2].split(MARK, 1)[1].partition(": ")
        _missing[what] = why
        _skipped[what] = _skipped.get(what, 0) + 1


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session, exitstatus):
    allowed = os.environ.get("ALLOW_MISSING", "").replace(" ", "").split(",")
    if exitstatus == 0 and set(_missing) - set(allowed):
        session.exitstatus = 1


def pytest_terminal_summary(terminalreporter):
    for what, why in _missing.items():
        terminalreporter.write_sep("!", f"NOT TESTED: no {what}", red=True, bold=True)
        terminalreporter.write_line(f"{_skipped[what]} tests did not run: {why}")
        terminalreporter.write_line(f"To accept that: ALLOW_MISSING={what} ./dev test")
