"""Booking a place, and everything its holder can do with the code."""

from flask import Blueprint

bp = Blueprint("bookings", __name__)

from app.bookings.views import booking, changing, finding, held, leaving, pulses  # noqa: E402, F401 - each needs the blueprint
