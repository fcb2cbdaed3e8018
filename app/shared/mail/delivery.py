"""Handing messages to the mail server."""

import smtplib
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from flask import current_app
from flask_mail import Connection

from app.shared.mail.envelope import SafeMessage
from app.shared.outbox import OutboxMessage

SEND_SECONDS = 45
"""The longest one message may take, however slowly the server answers. Less than a lease."""


class Refused(Exception):
    """This message will never go: its words, its address, or the server's final no."""


class NotNow(Exception):
    """The server cannot be reached, or asks to try later. Nothing is wrong with the message."""


class SafeConnection(Connection):
    """Flask-Mail's, with the server's certificate verified and an end to its patience."""

    def configure_host(self) -> smtplib.SMTP:
        """A session with the mail server; raises OSError or SMTPException where it gives none."""
        timeout = current_app.config["SETTINGS"].mail_timeout
        where = (self.mail.server, self.mail.port)
        if self.mail.use_ssl:
            host: smtplib.SMTP = smtplib.SMTP_SSL(*where, timeout=timeout, context=_verified())
        else:
            host = smtplib.SMTP(*where, timeout=timeout)
        try:
            if self.mail.use_tls:
                host.starttls(context=_verified())
            if self.mail.username and self.mail.password:
                host.login(self.mail.username, self.mail.password)
        except BaseException:
            host.close()
            raise
        return host


class Postbox:
    """Hands messages over, all in one connection, opened when the first one needs it."""

    def __init__(self) -> None:
        self._connection: SafeConnection | None = None

    def __enter__(self) -> "Postbox":
        return self

    def __exit__(self, *_: object) -> None:
        if self._connection and self._connection.host:
            try:
                self._connection.host.quit()
            except (OSError, smtplib.SMTPException):
                self._connection.host.close()

    def send(self, message: OutboxMessage) -> None:
        """Give `message` to the mail server, or raise Refused or NotNow saying why not.

        A demo without a mail server is content when the words can be written.
        """
        try:
            mail = SafeMessage(message)
            mail.as_bytes()
        except Exception as error:
            raise Refused(f"{type(error).__name__}: {error}") from error
        if not has_server():
            return
        try:
            self._hand_over(mail)
        except smtplib.SMTPRecipientsRefused as error:
            code, reply = next(iter(error.recipients.values()))
            raise _answer(code, reply) from error
        except smtplib.SMTPDataError as error:
            raise _answer(error.smtp_code, error.smtp_error) from error
        except (OSError, smtplib.SMTPException) as error:
            raise NotNow(f"{type(error).__name__}: {error}") from error

    def _hand_over(self, mail: SafeMessage) -> None:
        if self._connection is None:
            self._connection = SafeConnection(current_app.extensions["mail"]).__enter__()
        with _deadline(self._connection):
            self._connection.send(mail)


def has_server() -> bool:
    """Whether there is a mail server to hand mail to."""
    return bool(current_app.config["SETTINGS"].smtp_url)


def is_ready() -> bool:
    """Whether mail may leave the outbox: to a mail server, or a demo's mailbox."""
    return has_server() or current_app.config["SETTINGS"].demo


def _verified() -> ssl.SSLContext:
    return ssl.create_default_context(cafile=current_app.config["SETTINGS"].mail_ca_file or None)


@contextmanager
def _deadline(connection: SafeConnection) -> Iterator[None]:
    """Hang up on a server that sends a letter now and then, which no timeout ever notices."""

    def hang_up() -> None:
        if connection.host and connection.host.sock:
            with suppress(OSError):
                connection.host.sock.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(SEND_SECONDS, hang_up)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _answer(code: int, reply: bytes | str) -> Refused | NotNow:
    words = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    kind = Refused if 500 <= code < 600 else NotNow
    return kind(f"{code} {words}")
