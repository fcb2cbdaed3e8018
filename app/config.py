"""Settings: one class, from the environment, safe where nothing is said."""

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from tempfile import mkstemp
from typing import Any
from urllib.parse import unquote, urlsplit

ROOT = Path(__file__).resolve().parent.parent


class SettingsError(Exception):
    """A setting that cannot be used. The message says which and why."""


@dataclass(frozen=True)
class Settings:
    """Each field is an environment variable of the same name in capitals."""

    site_name: str = "Alongside"
    """What the site calls itself. Keep it neutral: it stands in titles and mails."""
    site_url: str = "http://127.0.0.1:8000"
    """Where people reach the site. Links in mails start with it, never with a Host header."""
    host: str = "127.0.0.1"
    """The address the server listens on."""
    port: int = 8000
    """The port the server listens on."""
    workers: int = 1
    """Web processes. More than one also works on SQLite."""
    secret_key: str = ""
    """Signs cookies and links. Made and kept in `data_dir` where none is given and it is no
    production site."""
    badge_secret: tuple[str, ...] = ()
    """Locks the keys that sign badges. Several with commas: the first locks, all open. Made and
    kept in `data_dir` where none is given and it is no production site."""
    data_dir: Path = field(default=ROOT / "var")
    """Where the database and the log of a single machine live."""
    database_url: str = ""
    """Empty means a SQLite file in `data_dir`; postgresql://... for several machines."""
    demo: bool = False
    """A demonstration with invented people: the banner, the mailbox and "Try it as ..."."""
    production: bool = False
    """Refuse to start on anything dangerous; cookies only over https."""
    debug: bool = False
    """Flask's debugger. Never with real people's data."""
    worker: str = "thread"
    """thread: mail and clockwork run beside the web process; off: `flask worker` runs them."""
    smtp_url: str = ""
    """smtp://user:password@host:587 (STARTTLS), smtps://...:465, or smtp://127.0.0.1:1025?tls=off.
    Empty: mail waits in the outbox; a demo shows it at /demo/mail."""
    mail_from: str = "hello@localhost"
    """The address mail comes from. Its name is the site's name."""
    mail_ca_file: str = ""
    """A certificate authority of your own for the mail server, if it has one."""
    mail_timeout: int = 15
    """Seconds before a silent mail server is given up on."""
    trusted_hosts: tuple[str, ...] = ()
    """Host names the site answers to. Empty: the one in `site_url`, and this machine's own."""
    proxy_hops: int = 0
    """How many proxies in front add X-Forwarded-For and X-Forwarded-Proto."""
    ratelimit_storage_url: str = "memory://"
    """redis://... when several machines must count together."""
    ratelimit_enabled: bool = True
    """Off only for measuring."""
    keep_pages: bool = True
    """Make what is the same for everyone once for as long as nothing changes. Off: each time."""
    require_strong_sign_in: bool = False
    """Teams must have a second step. Production sets it."""
    leave_to: str = "https://www.bbc.co.uk/weather"
    """Where "Leave this page" ends: somewhere that nobody asks about."""
    time_zone: str = "Europe/London"
    """The zone of the wall clock where dates are shown."""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Settings":
        """Settings as the environment says; raises SettingsError naming a value it cannot read."""
        values: dict[str, Any] = {}
        for known in fields(cls):
            raw = environment.get(known.name.upper())
            if raw is not None and raw.strip():
                values[known.name] = _read(known.name, getattr(cls, known.name, ROOT), raw.strip())
        settings = cls(**values)
        if "site_url" not in values:
            settings = replace(settings, site_url=f"http://{settings.host}:{settings.port}")
        return settings

    @property
    def database_uri(self) -> str:
        """What SQLAlchemy connects to."""
        if not self.database_url:
            name = "demo.db" if self.demo else "alongside.db"
            return f"sqlite:///{self.data_dir.resolve() / name}"
        scheme, _, rest = self.database_url.partition("://")
        return (
            f"postgresql+psycopg://{rest}" if scheme.startswith("postgres") else self.database_url
        )

    def badge_secrets(self) -> tuple[str, ...]:
        """What the keys that sign badges are locked with; () where a production site has none."""
        if self.badge_secret or self.production:
            return self.badge_secret
        return (_kept_secret(self.data_dir, "badge-secret"),)

    def for_flask(self) -> dict[str, Any]:
        """The settings under the names that Flask and its extensions look for."""
        host = urlsplit(self.site_url).hostname or "localhost"
        return {
            "SETTINGS": self,
            "SECRET_KEY": self.secret_key or _kept_secret(self.data_dir),
            "DEBUG": self.debug,
            "TRUSTED_HOSTS": [*(self.trusted_hosts or (host, "127.0.0.1", "localhost"))],
            "MAX_CONTENT_LENGTH": 256 * 1024,
            "MAX_FORM_MEMORY_SIZE": 256 * 1024,
            "SQLALCHEMY_DATABASE_URI": self.database_uri,
            "SQLALCHEMY_ENGINE_OPTIONS": {
                "hide_parameters": True,  # no error, and so no log, quotes what people typed
                "pool_pre_ping": not self.database_uri.startswith("sqlite"),
            },
            "SESSION_COOKIE_NAME": "alongside",
            "SESSION_COOKIE_HTTPONLY": True,
            "SESSION_COOKIE_SAMESITE": "Lax",
            "SESSION_COOKIE_SECURE": self.site_url.startswith("https://"),
            "SESSION_REFRESH_EACH_REQUEST": False,
            "WTF_CSRF_TIME_LIMIT": None,  # a form left open for hours still works
            "RATELIMIT_STORAGE_URI": self.ratelimit_storage_url,
            "RATELIMIT_ENABLED": self.ratelimit_enabled,
            "SEND_FILE_MAX_AGE_DEFAULT": 31_536_000,
            **self._mail(),
        }

    def _mail(self) -> dict[str, Any]:
        url = urlsplit(self.smtp_url)
        return {
            "MAIL_SERVER": url.hostname or "",
            "MAIL_PORT": url.port or (465 if url.scheme == "smtps" else 587),
            "MAIL_USE_SSL": url.scheme == "smtps",
            "MAIL_USE_TLS": url.scheme == "smtp" and "tls=off" not in url.query,
            "MAIL_USERNAME": unquote(url.username) if url.username else None,
            "MAIL_PASSWORD": unquote(url.password) if url.password else None,
            "MAIL_DEFAULT_SENDER": (self.site_name, self.mail_from),
            "MAIL_TIMEOUT": self.mail_timeout,
            "MAIL_CA_FILE": self.mail_ca_file or None,
            "MAIL_SUPPRESS_SEND": False,
        }


def _read(name: str, default: object, raw: str) -> object:
    if isinstance(default, bool):
        if raw.lower() not in ("1", "0", "true", "false", "yes", "no", "on", "off"):
            raise SettingsError(f"{name.upper()} must be 1 or 0, not {raw!r}")
        return raw.lower() in ("1", "true", "yes", "on")
    if isinstance(default, int):
        if not raw.isdigit():
            raise SettingsError(f"{name.upper()} must be a whole number, not {raw!r}")
        return int(raw)
    if isinstance(default, tuple):
        return tuple(part.strip() for part in raw.split(",") if part.strip())
    return Path(raw) if isinstance(default, Path) else raw


def _kept_secret(data_dir: Path, name: str = "secret-key") -> str:
    """A random secret for a machine that was given none, kept so that cookies outlive restarts.

    Several processes may start at once: the file appears whole, and the first one there stands.
    """
    path = data_dir / name
    data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)  # the database lies here too
    if not path.exists():
        handle, made = mkstemp(dir=data_dir)  # that only its owner can read
        with os.fdopen(handle, "w") as file:
            file.write(os.urandom(32).hex())
        with suppress(FileExistsError):
            os.link(made, path)
        os.unlink(made)
    return path.read_text()
