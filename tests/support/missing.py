"""What this machine could not do is said loudly at the end, and is not a pass.

`ALLOW_MISSING=postgresql,browser ./dev test` accepts it.
"""

import os

import pytest

MARK = "cannot run here without "

_missing: dict[str, str] = {}
_skipped: dict[str, int] = {}


def cannot_run_without(what, why):
    """Skip this test because the machine lacks `what`; the run as a whole then fails."""
    pytest.skip(f"{MARK}{what}: {why}")


def pytest_runtest_logreport(report):
    if report.skipped and isinstance(report.longrepr, tuple):
        _path, _line, words = report.longrepr
        if MARK in words:
            what, _, why = words.split(MARK, 1)[1].partition(": ")
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
