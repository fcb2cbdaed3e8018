"""The project's one command, as far as it can be tried without setting up a second time."""

import ast
import os
import runpy
import socket
import subprocess
import sys

import pytest

from app.config import ROOT

DEV = ROOT / "dev"


def dev(*words, **says):
    return subprocess.run(
        [sys.executable, DEV, *words],
        capture_output=True,
        text=True,
        env={**os.environ, **says},
        timeout=60,
    )


@pytest.fixture
def parts(monkeypatch):
    """What `dev` is made of, in a place that is not the project's own."""
    monkeypatch.setenv("DEMO", "1")
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return runpy.run_path(str(DEV), run_name="dev")


def test_a_taken_port_is_said_in_one_line():
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        port = str(door.getsockname()[1])

        said = dev("run", PORT=port)

    assert said.returncode == 2
    assert said.stderr == f"Port {port} is taken. Choose another: PORT=8001 ./dev run\n"


def test_starting_anew_never_touches_a_database_it_was_given():
    said = dev("run", "--fresh", DATABASE_URL="postgresql://people@db/alongside", PORT="0")

    assert said.returncode == 2
    assert "--fresh only removes the demo's own file" in said.stderr


def test_starting_anew_never_touches_a_real_site():
    said = dev("run", "--fresh", DEMO="0", DATABASE_URL="", PORT="0")

    assert said.returncode == 2
    assert "--fresh only removes the demo's own file" in said.stderr


def test_starting_anew_removes_the_demo_and_nothing_else(parts, tmp_path, monkeypatch):
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    for name in ("demo.db", "demo.db-wal", "alongside.db", "secret-key"):
        (tmp_path / name).touch()

    assert parts["start_anew"]() is True

    assert sorted(path.name for path in tmp_path.iterdir()) == ["alongside.db", "secret-key"]


def test_unknown_words_show_what_there_is():
    said = dev("serve")

    assert said.returncode == 2
    for command in ("run", "test", "check", "bench", "lock"):
        assert f"./dev {command}" in said.stdout


def test_a_python_that_is_too_old_can_read_far_enough_to_say_so():
    ast.parse(DEV.read_text(), feature_version=(3, 6))


def test_packages_come_from_where_pip_is_told(parts, monkeypatch):
    monkeypatch.setenv("PIP_INDEX_URL", "https://mirror.example/simple")
    for name in ("UV_DEFAULT_INDEX", "UV_INDEX", "UV_FIND_LINKS"):
        monkeypatch.delenv(name, raising=False)

    found = parts["uv_environment"]()

    assert found["UV_DEFAULT_INDEX"] == "https://mirror.example/simple"
