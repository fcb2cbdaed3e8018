"""What organisers see of their group's dates and do with them. For others, no page is there."""

from flask import Blueprint

bp = Blueprint("organising", __name__)

# Each of them needs the blueprint.
from app.organising.views import (  # noqa: E402
    booking_in,  # noqa: F401
    bookings,  # noqa: F401
    changes,  # noqa: F401
    dates,  # noqa: F401
    door,  # noqa: F401
    door_copy,  # noqa: F401
    door_paper,  # noqa: F401
    exports,  # noqa: F401
    home,  # noqa: F401
    kept_back,  # noqa: F401
    messages,  # noqa: F401
    publication,  # noqa: F401
    questions,  # noqa: F401
    series,  # noqa: F401
    share,  # noqa: F401
    totals,  # noqa: F401
)
