from flask import request, url_for
from flask_login import current_user

from app.opportunities import parts, queries, services
from app.opportunities.views import bp
from app.shared.access import signed_in
from app.shared.database import db
from app.shared.hypermedia import render, see_other, wants_part


@bp.get("/volunteer/<string:slug>/saved")
@signed_in
def saved(slug):
    """Where a stranger comes back to from signing in; and all that they keep."""
    return _saved(queries.public(slug))


@bp.post("/volunteer/<string:slug>/saved")
@signed_in
def save(slug):
    role, wanted = queries.public(slug), request.form.get("wanted") != "no"
    (services.save_role if wanted else services.forget_role)(role, current_user)
    url = url_for("opportunities.show", slug=slug)
    db.session.commit()
    if wants_part():
        return _saved(role)
    return see_other(url, "Saved for later." if wanted else "Not saved any longer.")


def _saved(role):
    return render(
        "opportunities/saved.html",
        part="opportunities/_saved.html",
        role=role,
        saved=parts.saved(role),
        cards=[] if wants_part() else queries.saved_by(current_user),
    )
