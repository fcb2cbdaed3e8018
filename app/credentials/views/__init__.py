"""Pages for whoever was given an address: no cookie, and nothing of the rest of the site. And one
for people who bring badges here."""

from flask import Blueprint

bp = Blueprint("credentials", __name__)

from app.credentials.views import checking, elsewhere, issuers  # noqa: E402, F401
