import os
import re
import subprocess
import sys
from dataclasses import fields, replace

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url

from app import create_app
from app.config import ROOT, Settings, SettingsError
from app.shared import doctor
from app.shared.database import db
from app.shared.doctor import Level
from tests.support import databases
from tests.support.odd import inside

STRONG = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

GOOD = Settings(
    production=True,
    secret_key=STRONG,
    badge_secret=(STRONG,),
    site_url="https://things.example",
    trusted_hosts=("things.example",),
    proxy_hops=1,
    smtp_url="smtp://user:word@mail.example:587",
    mail_from="hello@things.example",
)


def dangers(found):
    return [finding.words for finding in found if finding.level == Level.DANGER]


def test_a_good_deployment_has_nothing_wrong():
    assert doctor.examine_settings(GOOD) == []


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"secret_key": ""}, "There is no SECRET_KEY."),
        ({"secret_key": "short"}, "SECRET_KEY is shorter than 32 bytes."),
        ({"secret_key": "changeme" * 8}, "SECRET_KEY can be guessed."),
        ({"secret_key": "0" * 64}, "SECRET_KEY can be guessed."),
        ({"badge_secret": (STRONG, "short")}, "BADGE_SECRET is short or can be guessed."),
        ({"site_url": "http://things.example"}, "anyone on the way can read along"),
        ({"site_url": "http://127.0.0.1:8000"}, "anyone on the way can read along"),
        ({"debug": True}, "DEBUG shows the insides"),
        ({"demo": True}, "DEMO lets anyone sign in as anyone."),
        ({"production": False}, "without PRODUCTION"),
        ({"trusted_hosts": ("*.example",)}, "TRUSTED_HOSTS lets in any name."),
        ({"smtp_url": ""}, "mail waits and never leaves"),
        ({"smtp_url": "smtp://mail.example:25?tls=off"}, "unlocked"),
        ({"smtp_url": "mail.example"}, "SMTP_URL cannot be read."),
        ({"ratelimit_enabled": False}, "codes can be guessed"),
        ({"worker": "on"}, "WORKER is 'on'."),
    ],
)
def test_each_danger_is_said_and_refused_in_production(wrong, words):
    settings = replace(GOOD, **wrong)

    found = doctor.examine_settings(settings)
    assert any(words in danger for danger in dangers(found))
    assert all(finding.advice for finding in found)

    if settings.production:
        with pytest.raises(SettingsError, match="no way to run a site") as refused:
            create_app(settings)
        assert words in str(refused.value)


@pytest.mark.parametrize(
    ("unwise", "words"),
    [
        ({"trusted_hosts": ()}, "TRUSTED_HOSTS is empty"),
        ({"badge_secret": ()}, "badges wait to be signed"),
        ({"proxy_hops": 0}, "all visitors look like one"),
        ({"workers": 2}, "Each web process counts its own limits."),
        ({"database_url": "postgresql://db.example/site"}, "counts its own limits"),
        ({"worker": "off"}, "This process sends no mail."),
        ({"mail_from": "hello@localhost"}, "Mail comes from hello@localhost."),
    ],
)
def test_what_is_only_unwise_is_a_notice(unwise, words):
    (finding,) = doctor.examine_settings(replace(GOOD, **unwise))

    assert finding.level == Level.NOTICE
    assert words in finding.words


def test_a_mail_server_on_this_machine_may_be_plain():
    assert doctor.examine_settings(replace(GOOD, smtp_url="smtp://127.0.0.1:1025?tls=off")) == []


def test_the_demonstration_on_this_machine_is_no_danger():
    assert dangers(doctor.examine_settings(Settings(demo=True))) == []


def test_a_migrated_database_is_fine(app, settings):
    about_database = [words for words in dangers(doctor.examine(settings)) if "atabase" in words]

    assert about_database == []


def test_a_database_that_was_never_migrated_is_a_danger(database_kind, process_name):
    settings = databases.test_settings(
        databases.bare_database(database_kind, f"bare_doctor_{process_name}")
    )

    with inside(settings):
        found = dangers(doctor.examine(settings))

    assert any("stands at migration none" in words for words in found)


def test_a_database_that_forgets_is_a_danger(database_kind, settings):
    forgets = "SQLite may forget" if database_kind == "sqlite" else "synchronous_commit off"

    for is_safe in (True, False):
        with inside(settings):
            if database_kind == "sqlite":
                raw = db.engine.raw_connection()
                raw.execute(f"PRAGMA synchronous={'FULL' if is_safe else 'NORMAL'}")
                raw.close()
            else:
                db.session.execute(text(f"SET synchronous_commit = {'on' if is_safe else 'off'}"))
            found = dangers(doctor.examine(settings))

        assert any(forgets in words for words in found) is not is_safe


def test_a_database_that_is_gone_is_a_danger(tmp_path):
    settings = databases.test_settings(f"sqlite:///{tmp_path}/no-such-folder/site.db")

    with inside(settings):
        found = dangers(doctor.examine(settings))

    assert any("does not answer" in words for words in found)


def test_a_file_that_others_can_open_is_noticed(tmp_path):
    path = tmp_path / "open" / "site.db"
    path.parent.mkdir()
    path.touch()
    for folder in path.parents:
        if folder.stat().st_uid == os.getuid() and folder.is_relative_to("/tmp"):
            folder.chmod(folder.stat().st_mode | 0o001)

    path.chmod(0o644)
    assert doctor.can_be_read_by_others(path)
    path.parent.chmod(0o700)
    assert not doctor.can_be_read_by_others(path)
    path.parent.chmod(0o755)
    path.chmod(0o640)
    assert not doctor.can_be_read_by_others(path)


def run(*command, **environment):
    clean = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=clean | environment,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_the_command_says_it_in_words_and_ends_with_one(tmp_path):
    says = {"PRODUCTION": "1", "SECRET_KEY": "weak", "DATA_DIR": str(tmp_path), "WORKER": "off"}

    ended = run("-m", "flask", "--app", "wsgi", "doctor", **says)

    assert ended.returncode == 1
    assert "DANGER: SECRET_KEY is shorter than 32 bytes." in ended.stdout
    assert "openssl rand -hex 32" in ended.stdout
    assert "Traceback" not in ended.stderr
    assert "weak" not in ended.stdout


def test_the_command_ends_with_zero_where_nothing_is_dangerous(app):
    app_database = make_url(app.config["SQLALCHEMY_DATABASE_URI"])
    assert app_database.database

    ended = app.test_cli_runner().invoke(args=["doctor"])

    is_dangerous = "DANGER" in ended.output
    assert ended.exit_code == (1 if is_dangerous else 0)


def test_production_does_not_start_on_a_danger(tmp_path):
    ended = run("-c", "import wsgi", PRODUCTION="1", SECRET_KEY="weak", DATA_DIR=str(tmp_path))

    assert ended.returncode != 0
    assert "SECRET_KEY is shorter than 32 bytes." in ended.stderr


def test_every_setting_is_explained_where_operators_look():
    table = (ROOT / "docs" / "operating.md").read_text()

    told = re.findall(r"^\| `([A-Z_]+)` \|", table, re.MULTILINE)

    assert told == [known.name.upper() for known in fields(Settings)]
