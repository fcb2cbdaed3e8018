"""What is wrong with a deployment, in words, and what to do about it.

A danger is something that may hurt the people who trust the site: `flask doctor` then ends with 1,
and in production the site does not start. A notice is worth knowing.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy import column, select, table, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from app.config import Settings, SettingsError
from app.shared import health, vault
from app.shared.database import db

SHORTEST_SECRET = 32
"""Bytes. HMAC-SHA256 gains nothing from more, and less can be guessed."""

_KNOWN_WORDS = ("secret", "changeme", "change-me", "password", "example", "development", "test")
_SIGNING_KEYS = table("signing_keys", column("private"))
_FULL, _EXTRA = 2, 3  # SQLite's numbers for synchronous


class Level(StrEnum):
    DANGER = "danger"
    NOTICE = "notice"


@dataclass(frozen=True)
class Finding:
    """Something that is not as it should be, and what to do about it."""

    level: Level
    words: str
    advice: str


def examine(settings: Settings) -> list[Finding]:
    """Everything found, dangers first. Needs an app context: it asks the database too."""
    found = [*examine_settings(settings), *_database(settings)]
    return sorted(found, key=lambda finding: finding.level != Level.DANGER)


def refuse_danger(settings: Settings) -> None:
    """Raise SettingsError with every danger in the settings of a production site.

    Commands are let through: `flask doctor` must be able to say what is wrong.
    """
    if not settings.production or "FLASK_RUN_FROM_CLI" in os.environ:
        return
    dangers = [
        f"- {finding.words} {finding.advice}"
        for finding in examine_settings(settings)
        if finding.level == Level.DANGER
    ]
    if dangers:
        raise SettingsError("\n".join(("This is no way to run a site for people:", *dangers)))


def examine_settings(settings: Settings) -> list[Finding]:
    """What the settings alone give away; needs neither app nor database."""
    return [
        *_secret(settings),
        *_badge_secret(settings),
        *_address(settings),
        *_mail(settings),
        *_several(settings),
    ]


def _secret(settings: Settings) -> Iterator[Finding]:
    advice = "Set SECRET_KEY to what `openssl rand -hex 32` prints, and keep it."
    secret = settings.secret_key
    if not secret and settings.production:
        yield _danger("There is no SECRET_KEY.", advice)
    elif secret and len(secret.encode()) < SHORTEST_SECRET:
        yield _danger(f"SECRET_KEY is shorter than {SHORTEST_SECRET} bytes.", advice)
    elif secret and (_is_known(secret) or len(set(secret)) < 8):
        yield _danger("SECRET_KEY can be guessed.", advice)


def _badge_secret(settings: Settings) -> Iterator[Finding]:
    advice = "Set BADGE_SECRET to what `openssl rand -hex 32` prints, and keep it for good."
    if settings.production and not settings.badge_secret:
        yield _notice("There is no BADGE_SECRET: badges wait to be signed.", advice)
    for secret in settings.badge_secret:
        if len(secret.encode()) < SHORTEST_SECRET or _is_known(secret) or len(set(secret)) < 8:
            yield _danger("BADGE_SECRET is short or can be guessed.", advice)


def _address(settings: Settings) -> Iterator[Finding]:
    address = urlsplit(settings.site_url)
    is_here = is_this_machine(address.hostname)
    if settings.debug:
        yield _danger("DEBUG shows the insides of the site to strangers.", "Leave DEBUG out.")
    if settings.demo and settings.production:
        yield _danger(
            "DEMO lets anyone sign in as anyone.", "Leave DEMO out where PRODUCTION is set."
        )
    if address.scheme != "https" and (settings.production or not is_here):
        is_make_believe = settings.demo and not settings.production
        yield (_notice if is_make_believe else _danger)(
            f"SITE_URL is {settings.site_url}: anyone on the way can read along.",
            "Put a proxy with a certificate in front, and set SITE_URL to its https address.",
        )
    if not settings.production and not settings.demo and not is_here:
        yield _danger("This looks like a site for people without PRODUCTION.", "Set PRODUCTION=1.")
    if any("*" in host for host in settings.trusted_hosts):
        yield _danger("TRUSTED_HOSTS lets in any name.", "Name each host that people use.")
    elif not settings.trusted_hosts and not is_here:
        yield _notice(
            f"TRUSTED_HOSTS is empty: the site answers to {address.hostname} and localhost only.",
            "Name each host if people use more than one.",
        )
    if address.scheme == "https" and not settings.proxy_hops:
        yield _notice(
            "PROXY_HOPS is 0: all visitors look like one, and share one limit.",
            "Set it to the number of proxies in front, usually 1.",
        )


def _mail(settings: Settings) -> Iterator[Finding]:
    server = urlsplit(settings.smtp_url)
    if not settings.smtp_url:
        mark = _notice if settings.demo or is_this_machine(_host(settings)) else _danger
        yield mark("SMTP_URL is empty: mail waits and never leaves.", "Set SMTP_URL.")
    elif server.scheme == "smtp" and "tls=off" in server.query:
        if not is_this_machine(server.hostname):
            yield _danger(
                f"Mail goes to {server.hostname} unlocked.", "Take ?tls=off out of SMTP_URL."
            )
    elif server.scheme not in ("smtp", "smtps"):
        yield _danger("SMTP_URL cannot be read.", "Write smtp://user:password@host:587.")
    if settings.smtp_url and settings.mail_from.endswith("@localhost"):
        yield _notice(f"Mail comes from {settings.mail_from}.", "Set MAIL_FROM to a real address.")


def _several(settings: Settings) -> Iterator[Finding]:
    is_postgresql = not settings.database_uri.startswith("sqlite")
    counts_alone = settings.ratelimit_storage_url.startswith("memory")
    if not settings.ratelimit_enabled:
        yield (_danger if settings.production else _notice)(
            "Nothing is limited: codes can be guessed.", "Leave RATELIMIT_ENABLED out."
        )
    elif counts_alone and (settings.workers > 1 or is_postgresql):
        yield _notice(
            "Each web process counts its own limits.",
            "Set RATELIMIT_STORAGE_URL=redis://... so that they count together.",
        )
    if settings.worker == "off":
        yield _notice("This process sends no mail.", "Run `flask worker` beside it.")
    elif settings.worker != "thread":
        yield _danger(f"WORKER is {settings.worker!r}.", "Set it to thread or off.")


def _database(settings: Settings) -> Iterator[Finding]:
    try:
        behind = health.migrations_missing()
        if behind:
            yield _danger(f"The database {behind}.", "Run `flask db upgrade`.")
        if db.engine.dialect.name == "sqlite":
            yield from _sqlite(settings)
        else:
            yield from _postgresql()
        yield from _keys()
    except SQLAlchemyError as error:
        yield _danger(
            f"The database does not answer ({type(error).__name__}).", "Look at DATABASE_URL."
        )


def _sqlite(settings: Settings) -> Iterator[Finding]:
    synchronous = db.session.scalar(text("PRAGMA synchronous"))
    journal = db.session.scalar(text("PRAGMA journal_mode"))
    if synchronous not in (_FULL, _EXTRA):
        yield _danger("SQLite may forget a booking in a power cut.", "Set synchronous=FULL.")
    if journal != "wal":
        yield _danger(f"SQLite keeps its journal as {journal}.", "Use a local disk: WAL needs it.")
    path = Path(make_url(settings.database_uri).database or "")
    if can_be_read_by_others(path):
        yield (_danger if settings.production else _notice)(
            f"Anyone with a login on this machine can read {path.name}.",
            f"Run `chmod 700` on {path.parent.name}/.",
        )


def _postgresql() -> Iterator[Finding]:
    for name in ("fsync", "synchronous_commit", "full_page_writes"):
        if db.session.scalar(text(f"SHOW {name}")) == "off":
            yield _danger(
                f"PostgreSQL has {name} off: a power cut may lose bookings.",
                f"Set {name} = on in postgresql.conf.",
            )


def _keys() -> Iterator[Finding]:
    in_use = select(_SIGNING_KEYS.c.private).where(_SIGNING_KEYS.c.private.is_not(None))
    if closed := [key for key in db.session.scalars(in_use) if not vault.opens(key)]:
        yield _danger(
            f"BADGE_SECRET does not open {len(closed)} of the keys that sign badges.",
            "Add the secret that locked them after a comma, then run `flask keys relock`.",
        )


def can_be_read_by_others(path: Path) -> bool:
    """Whether someone else on this machine could open the file: it and each folder above let in."""
    if not path.exists() or not path.stat().st_mode & 0o004:
        return False
    return all(folder.stat().st_mode & 0o001 for folder in path.resolve().parents)


def is_this_machine(host: str | None) -> bool:
    """True for localhost and the loopback addresses."""
    try:
        return ip_address(host or "").is_loopback
    except ValueError:
        return host == "localhost"


def _host(settings: Settings) -> str | None:
    return urlsplit(settings.site_url).hostname


def _is_known(secret: str) -> bool:
    return any(word in secret.lower() for word in _KNOWN_WORDS)


def _danger(words: str, advice: str) -> Finding:
    return Finding(Level.DANGER, words, advice)


def _notice(words: str, advice: str) -> Finding:
    return Finding(Level.NOTICE, words, advice)
