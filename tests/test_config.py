"""What the app makes of its environment."""

import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from app.config import Settings


@pytest.fixture
def taking_turns_often():
    """Threads that interrupt each other between nearly any two steps, as processes do."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


@pytest.mark.parametrize("folder", range(30))
def test_processes_that_start_together_share_one_secret(tmp_path, folder, taking_turns_often):
    together = 8
    start = Barrier(together)

    def secret(_):
        start.wait(timeout=30)
        return Settings(data_dir=tmp_path).for_flask()["SECRET_KEY"]

    with ThreadPoolExecutor(together) as pool:
        secrets = set(pool.map(secret, range(together)))

    assert [len(each) for each in secrets] == [64]
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0


def test_a_folder_that_we_make_is_its_owners_alone(tmp_path):
    """Who booked what is in the database that lies there."""
    Settings(data_dir=tmp_path / "var").for_flask()

    assert (tmp_path / "var").stat().st_mode & 0o077 == 0
