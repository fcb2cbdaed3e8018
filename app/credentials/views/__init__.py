"""Pages for whoever was given an address: no cookie, and nothing of the rest of the site."""

from flask import Blueprint

bp = Blueprint("credentials", __name__)

from app.credentials.views import checking, issuers  # noqa: E402, F401
