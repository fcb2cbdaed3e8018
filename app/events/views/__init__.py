"""The pages of events: lists, one event, one date, and calendars."""

from flask import Blueprint

bp = Blueprint("events", __name__)

from app.events.views import dates, feeds, lists, paper  # noqa: E402, F401 - each needs the blueprint
