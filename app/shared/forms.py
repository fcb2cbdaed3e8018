"""The base of every form."""

import unicodedata
from typing import Any

from flask_wtf import FlaskForm


class Form(FlaskForm):
    """Strips whitespace before validating. Never queries, never saves, never knows the user."""

    class Meta(FlaskForm.Meta):
        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Any:
            filters = (*unbound_field.kwargs.get("filters", ()), strip)
            return unbound_field.bind(form=form, **{**options, "filters": filters})


def strip(value: Any) -> Any:
    """Text without the spaces around it; anything else as it came."""
    return value.strip() if isinstance(value, str) else value


def one_line(value: str | None) -> str | None:
    """Text on one line, without control or invisible direction signs that could hide words."""
    if value is None:
        return None
    shown = (sign if unicodedata.category(sign)[0] != "C" else " " for sign in value)
    return " ".join("".join(shown).split())
