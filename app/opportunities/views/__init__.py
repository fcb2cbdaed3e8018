"""The pages of volunteering: roles on offer, and asking for one."""

from flask import Blueprint

bp = Blueprint("opportunities", __name__)

from app.opportunities.views import (  # noqa: E402 - their addresses join bp
    applying,  # noqa: F401
    deciding,  # noqa: F401
    getting_ready,  # noqa: F401
    matching,  # noqa: F401
    organise,  # noqa: F401
    own,  # noqa: F401
    references,  # noqa: F401
    remembering,  # noqa: F401
    roles,  # noqa: F401
    saved,  # noqa: F401
    seeing,  # noqa: F401
)
