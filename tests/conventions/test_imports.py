"""A server loads what it serves with. Each of these would be in the memory of every worker."""

import os
import subprocess
import sys

from app.config import ROOT

NOT_NEEDED = ("alembic", "flask_migrate", "rich.console", "hypothesis", "pytest", "psycopg")

LOAD = f"import sys, wsgi; print(*(name for name in {NOT_NEEDED} if name in sys.modules))"


def run(folder, *words):
    says = {"DATA_DIR": str(folder), "WORKER": "off", "DATABASE_URL": "", "SECRET_KEY": "a secret"}
    environment = os.environ | says | {"FLASK_RUN_FROM_CLI": "false"}
    command = [sys.executable, *words]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)
    return done.stdout.decode().strip()


def test_a_server_loads_nothing_that_it_does_not_use(tmp_path):
    assert run(tmp_path, "-c", LOAD) == "", "import it in the function that needs it"


def test_the_flask_command_still_finds_the_migrations(tmp_path):
    newest = (ROOT / "migrations" / "current_head.txt").read_text().strip()

    assert run(tmp_path, "-m", "flask", "--app", "wsgi", "db", "heads") == f"{newest} (head)"
