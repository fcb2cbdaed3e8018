"""What was promised, beside what was measured."""

from collections.abc import Callable
from dataclasses import dataclass

from bench.pages import ANEW, BOOKING

FLOOR = "the floor"
PAGES = ("/events", "filtered list", "near-me list", "date page", "ways to help")
"""The list and date pages that the targets speak of; the others are measured beside them."""
PARTS = ("places line, a part", "list, the part")
MADE_ANEW = tuple(f"{name}{ANEW}" for name in PAGES)


@dataclass(frozen=True)
class Target:
    """A promise: the most that `measured` of a result may be."""

    words: str
    most: float
    measured: Callable
    shown: str
    next_step: str


@dataclass(frozen=True)
class Judged:
    """A target beside the worst figure that any database gave, and where that was."""

    target: Target
    worst: float
    where: str

    @property
    def is_met(self):
        return round(self.worst, 2) <= self.target.most

    @property
    def figure(self):
        return f"{self.target.shown.format(self.worst)} ({self.where})"


def _floors(names):
    def measured(result):
        rows = result["rows"]
        return max((rows[name]["cpu"] / rows[FLOOR]["cpu"], name) for name in names)

    return measured


def _statements(names):
    return lambda result: max((result["statements"][name], name) for name in names)


def _booking(figure):
    return lambda result: (result["rows"][BOOKING][figure], "")


def _on_sqlite(measured):
    return lambda result: measured(result) if result["kind"] == "sqlite" else None


def _growth(result):
    """How many times what it costs in the smallest world a page costs in this one."""
    small, rows = result.get("smallest"), result["rows"]
    if small is None:
        return None
    return max(
        (rows[name]["cpu"] / rows[FLOOR]["cpu"] * small[FLOOR]["cpu"] / small[name]["cpu"], name)
        for name in MADE_ANEW
    )


def _more_statements(result):
    small = result.get("smallest_statements")
    if small is None:
        return None
    return max((result["statements"][name] - small[name], name) for name in (*PAGES, BOOKING))


TARGETS = (
    Target(
        "A list or date page costs at most 1.7 times the floor's CPU",
        1.7,
        _floors(PAGES),
        "{:.2f} times",
        "look at app/shared/kept_pages.py",
    ),
    Target(
        "and so does one made anew, because something has changed",
        1.7,
        _floors(MADE_ANEW),
        "{:.2f} times",
        "two fifths of it is templates, a quarter putting questions together and reading rows, a "
        "fifth the framework; keep the questions of a list put together for each shape of filters, "
        "and ask for columns where a date's page loads whole objects",
    ),
    Target(
        "A part costs at most 1.2 times the floor's CPU",
        1.2,
        _floors(PARTS),
        "{:.2f} times",
        "look at app/shared/kept_pages.py",
    ),
    Target(
        "200,000 dates cost at most 1.2 times what 764 do",
        1.2,
        _growth,
        "{:.2f} times",
        "kept pages cost the same at any size; one made anew counts up to 100 dates and passes by "
        "those that are not in a list of the events or venues asked for, which it first makes: "
        "keep beside each date what is asked of its event and venue",
    ),
    Target(
        "200,000 dates take the same number of statements as 764",
        0,
        _more_statements,
        "{:+.0f}",
        "look at the page named",
    ),
    Target(
        "A page takes at most 6 statements",
        6,
        _statements(PAGES),
        "{:.0f}",
        "join them or keep them",
    ),
    Target(
        "A booking takes at most 20 statements",
        20,
        _statements((BOOKING,)),
        "{:.0f}",
        "let the first date of the form and the count of its places be one question",
    ),
    Target("A booking takes at most 4 requests", 4, _booking("requests"), "{:.0f}", "fewer steps"),
    Target(
        "A whole booking takes at most 12 ms of CPU",
        12,
        _booking("cpu"),
        "{:.1f} ms",
        "templates and whole objects again; each of its four answers is made anew",
    ),
    Target(
        "With 8 people booking at once on SQLite, 99 of 100 wait less than 500 ms",
        500,
        _on_sqlite(_booking("p99_post")),
        "{:.0f} ms",
        "measure on a disk that nobody else waits for",
    ),
    Target(
        "and nobody waits more than 1 s",
        1000,
        _on_sqlite(_booking("longest_post")),
        "{:.0f} ms",
        "the same",
    ),
    Target(
        "A worker has at most 90 MiB, its part of what they share among it",
        90,
        lambda result: (result["memory"][1], ""),
        "{:.0f} MiB",
        "when it starts it has 65, of which the interpreter and a bare Flask with SQLAlchemy are "
        "45; the rest is what it keeps: templates, questions, pages, and 4 MiB of SQLite's cache "
        "for each connection",
    ),
    Target(
        "Ready to serve within 2 s of CPU",
        2,
        lambda result: (result["ready"], ""),
        "{:.2f} s",
        "import less before it is needed",
    ),
    Target(
        "No booking that was confirmed is missing",
        0,
        lambda result: (result["booked"] - result["kept"], ""),
        "{:.0f} missing",
        "stop everything and find it",
    ),
)


def judged(results):
    """Every target with the worst figure of all databases."""
    for kind in {result["kind"] for result in results}:
        of_kind = [result for result in results if result["kind"] == kind]
        smallest = min(of_kind, key=lambda one: one["dates"])
        largest = max(of_kind, key=lambda one: (one["dates"], -one["bookings"]))
        if largest is not smallest:
            largest["smallest"] = smallest["rows"]
            largest["smallest_statements"] = smallest["statements"]
    return [_judge(target, results) for target in TARGETS]


def _judge(target, results):
    found = []
    for result in results:
        if measured := target.measured(result):
            value, page = measured
            size = f"{result['dates']:,} dates, {result['bookings']:,} bookings"
            where = ", ".join(filter(None, (page, result["label"], size)))
            found.append((value, where))
    return Judged(target, *max(found, key=lambda pair: pair[0]))
