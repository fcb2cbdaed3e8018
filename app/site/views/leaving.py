from flask import current_app, redirect, session

from app.shared.access import personal
from app.site.views import bp


@bp.get("/leave")
@personal
def leave():
    """Somewhere that nobody asks about, at once, with nothing of this site left in the browser.

    Changes no row, so a link can do it and no scanner of links can harm. What counts is that the
    cookie goes: it alone held the sign-in, and it is in no other place.
    """
    session.clear()
    response = redirect(current_app.config["SETTINGS"].leave_to, code=303)
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response
