from flask import request

from app.opportunities import parts, queries
from app.opportunities.forms.names import NameForm
from app.opportunities.views import bp
from app.shared.access import signed_in
from app.shared.hypermedia import render


@bp.get("/organise/<string:slug>/roles/<int:role_id>/seen")
@signed_in
def seen(slug, role_id):
    """Why somebody cannot see a role of the group."""
    page = parts.volunteering_page(slug, under="opportunities.of_team")
    role = queries.role_to_explain(page["group"], role_id)
    form = NameForm(request.args)
    name = form.as_seen if form.validate() else ""
    return render("opportunities/seen.html", **page, **parts.seen(role, name), form=form)
