"""Groups as the public sees them, and their teams."""

from flask import Blueprint

bp = Blueprint("organisations", __name__)

from app.organisations.views import groups, invitations, mine, teams  # noqa: E402, F401
