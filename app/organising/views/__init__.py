"""What organisers see of their group's dates and do with them. For others, no page is there."""

from flask import Blueprint

bp = Blueprint("organising", __name__)

# Each of them needs the blueprint.
from app.organising.views import booking_in, bookings, dates, home, share  # noqa: E402, F401
