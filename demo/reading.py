"""Reading the data files. Places are real; everything else in them is invented."""

import json
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"

Row = dict[str, Any]


@cache
def read(name: str) -> Row:
    """The whole of `data/<name>.json`."""
    return json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def rows(name: str, key: str | None = None) -> list[Row]:
    """The rows in `data/<name>.json` under `key`, which is the file's name if not given."""
    return read(name)[key or name]  # type: ignore[no-any-return]
