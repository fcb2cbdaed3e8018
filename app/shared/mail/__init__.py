"""What a message says, and handing it to the mail server.

A message of kind bookings.booked is written in templates/bookings/email/booked.txt and .html.
Both extend layouts/email.* and fill the block `body`; the .txt also has `subject` (said only to
those who chose full words) and `discreet_subject`. They are given the message's own context and
`full`, `site_name`, `site_url`, `link(endpoint, ...)` and `reply_to`. Two names in the context
are addresses on the envelope: `reply_to` (used with full words only) and `unsubscribe_url`.
"""

from flask import Flask
from flask_mail import Mail

from app.shared.mail.delivery import (
    SEND_SECONDS,
    NotNow,
    Postbox,
    Refused,
    has_server,
    is_ready,
)
from app.shared.mail.envelope import SafeMessage
from app.shared.mail.words import Rendered, link, render, reply_to

__all__ = [
    "SEND_SECONDS",
    "NotNow",
    "Postbox",
    "Refused",
    "Rendered",
    "SafeMessage",
    "has_server",
    "init_app",
    "is_ready",
    "link",
    "render",
    "reply_to",
]


def init_app(app: Flask) -> None:
    """Tell Flask-Mail of the app's mail server."""
    Mail(app)
