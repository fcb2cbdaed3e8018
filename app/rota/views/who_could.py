from flask import request

from app.opportunities import parts as opportunities
from app.opportunities.forms.names import NameForm
from app.rota import parts, queries
from app.rota.views import bp
from app.shared.access import signed_in
from app.shared.hypermedia import render


@bp.get("/organise/<string:slug>/rota/<int:shift_id>/who")
@signed_in
def who_could(slug, shift_id):
    """Who could do this shift, and why somebody is not among them."""
    page = opportunities.volunteering_page(slug, under="rota.of_team")
    shift = queries.of_group(page["group"], shift_id)
    form = NameForm(request.args)
    name = form.as_seen if form.validate() else ""
    return render("rota/who_could.html", **page, **parts.who_could(shift, name), form=form)
