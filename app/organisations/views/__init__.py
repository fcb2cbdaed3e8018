"""Groups as the public sees them, and their teams."""

from flask import Blueprint

bp = Blueprint("organisations", __name__)

# Each of them needs the blueprint.
from app.organisations.views import feeds, groups, invitations, mine, pages, teams  # noqa: E402, F401
