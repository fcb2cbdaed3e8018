"""Tables for spreadsheets, in which nothing that somebody typed can become a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

from flask import Response

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet compute a cell instead of showing it."""


def csv_file(name: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> Response:
    """The answer that downloads a table as `name`: UTF-8, marked so that Excel knows it."""
    response = Response(csv_text(head, rows).encode("utf-8-sig"), mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def csv_text(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """The table as text, a line for `head` and one for each of `rows`."""
    written = io.StringIO(newline="")
    table = csv.writer(written, lineterminator="\r\n")
    table.writerow(head)
    table.writerows([safe_cell(value) for value in row] for row in rows)
    return written.getvalue()


def safe_cell(value: object) -> str:
    """How `value` stands in a cell: never as a formula. None is an empty cell."""
    words = "" if value is None else str(value)
    return f"'{words}" if _is_formula(words) else words


def plain_cell(words: str) -> str:
    """What `safe_cell` was given, from what it made of it."""
    return words[1:] if words.startswith("'") and _is_formula(words) else words


def _is_formula(words: str) -> bool:
    """With marks before it or without: else one more mark would not be told from our own."""
    return words.lstrip("'").startswith(FORMULA_STARTS)
