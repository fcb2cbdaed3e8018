from app.opportunities import parts as opportunities
from app.opportunities.forms.names import NameForm
from app.rota import parts, queries
from app.rota.views import bp
from app.shared.access import signed_in
from app.shared.hypermedia import render

WHO = "/organise/<string:slug>/rota/<int:shift_id>/who"


@bp.get(WHO)
@signed_in
def who_could(slug, shift_id):
    """Who could do this shift."""
    return _page(slug, shift_id)


@bp.post(WHO)
@signed_in
def who_could_not(slug, shift_id):
    """The same, and why somebody is not among them. Sent, so that no name is in an address."""
    return _page(slug, shift_id)


def _page(slug, shift_id):
    page = opportunities.volunteering_page(slug, under="rota.of_team")
    shift = queries.of_group(page["group"], shift_id)
    form = NameForm()
    name = form.as_seen if form.validate_on_submit() else ""
    found = parts.who_could(shift, name)
    return render(
        "rota/who_could.html", status=422 if form.errors else 200, **page, **found, form=form
    )
