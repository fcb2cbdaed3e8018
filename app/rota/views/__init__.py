"""The pages of shifts: one's own, trying one out, and a group's weeks."""

from flask import Blueprint

bp = Blueprint("rota", __name__)

from app.rota.views import (  # noqa: E402 - each needs the blueprint
    calendar,  # noqa: F401
    cover,  # noqa: F401
    mine,  # noqa: F401
    one,  # noqa: F401
    patterns,  # noqa: F401
    tasters,  # noqa: F401
    team,  # noqa: F401
    who_could,  # noqa: F401
)
