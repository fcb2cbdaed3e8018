"""The building: makes the app and opens its rooms."""

from flask import Flask
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from app import cli
from app.badges import views as badges
from app.bookings import views as bookings
from app.company import views as company
from app.config import ROOT, Settings
from app.credentials import views as credentials
from app.events import views as events
from app.following import views as following
from app.hours import views as hours
from app.opportunities import views as opportunities
from app.organisations import views as organisations
from app.organising import views as organising
from app.people import views as people
from app.places import views as places
from app.rota import views as rota
from app.shared import (
    database,
    doctor,
    error_pages,
    failpoints,
    formatting,
    headers,
    incoming,
    kept_pages,
    layout,
    logs,
    mail,
    migrations,
)
from app.shared.extensions import csrf, htmx, limiter, login_manager
from app.site import views as site
from app.site.views import demo
from app.skills import views as skills

ROOMS = (
    people.bp,
    places.bp,
    organisations.bp,
    credentials.bp,
    badges.bp,
    events.bp,
    opportunities.bp,
    hours.bp,
    skills.bp,
    rota.bp,
    following.bp,
    bookings.bp,
    company.bp,
    organising.bp,
    site.bp,
)


def create_app(settings: Settings | None = None) -> Flask:
    """The app for `settings` (the environment's where none are given)."""
    settings = settings or Settings.from_environment()
    doctor.refuse_danger(settings)
    app = Flask(__name__, template_folder=ROOT / "templates", static_folder=ROOT / "static")
    app.config.from_mapping(settings.for_flask())
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    database.init_app(app)
    for extension in (htmx, csrf, login_manager, limiter):
        extension.init_app(app)
    for room in (*ROOMS, demo.bp) if settings.demo else ROOMS:
        app.register_blueprint(room)
    for ground in (
        migrations,
        failpoints,
        mail,
        formatting,
        layout,
        incoming,
        headers,
        kept_pages,
        logs,
        error_pages,
        cli,
    ):
        ground.init_app(app)
    if settings.proxy_hops:
        hops = settings.proxy_hops
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops)  # type: ignore[method-assign]
    return app
