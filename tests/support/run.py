"""The run as a whole: where it begins and ends, and which tests run on which database."""

import signal

from tests.support import databases, once, postgres


def pytest_addoption(parser):
    parser.addoption("--databases", default=",".join(databases.KINDS), help="sqlite,postgresql")


def pytest_configure(config):
    config.is_first_process = once.begin()
    if config.is_first_process:  # a run that is told to stop tidies up as one that ends does
        signal.signal(signal.SIGTERM, signal.default_int_handler)


def pytest_unconfigure(config):
    if config.is_first_process:
        postgres.stop()
        once.end()


def pytest_generate_tests(metafunc):
    """A test that asks for the app, or whose file makes rows, runs once on each database."""
    makes_rows = any(
        getattr(thing, "__module__", "") == "tests.factories"
        for thing in vars(metafunc.module).values()
    )
    if makes_rows and "database_kind" not in metafunc.fixturenames:
        metafunc.fixturenames.append("database_kind")
    if "database_kind" in metafunc.fixturenames:
        kinds = metafunc.config.getoption("--databases").split(",")
        metafunc.parametrize("database_kind", kinds, scope="session")
