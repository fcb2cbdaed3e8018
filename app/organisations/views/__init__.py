"""Groups as the public sees them, and their teams."""

from flask import Blueprint

bp = Blueprint("organisations", __name__)

from app.organisations.views import groups  # noqa: E402, F401 - needs the blueprint
