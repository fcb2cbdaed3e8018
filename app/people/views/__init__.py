from flask import Blueprint

bp = Blueprint("people", __name__)

TOKEN = "_user_id"
"""Where the cookie has the sign-in's token: Flask-Login hands what is there to its loader."""

from app.people.views import door, settings, sign_ins, signing_in, you  # noqa: E402, F401
