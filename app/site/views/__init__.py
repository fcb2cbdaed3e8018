from flask import Blueprint

bp = Blueprint("site", __name__)

from app.site.views import choices, home, leaving, machines, pages  # noqa: E402, F401
