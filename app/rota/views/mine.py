from flask import request, url_for
from flask_login import current_user

from app.rota import parts, queries, services
from app.rota.forms import CoverForm, SignUpForm
from app.rota.views import bp
from app.shared import limits
from app.shared.access import signed_in
from app.shared.database import db
from app.shared.errors import RuleBroken
from app.shared.extensions import limiter
from app.shared.hypermedia import render, see_other, wants_part

THANKS = "Thank you for telling us."


@bp.get("/you/shifts")
@signed_in
def mine():
    return page()


@bp.post("/shifts/<int:shift_id>/signup")
@limiter.limit(limits.BOOKING)
@signed_in
def sign_up(shift_id):
    shift, form = queries.seen_by(shift_id, person()), SignUpForm()
    stands_by = form.is_for_standby
    words = "You are on the standby list." if stands_by else "Signed up. Thank you."
    return act(shift, lambda: services.sign_up(shift, person(), stands_by=stands_by), words)


@bp.post("/shifts/<int:shift_id>/cannot")
@limiter.limit(limits.BOOKING)
@signed_in
def cannot_make_it(shift_id):
    """Other dates are offered with the thanks."""
    shift = queries.seen_by(shift_id, person())
    return act(shift, lambda: services.cannot_make_it(shift, person()), THANKS, offers=True)


@bp.post("/shifts/<int:shift_id>/swap")
@limiter.limit(limits.BOOKING)
@signed_in
def ask_swap(shift_id):
    shift = queries.seen_by(shift_id, person())
    words = "We are asking a few people. It is yours until somebody says yes."
    return act(shift, lambda: services.ask_swap(shift, person()), words)


@bp.post("/shifts/<int:shift_id>/keep")
@limiter.limit(limits.BOOKING)
@signed_in
def keep(shift_id):
    shift = queries.seen_by(shift_id, person())
    return act(shift, lambda: services.keep(shift, person()), "Good. We have stopped asking.")


@bp.post("/you/shifts/let-go")
@limiter.limit(limits.BOOKING)
@signed_in
def let_go():
    """For who is having a break: the shifts of that role that they still have."""
    role_id = request.form.get("role", type=int)
    number = services.release_all(person(), role_id) if role_id else 0
    db.session.commit()
    words = f"{THANKS} Come back whenever you like." if number else None
    return see_other(url_for("rota.mine"), words)


def act(shift, verb, words, offers=False):
    """Do it. With htmx the row comes back, else the way is to its place on the page; what is
    refused stands there with the reason and other dates."""
    try:
        verb()
    except RuleBroken as rule:
        db.session.rollback()
        return page(shift.id, refusal=str(rule), status=409)
    db.session.commit()
    if wants_part():
        return page(shift.id, said=words, offers=offers)
    week = parts.week_with(str(shift.local_date), is_ahead=True).monday
    to = {"week": week, "said": shift.id} if offers else {"week": week}
    return see_other(url_for("rota.mine", **to, _anchor=f"shift-{shift.id}"), words)


def page(shift_id=None, refusal="", said="", offers=False, status=200, **more):
    """All of it; with htmx, the row of one shift."""
    shift_id = shift_id or request.args.get("said", type=int)
    row, instead = None, []
    if shift_id and (shift := queries.shift_seen_by(shift_id, person())):
        row = parts.row_of(shift, person())
        instead = parts.instead_of(shift, person()) if refusal or offers or not wants_part() else []
    week = parts.week_with(_week(row), is_ahead=True)
    shown = {} if wants_part() and row else parts.mine(person(), week)
    form = CoverForm(formdata=None, cover=shown.get("cover"))
    return render(
        "rota/mine.html",
        part="rota/_shift.html" if row else None,
        status=status,
        **{"form": form, **shown, **more},
        row=row,
        refusal=refusal,
        said=said,
        instead=instead,
    )


def person():
    return current_user._get_current_object()


def _week(row):
    return request.args.get("week", "") or (str(row.shift.local_date) if row else "")
