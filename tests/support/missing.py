"""Saying that this machine cannot run a test. The run as a whole then fails: support/run.py."""

import pytest

MARK = "cannot run here without "


def cannot_run_without(what, why):
    """Skip this test because the machine lacks `what`."""
    pytest.skip(f"{MARK}{what}: {why}")
