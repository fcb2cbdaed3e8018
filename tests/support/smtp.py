"""A mail server that keeps what it is given, or misbehaves as told."""

from contextlib import contextmanager
from email import message_from_bytes
from email.policy import default

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP


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
    # Port 0 lets the system choose; the controller's own check would connect to port 0.
    controller = _AnyPort(sink, hostname="127.0.0.1", port=0, server_kwargs=says)
    controller.start()
    try:
        port = controller.server.sockets[0].getsockname()[1]
        yield sink, f"smtp://127.0.0.1:{port}?tls=off"
    finally:
        controller.stop()


class _AnyPort(Controller):
    def _trigger_server(self):
        """Nothing to poke: the server is listening once it is made."""

    def factory(self):
        return SMTP(self.handler, enable_SMTPUTF8=True, **self.SMTP_kwargs)
