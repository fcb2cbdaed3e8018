"""Who comes with a request, where those go who must sign in first, and what their cookie holds."""

import re
from typing import Any

from flask import current_app, session, url_for
from htmx_flask import request
from werkzeug.exceptions import HTTPException

from app.people import queries
from app.people.views import TOKEN
from app.shared.extensions import login_manager
from app.shared.hypermedia import see_other

# A sign-in is a row that can be ended. Flask-Login's own guard would end it, unasked, when the
# browser's name changes, which is at each of its updates.
login_manager.session_protection = None

CARRIED = ("browser", "place", "theme")
"""What stays in the cookie when someone signs in: bookings made in this browser just before are
still found here, and the page looks as it did."""

ALSO_SIGNED_IN_FOR = {"bookings.show"}
"""Pages that need no sign-in, but where one is of use."""

_ORIGIN = re.compile(r"https?://[^/]*")
_OWN_ADDRESS = re.compile(r"/[a-z0-9][\w/.-]*(\?[\w=&%.+-]*)?", re.ASCII)


@login_manager.user_loader
def load_person(token):
    """Whom the cookie's token signs in. An ended sign-in is no one, at once."""
    sign_in = queries.sign_in_with(token) if isinstance(token, str) else None
    return sign_in.person if sign_in else None


@login_manager.unauthorized_handler
def ask_to_sign_in():
    """Send the whole page on; inside htmx a plain redirect would land in a panel."""
    asked = request.full_path.rstrip("?")
    if request.htmx:
        asked = _ORIGIN.sub("", request.htmx.current_url or "").partition("?")[0]
    elif request.method == "POST":
        asked = request.path.rpartition("/")[0]  # the page that an act is on is the one above it
    answer: Any = see_other(url_for("people.sign_in", next=way_back(asked)))
    if "HX-Redirect" in answer.headers:
        answer.status_code = 401
    return answer


def way_back(wanted):
    """`wanted` if it is the address of a page here that people sign in for; otherwise None."""
    if not wanted or not _OWN_ADDRESS.fullmatch(wanted):
        return None
    try:
        endpoint, _ = current_app.url_map.bind("").match(wanted.partition("?")[0], method="GET")
    except HTTPException:
        return None
    access = getattr(current_app.view_functions[endpoint], "access", "")
    return wanted if access == "signed_in" or endpoint in ALSO_SIGNED_IN_FOR else None


def let_in(token, is_kept):
    """Start this browser's cookie anew, so that nobody who knew the old one knows this one."""
    is_somebody_else = session.get(TOKEN, token) != token
    carried = {name: session[name] for name in CARRIED if name in session}
    session.clear()
    if not is_somebody_else:
        session.update(carried)
    session[TOKEN] = token
    session.permanent = is_kept


def let_out():
    """Leave nothing of a person in this browser: no cookie, no page, no storage."""
    session.clear()
    answer: Any = see_other(url_for("people.signed_out"))
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer
