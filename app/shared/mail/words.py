"""A message in words, full or discreet as its reader chose."""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from flask import current_app

from app.config import Settings
from app.shared.outbox import OutboxMessage


@dataclass(frozen=True)
class Rendered:
    """A message in words."""

    subject: str
    text: str
    html: str


def render(message: OutboxMessage) -> Rendered:
    """The words of `message`, full or discreet as its reader chose; raises what Jinja raises."""
    settings: Settings = current_app.config["SETTINGS"]
    environment = current_app.jinja_env
    room, _, name = message.kind.partition(".")
    text = environment.get_template(f"{room}/email/{name}.txt")
    values = {
        **message.context,
        "full": message.is_full,
        "site_name": settings.site_name,
        "site_url": settings.site_url,
        "link": link,
        "reply_to": reply_to(message),
    }
    block = text.blocks["subject" if message.is_full else "discreet_subject"]
    subject = _one_line("".join(block(text.new_context(values))))
    html = environment.get_template(f"{room}/email/{name}.html")
    body = re.sub(r"\n{3,}", "\n\n", text.render(values)).strip() + "\n"
    return Rendered(subject, body, html.render(values, subject=subject))


def reply_to(message: OutboxMessage) -> str | None:
    """Where an answer goes: the group, but only when the reader chose full words."""
    return message.context.get("reply_to") or None if message.is_full else None


def link(endpoint: str, **values: Any) -> str:
    """The whole address of a page, from `site_url` and never from a Host header."""
    site = urlsplit(current_app.config["SETTINGS"].site_url)
    urls = current_app.url_map.bind(site.netloc, site.path or "/", url_scheme=site.scheme)
    return urls.build(endpoint, values, force_external=True)


def _one_line(words: str) -> str:
    """A subject: no line breaks, no characters that cannot be seen."""
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())
