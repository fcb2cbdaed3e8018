from flask import Blueprint, session, url_for
from flask_login import current_user

from app.people import queries, services
from app.shared.access import personal
from app.shared.database import db
from app.shared.extensions import login_manager
from app.shared.hypermedia import see_other

bp = Blueprint("people", __name__)

TOKEN = "_user_id"  # where Flask-Login keeps what it hands to the loader


@login_manager.user_loader
def load_person(token):
    """Whom the cookie's token signs in. An ended sign-in is no one, at once."""
    return queries.signed_in_with(token)


@login_manager.unauthorized_handler
def ask_to_sign_in():
    """Send the whole page on; inside htmx a plain redirect would land in a panel."""
    return see_other(url_for("site.home"))


@bp.post("/sign-out")
@personal
def sign_out():
    if current_user.is_authenticated:
        services.end_sign_in(session[TOKEN])
    db.session.commit()
    session.clear()
    response = see_other(url_for("site.home"))
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response
