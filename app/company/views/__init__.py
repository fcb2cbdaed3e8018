"""Being met at the door, for who asked and for who says yes; and sharing a lift."""

from flask import Blueprint

bp = Blueprint("company", __name__)

from app.company.views import buddies, lifts, meetings  # noqa: E402, F401 - each needs the blueprint
