"""The pages of hours: one's own, and those that wait for a group."""

from flask import Blueprint

bp = Blueprint("hours", __name__)

from app.hours.views import (  # noqa: E402 - their addresses join bp
    dates,  # noqa: F401
    expenses,  # noqa: F401
    mine,  # noqa: F401
    paying,  # noqa: F401
    proof,  # noqa: F401
    team,  # noqa: F401
)
