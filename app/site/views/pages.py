from app.organisations import queries as organisations
from app.shared.access import public
from app.shared.hypermedia import render
from app.site.views import bp


@bp.get("/help")
@public
def help():
    return render("site/help.html", network=organisations.network())


@bp.get("/help/organising")
@public
def help_organising():
    return render("site/help_organising.html")


@bp.get("/safety")
@public
def safety():
    return render("site/safety.html")


@bp.get("/privacy")
@public
def privacy():
    return render("site/privacy.html", network=organisations.network())


@bp.get("/accessibility")
@public
def accessibility():
    return render("site/accessibility.html", network=organisations.network())


@bp.get("/support/urgent")
@public
def support_urgent():
    return render("site/support_urgent.html")
