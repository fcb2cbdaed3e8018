"""The pages of badges: one's own way to them, and what a group is let read of it."""

from flask import Blueprint

bp = Blueprint("badges", __name__)

from app.badges.views import (  # noqa: E402 - their addresses join bp
    awards,  # noqa: F401
    catalogue,  # noqa: F401
    earning,  # noqa: F401
    giving,  # noqa: F401
    notes,  # noqa: F401
    team,  # noqa: F401
    writing,  # noqa: F401
)
