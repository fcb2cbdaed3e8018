"""The real site as a process of its own, for tests that need a browser, or its death."""

import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request

from app.config import ROOT
from tests.support.once import folder

SECONDS_TO_START = 60
SECONDS_TO_STOP = 20
SECONDS_TO_END = 10  # and then it is killed: see STOP_SECONDS in ./dev


class Server:
    """Granian serving the app on a port of its own, until `stop()` or the end of `with`.

    `environment` overrides the settings: Server(address, WORKER="thread", SMTP_URL=...).
    """

    def __init__(self, database_address, **environment):
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = folder() / f"server-{self.port}.log"
        says = {"DATABASE_URL": database_address, "DATA_DIR": str(folder()), "DEMO": "1"}
        says |= {"SECRET_KEY": "only for tests", "SITE_URL": self.url, "PORT": str(self.port)}
        says |= {"GRANIAN_WORKERS_KILL_TIMEOUT": str(SECONDS_TO_END), "PYTHONFAULTHANDLER": "1"}
        self.environment = {**os.environ, **says, **environment}
        self.process = None

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()

    def start(self):
        """Serve, and come back when the first page can be had. Raises with the log if it cannot."""
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
        command += ["--port", str(self.port), "--blocking-threads", "2", "wsgi:app"]
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                command,
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,  # so that kill() reaches its children with it
            )
        for _ in range(SECONDS_TO_START * 10):
            if self._is_up():
                return
            if self._ended_within(0.1):
                break
        raise RuntimeError(f"The server did not start:\n{self.log.read_text()}")

    def stop(self):
        """Ask it to end, as a machine that shuts down would, and wait until it has."""
        self.process.terminate()
        if not self._ended_within(SECONDS_TO_STOP):
            for pid in self.children():
                os.kill(pid, signal.SIGABRT)  # it writes down where each of its threads is
            if not self._ended_within(1):
                self.kill()
            raise RuntimeError(f"The server did not stop when asked:\n{self.log.read_text()}")

    def wait(self):
        """Until it has ended by itself."""
        if not self._ended_within(SECONDS_TO_STOP):
            self.kill()
            raise RuntimeError(f"The server did not end by itself:\n{self.log.read_text()}")

    def kill(self):
        """End it at once, as a power cut would: its children too."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def children(self):
        """The processes that answer; the server's own only looks after them."""
        asked = ["ps", "-o", "pid=", "--ppid", str(self.process.pid)]
        found = subprocess.run(asked, capture_output=True, text=True)
        return [int(pid) for pid in found.stdout.split()]

    def _is_up(self):
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=5) as answer:
                return answer.status == 200
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False

    def _ended_within(self, seconds):
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        return True


def _free_port():
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]
