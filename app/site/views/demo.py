"""The demonstration's own pages. They are not there at all unless DEMO=1."""

from flask import Blueprint, abort, session, url_for
from flask_login import current_user

from app.people import queries as people
from app.people import services
from app.people.views import TOKEN
from app.shared import browser
from app.shared.access import personal, public
from app.shared.database import db, utcnow
from app.shared.hypermedia import render, see_other
from app.site import mailbox, queries
from app.site.forms import CAST, ComponentsForm, TryForm

bp = Blueprint("demo", __name__, url_prefix="/demo")


@bp.get("")
@personal
def index():
    booked = queries.booked_by(current_user) if current_user.is_authenticated else []
    return render("demo/index.html", cast=CAST, booked=booked)


@bp.post("/sign-in")
@personal
def sign_in():
    form = TryForm()
    if not form.validate_on_submit():
        return see_other(url_for("demo.index"))
    person = people.by_email(f"{form.who.data}@people.example.org")
    if person is None:
        abort(404)
    if TOKEN in session:
        services.end_sign_in(session[TOKEN])
    session.clear()
    session[TOKEN] = services.start_sign_in(person, browser=browser.described())
    db.session.commit()
    return see_other(url_for("demo.index"), f"You are trying it as {person.first_name}.")


@bp.get("/mail")
@personal
def mail():
    return render("demo/mail.html", letters=mailbox.newest())


@bp.get("/mail/<int:message_id>")
@personal
def message(message_id):
    return render("demo/message.html", letter=mailbox.opened(message_id))


@bp.get("/components")
@public
def components():
    form = ComponentsForm()
    form.email.errors = ["Enter an email address like name@example.com"]
    return render("demo/components.html", form=form, day=utcnow().date())
