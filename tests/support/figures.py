"""Writes what the faults showed into bench/FAULTS.md. `./dev faults` asks for it, nothing else."""

import os
import platform
import time

import pytest

from app.config import ROOT
from app.shared.database import utcnow

REPORT = ROOT / "bench" / "FAULTS.md"
_TITLE = """# What broke, and what held

Written by `./dev faults` on {day}, in {minutes} minutes on a machine with {cores} cores and Python
{python}: the tests in `tests/faults/` and `tests/bookings/test_machine.py`, for longer than
`./dev test` has time for.
"""

_reports = []
_began = time.monotonic()


def pytest_runtest_logreport(report):
    if report.when == "call" or report.outcome != "passed":
        _reports.append(report)


def pytest_sessionfinish(exitstatus):
    if exitstatus not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
        return  # cut short: the figures of the last whole run stay
    minutes = round((time.monotonic() - _began) / 60)
    facts = {"day": f"{utcnow():%Y-%m-%d}", "cores": os.cpu_count(), "minutes": minutes}
    pages = [_TITLE.format(**facts, python=platform.python_version())]
    pages += [_section(report) for report in _reports if report.when == "call"]
    failed = [report.nodeid for report in _reports if report.outcome != "passed"]
    pages.append(f"{len(_reports) - len(failed)} held, {len(failed)} did not.\n")
    REPORT.write_text("\n".join(pages))


def _section(report):
    name = report.nodeid.rpartition("::")[2].removeprefix("test_").replace("_", " ")
    held = "held" if report.outcome == "passed" else "DID NOT HOLD"
    lines = [f"## {name[0].upper()}{name[1:]}\n", f"- {held}, in {report.duration:.0f} s"]
    lines += [f"- {what}: {said}" for what, said in report.user_properties]
    return "\n".join([*lines, ""])
