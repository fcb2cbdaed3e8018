from app.opportunities import parts, queries
from app.opportunities.views import bp
from app.shared.access import public
from app.shared.hypermedia import render


@bp.get("/volunteer")
@public
def index():
    return render("opportunities/index.html", roles=queries.on_offer(), parts=parts)


@bp.get("/volunteer/<string:slug>")
@public
def show(slug):
    role = queries.public(slug)
    return render(
        "opportunities/show.html",
        role=role,
        where=parts.where(role),
        venue_line=parts.venue_line(role),
        when=parts.when(role),
    )
