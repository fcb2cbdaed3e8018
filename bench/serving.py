"""A server under measurement: two workers of one WSGI app, and what they cost."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from app.config import ROOT
from tests.support.once import folder

WORKERS = 2
SECRET = "only to measure"
SECONDS_TO_START = 60
SECONDS_TO_STOP = 20
PROC = Path("/proc")


def wait_until(happens, seconds):
    """Whether it happened within so many seconds; asked again and again until then."""
    until = time.monotonic() + seconds
    while not (happened := happens()) and time.monotonic() < until:
        time.sleep(0.02)
    return happened


class Serving:
    """Granian with `target` on a port of its own, from `with` to its end.

    `cpu_to_ready` is the CPU in seconds that the whole process tree took until the first answer.
    """

    def __init__(self, target, database_address, workers=WORKERS, **more):
        with socket.socket() as door:
            door.bind(("127.0.0.1", 0))
            self.port = door.getsockname()[1]
        self.log = folder() / f"{target.split(':')[0]}-{self.port}.log"
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
        command += ["--port", str(self.port), "--workers", str(workers)]
        self._command = [*command, "--blocking-threads", "2", "--log-level", "warning", target]
        says = {"DATABASE_URL": database_address, "DATA_DIR": str(folder()), "DEMO": "0"}
        says |= {"SECRET_KEY": SECRET, "WORKER": "off", "RATELIMIT_ENABLED": "0"}
        self._environment = {**os.environ, **says, "PORT": str(self.port), **more}
        # A server that may not keep its compiled modules compiles all of them at each start.
        self._environment.pop("PYTHONDONTWRITEBYTECODE", None)

    def __enter__(self):
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                self._command, cwd=ROOT, env=self._environment, stdout=log, stderr=log
            )
        is_up = wait_until(lambda: self._answers() or self._has_ended(), SECONDS_TO_START)
        if not is_up or self._has_ended():
            raise RuntimeError(f"The server did not start:\n{self.log.read_text()}")
        self.cpu_to_ready = self.cpu()
        return self

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            for pid in tree(self.process.pid):
                os.kill(pid, 9)
            self.process.wait()

    def cpu(self):
        """Seconds of CPU, user and system, of the whole process tree so far."""
        return cpu_of_tree(self.process.pid)

    def memory(self):
        """MiB of the largest worker: all it has in memory, and its fair part of what is shared."""
        workers = [pid for pid in tree(self.process.pid) if pid != self.process.pid]
        return tuple(
            max(_kilobytes(pid, name) for pid in workers) / 1024 for name in ("Rss", "Pss")
        )

    def _has_ended(self):
        return self.process.poll() is not None

    def _answers(self):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=5) as said:
                return said.status == 200
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False


def tree(pid):
    """The process and all that descend from it."""
    children = {}
    for stat in PROC.glob("[0-9]*/stat"):
        try:
            words = stat.read_text().rpartition(")")[2].split()
        except OSError:  # it ended since
            continue
        children.setdefault(int(words[1]), []).append(int(stat.parent.name))
    found = [pid]
    for one in found:
        found += children.get(one, [])
    return found


def cpu_of_tree(pid):
    """Seconds of CPU that the process and its descendants took, to the microsecond.

    From /proc/PID/task/*/schedstat, whose first figure is nanoseconds of user and system time;
    /proc/PID/stat counts in hundredths of a second.
    """
    return sum(_cpu(one) for one in tree(pid))


def database_cpu():
    """The same of the run's own PostgreSQL; 0 before there is one."""
    pid_file = folder() / "pg" / "data" / "postmaster.pid"
    return cpu_of_tree(int(pid_file.read_text().split()[0])) if pid_file.exists() else 0


def _cpu(pid):
    total = 0
    for task in (PROC / str(pid) / "task").glob("*/schedstat"):
        try:
            total += int(task.read_text().split()[0])
        except OSError:
            continue
    return total / 1e9


def _kilobytes(pid, name):
    text = (PROC / str(pid) / "smaps_rollup").read_text()
    return int(re.search(rf"^{name}:\s+(\d+) kB", text, re.MULTILINE)[1])
