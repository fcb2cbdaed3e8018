from flask import request, session, url_for
from flask_login import current_user

from app.people import services
from app.people.forms import CodeForm, EmailForm
from app.people.views import TOKEN, bp
from app.people.views.door import let_in, let_out, way_back
from app.shared import browser, limits
from app.shared.access import personal, public
from app.shared.database import db
from app.shared.extensions import limiter
from app.shared.hypermedia import render, see_other

ASKED = "asked"
"""Where the cookie has the key and the address of the code this browser asked for last."""
WRONG = "That code did not work. Look at the newest mail, or ask for a new code"


def was_mistaken(response):
    return response.status_code == 422


@bp.route("/sign-in", methods=["GET", "POST"])
@limiter.limit(limits.SIGN_IN, methods=["POST"])
@personal
def sign_in():
    form = EmailForm(next=request.args.get("next"))
    if current_user.is_authenticated:
        return see_other(way_back(form.next.data) or url_for("people.you"))
    if not form.validate_on_submit():
        return _page("sign_in", form, 422 if form.is_submitted() else 200)
    key = services.ask_for_code(form.email.data)
    db.session.commit()
    session[ASKED] = [key, form.email.data]
    return see_other(url_for("people.code", next=way_back(form.next.data)))


@bp.route("/sign-in/code", methods=["GET", "POST"])
@limiter.limit(limits.SIGN_IN, methods=["POST"], deduct_when=was_mistaken)
@personal
def code():
    key, email = session.get(ASKED, ("", ""))
    form = CodeForm(key=key, email=email, next=request.args.get("next"))
    if not form.is_submitted():
        return _page("code", form) if key else see_other(url_for("people.sign_in"))
    if not form.validate():
        return _page("code", form, 422)
    token = services.sign_in_with_code(
        form.key.data,
        form.email.data,
        form.digits,
        browser=browser.described(),
        is_kept=form.is_kept.data,
        instead_of=session.get(TOKEN, ""),
    )
    db.session.commit()  # a wrong try is kept count of too
    if token is None:
        form.code.errors = [WRONG]
        return _page("code", form, 422)
    let_in(token, form.is_kept.data)
    return see_other(way_back(form.next.data) or url_for("people.you"))


@bp.post("/sign-out")
@personal
def sign_out():
    if TOKEN in session:
        services.end_sign_in(session[TOKEN])
    db.session.commit()
    return let_out()


@bp.post("/sign-out/everywhere")
@personal
def sign_out_everywhere():
    if current_user.is_authenticated:
        services.end_all_of(current_user)
    db.session.commit()
    return let_out()


@bp.get("/signed-out")
@public
def signed_out():
    return render("people/signed_out.html")


def _page(name, form, status=200):
    return render(f"people/{name}.html", part=f"people/_{name}_form.html", form=form, status=status)
