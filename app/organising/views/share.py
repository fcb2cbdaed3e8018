from flask import url_for

from app.events import parts as events
from app.organisations import parts
from app.organising.views import bp
from app.shared.access import signed_in
from app.shared.hypermedia import render


@bp.get("/organise/<string:slug>/share")
@signed_in
def share(slug):
    """What a group can put up, send round, or show on its own site."""
    page = parts.team_page(slug)
    frame = events.site_address(url_for("events.embed", slug=slug))
    return render(
        "organising/share.html",
        **page,
        page_address=events.site_address(url_for("organisations.show", slug=slug)),
        frame=f'<iframe src="{frame}" title="What’s on" width="100%" height="480"></iframe>',
    )
