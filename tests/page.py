"""Fetch a page, and check of every page what must hold for all of them."""

from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser

UNSEEN = {"script", "style", "template", "title"}
TYPED_INTO = {"input", "select", "textarea"}
NEED_NO_LABEL = {"hidden", "submit", "button"}
EMPTY = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


@dataclass
class Form:
    """A form on a page: where it goes, and what it would send if nothing were typed."""

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)


@dataclass
class Page:
    """A page as fetched. `words` is what is read on it, with single spaces."""

    response: object
    title: str
    heading: str
    words: str
    links: list[str]
    forms: list[Form]

    @property
    def status(self):
        return self.response.status_code

    @property
    def text(self):
        """The whole answer, as it was sent."""
        return self.response.text

    def form(self, action):
        """The one form that goes to `action`."""
        (found,) = (form for form in self.forms if form.action.split("?")[0] == action)
        return found


def get_page(client, url, status=200, **options):
    """GET `url` and answer its Page; fails on what no page may do."""
    response = client.get(url, **options)
    assert response.status_code == status, f"{url} answered {response.status}"
    return read_page(response)


def read_page(response):
    """The Page in an answer to any request; fails on what no page may do."""
    where = response.request.path
    reader = _Reader()
    reader.feed(response.text)
    reader.close()
    seen = reader.seen
    assert "{{" not in response.text, f"{where} shows a template's own words"
    assert "{%" not in response.text, f"{where} shows a template's own words"
    assert seen.title.strip(), f"{where} has no <title>"
    assert len(seen.headings) == 1, f"{where} must have one <h1>, has {seen.headings}"
    assert seen.headings[0].strip(), f"The <h1> of {where} is empty"
    twice = [name for name, times in Counter(seen.ids).items() if times > 1]
    assert not twice, f"{where} uses these ids twice: {twice}"
    nameless = [given for given in seen.inputs if not _has_label(given, seen)]
    assert not nameless, f"{where} has fields without a label: {nameless}"
    for form in seen.forms:
        assert form.action, f"{where} has a form without an action"
        if form.method == "post":
            assert form.fields.get("csrf_token"), f"The form to {form.action} on {where}: no token"
    pointless = [link for link in seen.links if link in ("", "#")]
    assert not pointless, f"{where} has links that lead nowhere"
    lost = [name for name in seen.described if name not in seen.ids]
    assert not lost, f"{where} is described or labelled by ids it does not have: {lost}"
    heading, words = (" ".join(text.split()) for text in (seen.headings[0], seen.words))
    return Page(response, seen.title.strip(), heading, words, seen.links, seen.forms)


def _has_label(given, seen):
    named = given.get("aria-label") or given.get("aria-labelledby") or given.get("title")
    return bool(named) or given.get("id") in seen.labels or given["inside_label"]


@dataclass
class _Seen:
    title: str = ""
    words: str = ""
    headings: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    labels: set[str] = field(default_factory=set)
    described: list[str] = field(default_factory=list)
    inputs: list[dict] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    forms: list[Form] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.seen = _Seen()
        self.open = []
        self.sent = ""
        """The name of the field that was read last."""

    def handle_starttag(self, tag, attributes):
        given = {name: value or "" for name, value in attributes}
        if tag not in EMPTY:
            self.open.append(tag)
        if "id" in given:
            self.seen.ids.append(given["id"])
        for name in ("aria-describedby", "aria-labelledby"):
            self.seen.described += given.get(name, "").split()
        if tag == "h1":
            self.seen.headings.append("")
        elif tag == "label":
            self.seen.labels.add(given.get("for"))
        elif tag == "a" and "href" in given:
            self.seen.links.append(given["href"])
        elif tag == "form":
            method = given.get("method", "get").lower()
            self.seen.forms.append(Form(given.get("action", ""), method))
        elif tag in TYPED_INTO:
            self._field(tag, given)
        elif tag == "option":
            self._option(given)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in EMPTY:
            self.open.pop()

    def handle_endtag(self, tag):
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def handle_data(self, text):
        if self.open and self.open[-1] == "title" and "svg" not in self.open:
            self.seen.title += text
        if "h1" in self.open:
            self.seen.headings[-1] += text
        if self.open and self.open[-1] == "textarea" and self.sent in self._fields:
            self._fields[self.sent] += text.removeprefix("\r").removeprefix("\n")
        if "body" in self.open and not UNSEEN & set(self.open):
            self.seen.words += f" {text}"

    def _field(self, tag, given):
        kind = given.get("type", "text") if tag == "input" else tag
        if kind not in NEED_NO_LABEL:
            self.seen.inputs.append({**given, "inside_label": "label" in self.open})
        is_sent = kind not in ("checkbox", "radio") or "checked" in given
        self.sent = given.get("name", "")
        if is_sent and self.sent and "form" in self.open:
            self._fields[self.sent] = given.get("value", "")

    def _option(self, given):
        """A select sends the option that is chosen; the first one where none is."""
        if self.sent in self._fields and ("selected" in given or not self._fields[self.sent]):
            self._fields[self.sent] = given.get("value", "")

    @property
    def _fields(self):
        return self.seen.forms[-1].fields if self.seen.forms and "form" in self.open else {}
