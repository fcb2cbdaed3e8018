"""Visitors over the network who book, and try again when nothing comes back."""

import re
import secrets
import threading
import time
from dataclasses import dataclass, field
from email.message import Message
from http.client import HTTPException
from http.cookiejar import Cookie, CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, build_opener

NO_ANSWER = (OSError, HTTPException)
"""What a visitor's machine says when the line goes dead; a timeout is one of them."""
PATIENCE = 60
"""Seconds that a visitor goes on trying."""
_TOKEN = re.compile(r'name="(csrf_token|form_key)"[^>]*value="([^"]*)"')


@dataclass(frozen=True)
class Answer:
    """What came back: where the visitor ended up, and what stood there."""

    status: int
    address: str
    text: str
    headers: Message

    @property
    def code(self):
        """The code of the booking whose page this is; "" for any other page."""
        found = re.fullmatch(r"/b/([A-Z0-9-]+)", urlsplit(self.address).path)
        return found[1] if found and self.status == 200 else ""


class Visitor:
    """A browser without JavaScript that keeps its cookies, on a line that may go dead."""

    def __init__(self, url, seconds=30):
        self._url = url
        self._seconds = seconds
        self._redirects = _Redirects()
        self._cookies = CookieJar()
        self._browser = build_opener(HTTPCookieProcessor(self._cookies), self._redirects)
        self.email = f"{secrets.token_hex(6)}@example.org"

    @property
    def was_answered(self):
        """Whether the booking was acknowledged, even if its page could not be fetched."""
        return any("/b/" in address for address in self._redirects.seen)

    def bring(self, name, value):
        """Come with this cookie, as if the site had set it."""
        no_port, no_domain, no_path = (None, False), ("127.0.0.1", False, False), ("/", True)
        ends = (False, None, True, None, None, {})
        self._cookies.set_cookie(Cookie(0, name, value, *no_port, *no_domain, *no_path, *ends))

    def get(self, path):
        return self._ask(path, None)

    def open_form(self, path):
        """What the form at `path` would send."""
        return self.fill_in(self.get(path))

    def fill_in(self, page):
        """What the form on a page would send."""
        hidden = dict(_TOKEN.findall(page.text))
        typed = {"name": "Kel", "email": self.email, "consent": "y", "places": "1"}
        return {**hidden, **typed, "waits_if_full": "yes"}

    def send(self, path, fields):
        return self._ask(path, urlencode(fields).encode())

    def _ask(self, path, sent):
        try:
            with self._browser.open(f"{self._url}{path}", sent, self._seconds) as answer:
                return _answer(answer)
        except HTTPError as refusal:
            with refusal:
                return _answer(refusal)


class _Redirects(HTTPRedirectHandler):
    """Follows redirects, and remembers where they led."""

    def __init__(self):
        self.seen = []

    def redirect_request(self, *found):
        self.seen.append(found[-1])
        return super().redirect_request(*found)


@dataclass
class Crowd:
    """Visitors who come one after the other in each of `threads`, until the end of `with`.

    Each books once and sends the same form again until an answer comes. `told` has the form's key
    and the code of each booking whose page was seen; `trouble` the statuses and silences before.
    `visitors` has everyone who sent a form, by its key.
    """

    url: str
    path: str
    threads: int = 4
    told: dict = field(default_factory=dict)
    visitors: dict = field(default_factory=dict)
    trouble: list = field(default_factory=list)
    lost: list = field(default_factory=list)

    def __enter__(self):
        self._leaving = threading.Event()
        self._crowd = [threading.Thread(target=self._come) for _ in range(self.threads)]
        for thread in self._crowd:
            thread.start()
        return self

    def __exit__(self, *_):
        self._leaving.set()
        for thread in self._crowd:
            thread.join(2 * PATIENCE)
        assert not self.lost, f"These never had an answer: {self.lost}"

    def wait_for(self, more):
        """Until so many more were told of their booking."""
        enough = len(self.told) + more
        self._wait_until(lambda: len(self.told) >= enough)

    def wait_for_trouble(self):
        """Until someone more was not served."""
        before = len(self.trouble)
        self._wait_until(lambda: len(self.trouble) > before)

    def wait_for_answers(self, keys):
        """Until whoever sent these forms was told that they are booked."""
        self._wait_until(lambda: all(self.visitors[key].was_answered for key in keys))

    def _wait_until(self, happens):
        deadline = time.monotonic() + PATIENCE
        while not happens():
            assert time.monotonic() < deadline, f"In vain: {self.trouble[-5:]}"
            self._leaving.wait(0.01)

    def _come(self):
        while not self._leaving.is_set():
            self._book(Visitor(self.url))

    def _book(self, visitor):
        page = self._until(lambda: visitor.get(self.path), lambda it: it.status == 200)
        if not page:
            return
        form = visitor.fill_in(page)
        self.visitors[form["form_key"]] = visitor
        answer = self._until(lambda: visitor.send(self.path, form), lambda it: it.code)
        if answer:
            self.told[form["form_key"]] = answer.code

    def _until(self, ask, is_good):
        """The first good answer."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                answer = ask()
            except NO_ANSWER as silence:
                self.trouble.append(type(silence).__name__)
            else:
                if is_good(answer):
                    return answer
                self.trouble.append(answer.status)
            threading.Event().wait(0.05)
        self.lost.append(self.trouble[-1])
        return None


def _answer(response):
    text = response.read().decode()
    return Answer(response.status, response.url, text, response.headers)
