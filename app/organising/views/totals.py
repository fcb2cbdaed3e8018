"""What came of a date, counted when it is over: bags, repairs, meals."""

from flask import url_for

from app.events import queries as events
from app.events import services
from app.organising import parts
from app.organising.forms import totals_form
from app.organising.views import bp
from app.shared.access import signed_in
from app.shared.database import db
from app.shared.errors import RuleBroken
from app.shared.hypermedia import render, see_other


@bp.route("/organise/dates/<int:occurrence_id>/totals", methods=["GET", "POST"])
@signed_in
def totals(occurrence_id):
    page = parts.date_page(occurrence_id)
    date, here = page["occurrence"], url_for("organising.people", occurrence_id=occurrence_id)
    try:
        services.check_may_count(date)
    except RuleBroken as rule:
        return see_other(here, str(rule))
    form = _form(date)
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return render("organising/totals.html", status=status, form=form, **page)
    services.set_totals(date, _numbers(form))
    db.session.commit()
    return see_other(here, "Saved. Thank you for counting.")


def _form(date):
    so_far = {f"of_{thing}": number for thing, number in events.totals_of(date).items()}
    return totals_form(date.event.kind.counts)(data=so_far)


def _numbers(form):
    return {field.name.removeprefix("of_"): field.data for field in form}
