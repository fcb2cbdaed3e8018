"""A mail server that keeps what it is given, or misbehaves as told."""

import socket
from contextlib import contextmanager
from email import message_from_bytes
from email.policy import default

from aiosmtpd.controller import Controller


class Sink:
    """What came in, and how to answer next.

    `answers` is a list of SMTP replies to give before being kind again: ["451 try later"] refuses
    one message for now, ["550 no such person"] for good.
    """

    def __init__(self):
        self.messages = []
        self.envelopes = []
        self.answers = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 (aiosmtpd's name)
        if self.answers:
            return self.answers.pop(0)
        self.envelopes.append(envelope)
        self.messages.append(message_from_bytes(envelope.content, policy=default))
        return "250 OK"


@contextmanager
def mail_server(**says):
    """A sink that listens: gives (sink, smtp_url). `says` goes to aiosmtpd's SMTP, e.g. TLS."""
    sink = Sink()
    controller = _AnyPort(sink, hostname="127.0.0.1", port=0, **says)
    controller.start()
    try:
        port = controller.server.sockets[0].getsockname()[1]
        yield sink, f"smtp://127.0.0.1:{port}?tls=off"
    finally:
        controller.stop()


class _AnyPort(Controller):
    """Listens on a port that the system chooses."""

    def _trigger_server(self):
        # The controller wakes its server by a call, and would make it to port 0.
        with socket.create_connection(self.server.sockets[0].getsockname()) as call:
            call.recv(100)
