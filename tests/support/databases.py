"""Migrated databases of both kinds, made once a run and copied for whoever needs one."""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from functools import cache

from flask_migrate import upgrade
from sqlalchemy import text
from sqlalchemy.engine import make_url

from app import create_app
from app.config import ROOT, Settings
from app.shared.database import db
from tests.support import postgres
from tests.support.missing import cannot_run_without
from tests.support.once import folder, once, quick_folder

KINDS = ("sqlite", "postgresql")


def test_settings(address, **says):
    """Settings of an app for tests: it never touches anything outside the run's folder."""
    defaults = {"data_dir": folder(), "secret_key": "only for tests", "worker": "off", "demo": True}
    defaults["keep_pages"] = False  # so that a page asked for twice is made twice
    return Settings(**{"database_url": address, **defaults, **says})


def empty_database(kind, name):
    """The address of a new database with every table and no row."""
    if kind == "sqlite":
        return _sqlite(name, template=once("template-sqlite", _migrate_sqlite))
    try:
        return postgres.create_database(name, template=once("template-pg", _migrate_postgresql))
    except postgres.NoPostgres as problem:
        return cannot_run_without("postgresql", problem)


def demo_database(kind, name):
    """The address of a new database with the whole demonstration in it."""
    if kind == "sqlite":
        return _sqlite(name, template=once("demo-sqlite", lambda: _load_demo(kind, "demo_sqlite")))
    template = once("demo-pg", lambda: _load_demo(kind, "demo_pg"))
    return postgres.create_database(name, make_url(template).database)


def bare_database(kind, name):
    """The address of a new database that was never migrated."""
    if kind == "sqlite":
        return f"sqlite:///{quick_folder() / name}.db"
    try:
        return postgres.create_database(name)
    except postgres.NoPostgres as problem:
        return cannot_run_without("postgresql", problem)


def migrate(address):
    """Give the database at `address` all its tables."""
    app = create_app(test_settings(address))
    with app.app_context():
        upgrade()
        db.engine.dispose()  # a database that someone is connected to cannot be copied
    return address


class AsItWas:
    """A SQLite database as it was when this was made."""

    def __init__(self, address):
        self._path = make_url(address).database
        self._kept = f"{self._path}.kept"
        _copy_rows(self._path, self._kept)

    def put_back(self):
        """All of it, in one transaction: under a site that is up, too."""
        _copy_rows(self._kept, self._path)


def _copy_rows(source, target):
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


def delete_rows():
    """Empty every table that holds anything, in one question and only the deletes it takes."""
    names = db.session.scalars(_filled())
    for name in sorted(names, key=_last_first().index):
        db.session.execute(text(f"DELETE FROM {name}"))
    db.session.commit()


@cache
def _filled():
    """The names of the tables that hold anything. As text: to build it takes longer than it."""
    asked = (f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {name})" for name in _last_first())
    return text(" UNION ALL ".join(asked))


@cache
def _last_first():
    """Every table before those it refers to."""
    return [table.name for table in reversed(db.metadata.sorted_tables)]


def _sqlite(name, template):
    path = quick_folder() / f"{name}.db"
    shutil.copyfile(make_url(template).database, path)
    return f"sqlite:///{path}"


def _migrate_sqlite():
    return migrate(bare_database("sqlite", "template"))


def _migrate_postgresql():
    migrate(postgres.create_database("template_migrated"))
    return "template_migrated"


def _load_demo(kind, name):
    address = empty_database(kind, name)
    environment = {**os.environ, "DATABASE_URL": address, "DEMO": "1", "WORKER": "off"}
    environment |= {"DATA_DIR": str(folder()), "SECRET_KEY": "only for tests"}
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "demo", "--if-empty"]
    subprocess.run(command, check=True, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    return address
