"""The real app with a few odd pages besides: ones that fail, write, or are asked for too often."""

from contextlib import contextmanager

import pytest
from flask import Blueprint, abort, render_template_string, request, session
from sqlalchemy import text

from app import create_app
from app.shared import limits
from app.shared.access import personal, public
from app.shared.database import db
from app.shared.extensions import csrf, limiter
from tests.support.client import Client

PAGE = """{% extends "layouts/page.html" %}{% block main %}<h1>A page</h1>
<p>{{ words }}</p>{% if has_form %}<form method="post" action="/odd/form">
<input type="hidden" name="csrf_token" value="{{ csrf_token() }}"></form>{% endif %}
{% endblock %}"""
INSERT = """INSERT INTO event_kinds (id, slug, name, look, "order")
VALUES (:id, :name, :name, 'walk', 0)"""

odd = Blueprint("odd", __name__, url_prefix="/odd")


def make_odd(settings):
    """The app as it runs for people, tokens and failures included, with the odd pages."""
    app = create_app(settings)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.register_blueprint(odd)
    return app


@contextmanager
def inside(settings):
    """In the context of an app of its own for `settings`; no connection is left behind."""
    with create_app(settings).app_context():
        yield
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(scope="session")
def odd_app(settings):
    app = make_odd(settings)
    app.test_client_class = Client
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def visitor(odd_app):
    """A browser on the app with the odd pages."""
    return odd_app.test_client()


def draw(words="", has_form=False):
    return render_template_string(PAGE, words=words, has_form=has_form)


@odd.get("/page")
@public
def page():
    return draw(request.args.get("words", ""))


@odd.get("/mine/<code>")
@personal
def mine(code):
    return draw(f"{code} {request.args.get('words')}")


@odd.route("/form", methods=["GET", "POST"])
@public
def form():
    return draw(request.form.get("words", ""), has_form=True)


@odd.get("/remember")
@public
def remember():
    session["theme"] = "dark"
    return draw()


@odd.get("/stop/<int:code>")
@public
def stop(code):
    abort(code)


@odd.route("/boom/<path:rest>", methods=["GET", "POST"])
@csrf.exempt
@public
def boom(rest):
    raise ValueError(f"{rest} {request.args} {request.form} {request.headers}")


@odd.post("/quote")
@csrf.exempt
@public
def quote():
    row = {"name": request.form["words"], "id": 1}
    db.session.execute(text(INSERT), row)
    db.session.execute(text(INSERT), row)  # breaks a rule, and the database quotes the row
    return "quoted"


@odd.post("/write")
@csrf.exempt
@public
def write():
    db.session.execute(text("DELETE FROM event_kinds WHERE slug = 'none'"))
    db.session.commit()
    return "written"


@odd.post("/limited")
@csrf.exempt
@limiter.limit(limits.SIGN_IN)
@public
def limited():
    return "let in"
