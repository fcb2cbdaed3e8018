"""Papers as PDF that a screen reader reads: tagged, with title and language, as PDF/UA-1 asks."""

import json
from pathlib import Path
from typing import Any

from flask import Response

from app.config import ROOT

PAPERS = ROOT / "templates"


def pdf_file(name: str, paper: str, facts: dict[str, Any]) -> Response:
    """The answer that downloads the paper at templates/<paper>, filled in with `facts`, as `name`.

    Facts are handed over as JSON, never as text of the paper: nothing typed can be a command.
    """
    response = Response(typeset(PAPERS / paper, facts), mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def typeset(paper: Path, facts: dict[str, Any]) -> bytes:
    """The PDF itself. A sign that our letters lack is no reason to give nobody their paper: then it
    is tagged all the same, and only the check against the standard is left out."""
    import typst  # 80 MB of code, for the few requests that make a paper

    how: dict[str, Any] = {
        "root": str(paper.parent),
        "ignore_system_fonts": True,
        "format": "pdf",
        "sys_inputs": {"facts": json.dumps(facts)},
    }
    try:
        made: bytes = typst.compile(str(paper), pdf_standards=["ua-1"], **how)
    except typst.TypstError:
        made = typst.compile(str(paper), **how)
    return made
