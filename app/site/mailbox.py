"""The mail of a demonstration, to be read on a page."""

import email
import email.policy
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from flask import current_app
from jinja2 import TemplateError
from markupsafe import Markup, escape

from app.shared import mail, outbox
from app.shared.database import db

WIPED = "The words were wiped a day after it was sent"
UNWRITTEN = "These words could not be written"

PACKAGING = ("MIME-Version", "Content-Type")
STATES = {
    outbox.State.QUEUED: "Waiting",
    outbox.State.SENDING: "On its way",
    outbox.State.SENT: "Sent",
    outbox.State.DROPPED: "Too late to send",
    outbox.State.DEAD: "Could not be sent",
}

_LINK = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)]")


@dataclass(frozen=True)
class Letter:
    """One message as its reader got it."""

    message: outbox.OutboxMessage
    subject: str
    words: Markup
    headers: Sequence[tuple[str, str]] = ()

    @property
    def written_at(self) -> datetime:
        """On the wall clock of the site."""
        zone = ZoneInfo(current_app.config["SETTINGS"].time_zone)
        return self.message.created_at.astimezone(zone)

    @property
    def state(self) -> str:
        return STATES[outbox.State(self.message.state)]

    @property
    def attachments(self) -> list[tuple[str, Markup]]:
        """The name and text of each file that goes with it."""
        return [(file["name"], with_links(file["text"])) for file in self.message.attachments]


def newest() -> list[Letter]:
    """The newest messages, sent or waiting, newest first, without their headers."""
    return [_letter(message) for message in outbox.latest()]


def opened(message_id: int) -> Letter:
    """One message with its headers; 404 where there is none."""
    message = db.get_or_404(outbox.OutboxMessage, message_id)
    letter = _letter(message)
    return Letter(message, letter.subject, letter.words, _headers(message))


def with_links(text: str) -> Markup:
    """The text, line by line. Addresses of this site become links to its paths, no others."""
    site = current_app.config["SETTINGS"].site_url.rstrip("/")
    words, done = Markup(), 0
    for match in _LINK.finditer(text):
        address = match[0]
        if not address.startswith(f"{site}/"):
            continue
        path = address.removeprefix(site)
        link = Markup('<a href="{}">{}</a>').format(path, address)
        words += escape(text[done : match.start()]) + link
        done = match.end()
    return Markup("<br>").join((words + escape(text[done:])).splitlines())


def _letter(message: outbox.OutboxMessage) -> Letter:
    if message.is_blank:
        return Letter(message, WIPED, Markup())
    try:
        rendered = mail.render(message)
    except TemplateError:
        return Letter(message, UNWRITTEN, Markup())
    return Letter(message, rendered.subject, with_links(rendered.text))


def _headers(message: outbox.OutboxMessage) -> list[tuple[str, str]]:
    """The headers as the mail server would be given them, but for those of the packaging."""
    if message.is_blank:
        return []
    try:
        mime = mail.SafeMessage(message).as_bytes()
    except (mail.Refused, TemplateError, ValueError):
        return []
    parsed = email.message_from_bytes(mime, policy=email.policy.default)
    return [(name, str(value)) for name, value in parsed.items() if name not in PACKAGING]
