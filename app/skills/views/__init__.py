"""One's own record, the links to it, and what whoever has one sees."""

from flask import Blueprint

bp = Blueprint("skills", __name__)

from app.skills.views import mine, outside, sharing, taking  # noqa: E402, F401 - each needs the blueprint
