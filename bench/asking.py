"""The people at the other end: a process of its own that asks, and times every answer.

Reads one job a line from standard input and writes one report a line, both JSON.
"""

import gzip
import html
import json
import re
import socket
import sys
import threading
import time
from urllib.parse import urlencode

BROWSER = {
    "Accept": "text/html",
    "Accept-Encoding": "gzip, deflate",
    "Accept-Language": "en-GB,en;q=0.9",
    "User-Agent": "Mozilla/5.0 (Linux; Android 9; SM-A105FN) AppleWebKit/537.36 Chrome/120 Mobile",
    "Sec-Fetch-Site": "same-origin",
}
HIDDEN = re.compile(r'<input[^>]*type="hidden"[^>]*>')
ATTRIBUTE = re.compile(r'(name|value)="([^"]*)"')


class Browser:
    """One connection that is kept, and the cookies it was given."""

    def __init__(self, port, headers=()):
        self.connection = socket.create_connection(("127.0.0.1", port), timeout=60)
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.headers = {"Host": f"127.0.0.1:{port}", **BROWSER, **dict(headers)}
        self.cookies = {}
        self.left = b""

    def ask(self, method, path, form=None):
        """Status, headers and body of the answer, and the milliseconds it took."""
        headers, sent = dict(self.headers), b""
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if form is not None:
            sent = urlencode(form, doseq=True).encode()
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["Content-Length"] = str(len(sent))
        lines = [f"{method} {path} HTTP/1.1", *(f"{n}: {v}" for n, v in headers.items()), "", ""]
        started = time.perf_counter()
        self.connection.sendall("\r\n".join(lines).encode() + sent)
        status, answered, body = self._read()
        took = (time.perf_counter() - started) * 1000
        for name, value in answered:
            if name == "set-cookie":
                cookie, _, content = value.split(";")[0].partition("=")
                self.cookies[cookie] = content
        return status, dict(answered), body, took

    def _read(self):
        received = self.left
        while b"\r\n\r\n" not in received:
            received += self._more()
        head, _, body = received.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = [(n.lower(), v) for n, v in (line.split(": ", 1) for line in lines)]
        length = int(dict(headers).get("content-length", 0))
        while len(body) < length:
            body += self._more()
        self.left = body[length:]
        return int(first.split()[1]), headers, body[:length]

    def _more(self):
        received = self.connection.recv(65536)
        if not received:
            raise ConnectionError("the server hung up")
        return received


def look(browser, path, _number):
    """Ask for a page: the milliseconds and bytes of its answer."""
    status, _, body, took = browser.ask("GET", path)
    if status != 200:
        raise RuntimeError(f"{path} answered {status}")
    return [took], len(body)


def book(browser, path, number):
    """From the page of a date to the confirmation, as a guest in a browser without JavaScript."""
    browser.cookies.clear()
    times, weighed = [], 0
    for step in ("", "/book"):
        status, headers, body, took = browser.ask("GET", path + step)
        if status != 200:
            raise RuntimeError(f"{path}{step} answered {status}")
        times.append(took)
        weighed += len(body)
    form = fields_of(text_of(headers, body))
    form |= {"places": "1", "name": "Kelly", "email": f"kelly-{number}@example.com", "consent": "y"}
    status, headers, body, took = browser.ask("POST", f"{path}/book", form)
    if status != 303 or "/b/" not in headers["location"]:
        raise RuntimeError(f"Booking {path} answered {status} {headers.get('location')}: {body!r}")
    times.append(took)
    status, _, body, took = browser.ask("GET", headers["location"])
    if status != 200:
        raise RuntimeError(f"The confirmation answered {status}")
    return [*times, took], weighed + len(body)


def text_of(headers, body):
    """The words of an answer, packed or not."""
    packed = headers.get("content-encoding") == "gzip"
    return (gzip.decompress(body) if packed else body).decode()


def fields_of(page):
    """What the hidden fields of a page's forms hold."""
    found = (dict(ATTRIBUTE.findall(field)) for field in HIDDEN.findall(page))
    return {said["name"]: html.unescape(said.get("value", "")) for said in found}


def do(job):
    """Share the job out among its clients; what they saw."""
    act = {"look": look, "book": book}[job["act"]]
    numbers, lock = iter(range(job["from"], job["from"] + job["times"])), threading.Lock()
    seen, weights, problems = [], [], []

    def keep_asking():
        try:
            browser = Browser(job["port"], job["headers"])
            while not problems:
                with lock:
                    number = next(numbers, None)
                if number is None:
                    return
                path = job["paths"][number % len(job["paths"])]
                times, weight = act(browser, path, number)
                seen.append(times)
                weights.append(weight)
        except Exception as problem:
            problems.append(f"{type(problem).__name__}: {problem}")

    askers = [threading.Thread(target=keep_asking) for _ in range(job["clients"])]
    started = time.perf_counter()
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    seconds = time.perf_counter() - started
    return {"times": seen, "weights": weights, "seconds": seconds, "problems": problems}


if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps(do(json.loads(line))), flush=True)
