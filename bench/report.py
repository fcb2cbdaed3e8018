"""What was measured, in tables: on the screen, and in bench/RESULTS.md."""

from pathlib import Path

from bench.pages import ANEW, BOOKING
from bench.serving import WORKERS
from bench.targets import FLOOR, judged

RESULTS = Path(__file__).with_name("RESULTS.md")
DESK = "## The organiser's desk"
MATCHING = "## Which role might suit somebody"
BADGES = "## A badge for a thousand people"
METHOD = Path(__file__).with_name("METHOD.md")
HEAD = ("CPU ms", "of it db", "floors", "a second", "p50 ms", "p99 ms", "longest", "SQL", "bytes")
OTHERS = (
    # CPU ms of a list page and an event page, CPU ms, statements and requests of a whole free
    # booking, kB of the first view, MiB a worker: measured with the same method on two cores.
    ("pretix", "105", "59", "1,110", "297", "11", "463", "237"),
    ("Indico", "93", "119", "318", "93", "", "2,957", "250"),
    ("Gancio", "127", "", "", "", "", "434", ""),
    ("ephios", "", "", "640 to 925", "", "", "337", ""),
)


def show(result):
    """Print one database's figures."""
    print(f"{'':<20}{''.join(f'{word:>10}' for word in HEAD)}")
    for name in result["rows"]:
        print(f"{name:<20}{''.join(f'{word:>10}' for word in _figures(result, name))}")
    print(_others(result), flush=True)


def write(results, day, machine):
    """Write bench/RESULTS.md anew."""
    found = judged(results)
    missed = [one for one in found if not one.is_met]
    lines = [
        "# How fast it is",
        "",
        f"Measured on {day} by `./dev bench` on {machine}.",
        f"{len(found) - len(missed)} of {len(found)} targets are met. Each figure is the worst of "
        "all databases and sizes. What was broken on purpose, and held: `FAULTS.md`, by "
        "`./dev faults`.",
        "",
        *_rows(("Target", "Measured", ""), [_judgement(one) for one in found], "---"),
        "",
    ]
    if missed:
        lines += ["What is missed, and the next step:", ""]
        lines += [f"- {one.target.words}: {one.target.next_step}." for one in missed]
        lines += [""]
    lines += [
        "## Beside what people would pick instead",
        "",
        *_beside(results),
        "",
        METHOD.read_text().strip(),
        "",
        "## Every figure",
        "",
    ]
    for result in results:
        size = f"{result['dates']:,} dates, {result['bookings']:,} bookings"
        rows = [(name, *_figures(result, name)) for name in result["rows"]]
        lines += [f"### {result['label']}, {size}", "", *_rows(("", *HEAD), rows)]
        lines += ["", _others(result), ""]
    RESULTS.write_text("\n".join(lines).rstrip() + "\n")


def write_desk(found, day, machine):
    """Write the section of the organiser's desk anew in bench/RESULTS.md."""
    rows = zip(*found.values(), strict=True)
    lines = [
        f"Measured on {day} by `./dev bench desk` on {machine}: two workers of the site, a worker "
        "process and a mail server that takes everything. SQLite lies on a real disk.",
        "",
        *_rows(("", "target", *found), [_promise(row) for row in rows]),
    ]
    _write_section(DESK, lines)


def write_matching(found, could, day, machine):
    """Write the section of suggesting roles, and of who could help, anew in bench/RESULTS.md."""
    method, head, rows = found
    lines = [
        method.format(day=day),
        "",
        *_rows(head, rows),
        "",
        f"And the other side, who could do a shift, on {machine}:",
        "",
        *_rows(
            ("", "target", *could), [_promise(row) for row in zip(*could.values(), strict=True)]
        ),
    ]
    _write_section(MATCHING, lines)


def write_badges(found, day, machine):
    """Write the section of badges for many anew in bench/RESULTS.md."""
    rows = zip(*found.values(), strict=True)
    lines = [
        f"Measured on {day} by `./dev bench badges` on {machine}. A group gives one badge to 1,000 "
        "people at once. A worker issues and signs what they can show (JSON and JWT), is killed "
        "half-way, and another one does the rest; what a worker takes to start is not counted.",
        "",
        *_rows(("", "target", *found), [_promise(row) for row in rows]),
    ]
    _write_section(BADGES, lines)


def _write_section(heading, lines):
    """Put `lines` under `heading`, in place of what stood there, or at the end."""
    before, _, old = RESULTS.read_text().partition(heading)
    _, mark, after = old.partition("\n## ")
    section = "\n".join([heading, "", *lines])
    rest = f"\n\n{mark.lstrip()}{after.rstrip()}" if mark else ""
    RESULTS.write_text(f"{before.rstrip()}\n\n{section}{rest}\n")


def _promise(row):
    one = row[0]
    target = "" if one.most is None else f"at most {one.most:g}"
    shown = [each.shown.format(each.measured) for each in row]
    marked = [
        text if each.is_met else f"**{text}, missed**"
        for each, text in zip(row, shown, strict=True)
    ]
    return one.words, target, *marked


def _judgement(one):
    return one.target.words, one.figure, "met" if one.is_met else "**missed**"


def _beside(results):
    result = max((one for one in results if not one["bookings"]), key=lambda one: one["dates"])
    rows, booking = result["rows"], result["rows"][BOOKING]
    ours = (
        f"**Alongside**, {result['label']}, {result['dates']:,} dates",
        f"{rows['/events']['cpu']:.1f}",
        f"{rows['date page']['cpu']:.1f}",
        f"{booking['cpu']:.0f}",
        f"{result['statements'][BOOKING]}",
        f"{booking['requests']:.0f}",
        f"{result['first_view'] / 1000:.0f}",
        f"{result['memory'][0]:.0f}",
    )
    anew = (
        "the same, made anew",
        f"{rows['/events' + ANEW]['cpu']:.1f}",
        f"{rows['date page' + ANEW]['cpu']:.1f}",
        *("", "", "", "", ""),
    )
    head = ("", "list, CPU ms", "event, CPU ms", "booking, CPU ms", "its SQL", "its requests")
    return _rows((*head, "first view, kB", "MiB a worker"), [ours, anew, *OTHERS])


def _rows(head, rows, line="--:"):
    yield f"| {' | '.join(head)} |"
    yield f"|---|{'|'.join([line] * (len(head) - 1))}|"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _others(result):
    (rss, pss), (floor_rss, _) = result["memory"], result["floor_memory"]
    return (
        f"{rss:.0f} MiB for each of {WORKERS} workers ({pss:.0f} without what they share; the "
        f"floor {floor_rss:.0f}). Ready after {result['ready']:.2f} s of CPU. "
        f"{result['kept']:,} of {result['booked']:,} confirmed bookings found afterwards."
    )


def _figures(result, name):
    row = result["rows"][name]
    return (
        f"{row['cpu']:.2f}",
        f"{row['database']:.2f}",
        f"{row['cpu'] / result['rows'][FLOOR]['cpu']:.2f}",
        f"{row['a_second']:.0f}",
        f"{row['p50']:.1f}",
        f"{row['p99']:.1f}",
        f"{row['longest']:.0f}",
        f"{result['statements'].get(name, 1)}",
        f"{row['bytes']:,.0f}",
    )
