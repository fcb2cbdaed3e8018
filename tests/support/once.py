"""Things that a whole test run makes once, whichever of its processes comes first."""

import contextlib
import fcntl
import os
import shutil
import tempfile
from pathlib import Path

FOLDER = "ALONGSIDE_TEST_RUN"
"""The environment variable that tells the run's processes where its folder is."""
MEMORY = Path("/dev/shm")
ENOUGH = 512 * 1024 * 1024  # bytes


def begin():
    """Make the run's folder. Called by the first process only; the others inherit it."""
    if FOLDER in os.environ:
        return False
    # Short: a Unix socket below it may have a path of 107 bytes.
    os.environ[FOLDER] = tempfile.mkdtemp(prefix="alongside-", dir="/tmp")
    folder().chmod(0o711)  # the database server may run as another user and must pass through
    with contextlib.suppress(OSError):
        if shutil.disk_usage(MEMORY).free >= ENOUGH:
            (MEMORY / folder().name).mkdir(mode=0o700)
    return True


def end():
    """Remove the run's folder and all in it."""
    shutil.rmtree(MEMORY / folder().name, ignore_errors=True)
    shutil.rmtree(folder(), ignore_errors=True)
    del os.environ[FOLDER]


def folder():
    """The run's own folder."""
    return Path(os.environ[FOLDER])


def quick_folder():
    """In memory where there is room: our SQLite waits for the disk at each commit, as it should."""
    quick = MEMORY / folder().name
    return quick if quick.is_dir() else folder()


@contextlib.contextmanager
def locked(path):
    """Hold `path` against the run's other processes, and other runs."""
    with open(path, "w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def once(name, make):
    """What `make()` answers, a text, made by one process and remembered for all."""
    answer = folder() / name
    with locked(folder() / f"{name}.lock"):
        if not answer.exists():
            answer.write_text(make())
    return answer.read_text()
