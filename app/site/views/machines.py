"""What machines ask for: is it alive, may I list it, where is its picture."""

from flask import current_app, redirect, render_template, url_for

from app.events import parts as events
from app.opportunities import queries as opportunities
from app.shared import health
from app.shared.access import public
from app.site import queries
from app.site.views import bp

PAGES = ("site.home", "events.index", "opportunities.index", "organisations.index")
TEXT = {"Content-Type": "text/plain; charset=utf-8"}


@bp.get("/healthz")
@public
def healthz():
    return health.healthz(), 200, TEXT


@bp.get("/readyz")
@public
def readyz():
    is_ready, words = health.readyz()
    return "\n".join(words) + "\n", 200 if is_ready else 503, TEXT


@bp.get("/robots.txt")
@public
def robots():
    settings = current_app.config["SETTINGS"]
    # On the open web nobody who looks for help may come upon groups that are made up.
    is_public_demo = settings.demo and settings.site_url.startswith("https://")
    words = render_template(
        "site/robots.txt", is_public_demo=is_public_demo, origin=events.site_address("")
    )
    return words, 200, TEXT


@bp.get("/sitemap.xml")
@public
def sitemap():
    paths = [
        *(url_for(page) for page in PAGES),
        *(url_for("organisations.show", slug=slug) for slug in queries.groups_to_find()),
        *(url_for("events.show", slug=slug) for slug in queries.events_to_find()),
        *(url_for("opportunities.show", slug=slug) for slug in opportunities.to_find()),
    ]
    addresses = [events.site_address(path) for path in paths]
    words = render_template("site/sitemap.xml", addresses=addresses)
    return words, 200, {"Content-Type": "text/xml; charset=utf-8"}


@bp.get("/favicon.ico")
@public
def favicon():
    return redirect(url_for("static", filename="img/icon.svg"), code=301)
