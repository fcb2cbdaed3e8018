"""The base of every form."""

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
