"""The pages of events: lists, one event, one date, and calendars."""

from flask import Blueprint

bp = Blueprint("events", __name__)

from app.events.views import (  # noqa: E402 - each needs the blueprint
    cohosting,  # noqa: F401
    dates,  # noqa: F401
    drafts,  # noqa: F401
    feeds,  # noqa: F401
    imports,  # noqa: F401
    lists,  # noqa: F401
    organise,  # noqa: F401
    paper,  # noqa: F401
    venues,  # noqa: F401
)
