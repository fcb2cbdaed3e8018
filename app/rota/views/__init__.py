"""The pages of shifts: one's own, trying one out, and a group's weeks."""

from flask import Blueprint

bp = Blueprint("rota", __name__)

from app.rota.views import calendar, cover, mine, one, tasters, team, who_could  # noqa: E402, F401 - each needs the blueprint
