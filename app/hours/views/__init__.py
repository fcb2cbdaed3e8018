"""The pages of hours: one's own, and those that wait for a group."""

from flask import Blueprint

bp = Blueprint("hours", __name__)

from app.hours.views import dates, mine, team  # noqa: E402, F401 - their addresses join bp
