"""A message as strict MIME."""

from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from functools import cached_property
from typing import Any

from flask import current_app
from flask_mail import Message

from app.config import Settings
from app.shared.database import utcnow
from app.shared.mail.words import render, reply_to
from app.shared.outbox import Attachment, OutboxMessage

MAX_LINE = 76
"""Characters: quoted-printable lines (RFC 2045, 6.7) and encoded words (RFC 2047, 2)."""


class _Policy(EmailPolicy):
    """Folds the two headers that Python 3.11 folds wrongly.

    It loses spaces between the encoded words of a long subject, and it encodes a long link.
    """

    def fold_binary(self, name: str, value: Any) -> bytes:
        if name == "Subject":
            is_plain = str(value).isascii() and "=?" not in value
            charset = "us-ascii" if is_plain else "utf-8"
            header = Header(str(value), charset, header_name=name, maxlinelen=MAX_LINE)
            return f"{name}: {header.encode(linesep=self.linesep)}{self.linesep}".encode("ascii")
        if name == "List-Unsubscribe":
            return f"{name}: {value}{self.linesep}".encode("ascii")
        return super().fold_binary(name, value)


POLICY = _Policy(linesep="\r\n", max_line_length=MAX_LINE, cte_type="7bit")


class SafeMessage(Message):
    """One person's mail as strict MIME: 7-bit, short lines, no header that was not asked for."""

    def __init__(self, message: OutboxMessage) -> None:
        settings: Settings = current_app.config["SETTINGS"]
        words = render(message)
        self.recipient = _address(message.recipient)
        super().__init__(
            subject=words.subject,
            recipients=[self.recipient],
            body=words.text,
            html=words.html,
            sender=settings.mail_from,
            reply_to=reply_to(message),
            date=utcnow().timestamp(),
        )
        self.msgId = f"<{message.message_id}>"
        self.named_sender = Address(settings.site_name, addr_spec=_address(settings.mail_from))
        self.unsubscribe_url = message.context.get("unsubscribe_url")
        self.texts = message.attachments

    def as_bytes(self) -> bytes:
        """As it goes over the wire, made once; raises ValueError where a header would be two."""
        return self._wire

    @cached_property
    def _wire(self) -> bytes:
        return self._message().as_bytes()

    def _message(self) -> EmailMessage:  # type: ignore[override]
        mime = EmailMessage(policy=POLICY)
        mime["From"] = self.named_sender
        mime["To"] = Address(addr_spec=self.recipient)
        mime["Subject"] = self.subject
        mime["Date"] = utcnow()
        mime["Message-ID"] = self.msgId
        mime["Auto-Submitted"] = "auto-generated"
        mime["X-Auto-Response-Suppress"] = "All"
        if self.reply_to:
            mime["Reply-To"] = Address(addr_spec=_address(str(self.reply_to)))
        if self.unsubscribe_url:
            mime["List-Unsubscribe"] = f"<{self.unsubscribe_url}>"
            mime["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        mime.set_content(self.body, cte="quoted-printable")
        mime.add_alternative(self.html, subtype="html", cte="quoted-printable")
        for attachment in self.texts:
            _attach(mime, attachment)
        return mime


def _address(address: str) -> str:
    """The address as SMTP writes it; raises ValueError where it cannot be one."""
    local, at, domain = address.rpartition("@")
    if not (local and at and domain) or not address.isprintable() or " " in address:
        raise ValueError("The address is not one that mail can be sent to")
    if not local.isascii():
        raise ValueError("The address has letters that this mail server cannot take")
    return f"{local}@{domain.encode('idna').decode('ascii')}"


def _attach(mime: EmailMessage, attachment: Attachment) -> None:
    main, _, subtype = attachment["type"].partition("/")
    if main != "text":
        raise ValueError("Only texts are attached")
    mime.add_attachment(
        attachment["text"], subtype=subtype, filename=attachment["name"], cte="base64"
    )
