"""The pages of volunteering: roles on offer, and asking for one."""

from flask import Blueprint

bp = Blueprint("opportunities", __name__)

from app.opportunities.views import organise, roles  # noqa: E402, F401 - its addresses join bp
