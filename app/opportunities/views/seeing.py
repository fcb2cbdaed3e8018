from app.opportunities import parts, queries
from app.opportunities.forms.names import NameForm
from app.opportunities.views import bp
from app.shared.access import signed_in
from app.shared.hypermedia import render

SEEN = "/organise/<string:slug>/roles/<int:role_id>/seen"


@bp.get(SEEN)
@signed_in
def seen(slug, role_id):
    """Who can see a role of the group."""
    return _page(slug, role_id)


@bp.post(SEEN)
@signed_in
def seen_by(slug, role_id):
    """The same, and why somebody cannot. Sent, so that no name is in an address."""
    return _page(slug, role_id)


def _page(slug, role_id):
    page = parts.volunteering_page(slug, under="opportunities.of_team")
    role = queries.role_to_explain(page["group"], role_id)
    form = NameForm()
    name = form.as_seen if form.validate_on_submit() else ""
    found = parts.seen(role, name)
    return render(
        "opportunities/seen.html", status=422 if form.errors else 200, **page, **found, form=form
    )
