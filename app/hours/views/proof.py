"""A certificate, and a letter for a work coach: to print, or as PDF."""

from datetime import timedelta

from flask import request, url_for
from flask_login import current_user

from app.hours import parts, queries
from app.hours.forms import ProofForm
from app.hours.views import bp
from app.shared.access import signed_in
from app.shared.hypermedia import render, see_other
from app.shared.local_time import today_in
from app.shared.pdf import pdf_file
from app.shared.waking import own_zone

LATELY = timedelta(weeks=13)


@bp.get("/you/hours/proof")
@signed_in
def proof():
    form = ProofForm(formdata=None, name=current_user.name)
    return render("hours/proof.html", form=form, has_any=bool(queries.parts_of(current_user)))


@bp.post("/you/hours/paper")
@signed_in
def paper():
    """To print, or as a file. It only asks, and is a POST all the same: a name in an address would
    stay in the history of a phone that others use too."""
    form, given = ProofForm(), queries.parts_of(current_user)
    if not given:
        return see_other(url_for("hours.index"), "There is no confirmed time to show yet.")
    if not form.validate():
        return render("hours/proof.html", status=422, form=form, has_any=True)
    today = today_in(own_zone().key)
    lately = queries.minutes_since(current_user, today - LATELY)
    facts = parts.proof(given, lately, today, **_chosen(form))
    if request.form.get("act") == "file":
        return pdf_file(f"{form.kind.data}.pdf", "hours/proof.typ", facts)
    return render("hours/paper.html", facts=facts, form=form)


def _chosen(form):
    return {
        "kind": form.kind.data,
        "name": form.name.data,
        "is_neutral": form.wording.data == "neutral",
    }
