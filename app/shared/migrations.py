"""Where Flask-Migrate finds the migrations, for those who ask it."""

import os
import sys

from flask import Flask

from app.config import ROOT
from app.shared.database import db


def init_app(app: Flask) -> None:
    """Give the `flask` command, and whoever else has loaded Flask-Migrate, the folder it needs.

    A server never asks for it, and Alembic would add 11 MiB to each of its workers.
    """
    is_command = os.environ.get("FLASK_RUN_FROM_CLI") == "true"  # Flask's own sign of it
    if is_command or "flask_migrate" in sys.modules:
        from flask_migrate import Migrate

        Migrate(app, db, directory=ROOT / "migrations", render_as_batch=True)
