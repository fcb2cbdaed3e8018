"""The door on paper: a sheet to print, and typing it in afterwards."""

from flask import url_for
from flask_login import current_user

from app.organising import parts, queries, services
from app.organising.forms import paper_form
from app.organising.models import Act
from app.organising.views import bp
from app.shared.access import signed_in
from app.shared.codes import new_key
from app.shared.database import db, utcnow
from app.shared.hypermedia import render, see_other

BLANK_LINES = 8


@bp.get("/organise/dates/<int:occurrence_id>/door/print")
@signed_in
def door_print(occurrence_id):
    """Large rows with boxes to tick, and blank lines for those who did not book."""
    occurrence = queries.date_of_team(occurrence_id, current_user)
    return render(
        "organising/door_print.html",
        **parts.page_of(occurrence),
        **parts.door_list(occurrence),
        blank_lines=BLANK_LINES,
    )


@bp.route("/organise/dates/<int:occurrence_id>/door/paper", methods=["GET", "POST"])
@signed_in
def door_paper(occurrence_id):
    """Every row and the number of walk-ins, typed in at one go."""
    occurrence = queries.date_of_team(occurrence_id, current_user)
    shown = parts.door_list(occurrence)
    form = _form(shown)
    if not form.validate_on_submit():
        return _page(occurrence_id, form, shown, 422 if form.is_submitted() else 200)
    said = services.note(occurrence, _taps(form, shown))
    db.session.commit()
    if said:
        refused = {each.booking_id: each.words for each in said}
        return _page(occurrence_id, _with_errors(form, refused), shown, 409)
    address = url_for("organising.door", occurrence_id=occurrence_id)
    return see_other(address, "Thank you. The paper list is typed in.")


def _form(shown):
    names = {row.id: f"{row.title}, …{row.ending}" for row in shown["rows"]}
    marks = {f"{name}_{row.id}": row.mark for row in shown["rows"] for name in ("mark", "was")}
    return paper_form(names)(data={**marks, "walk_ins": shown["totals"]["walk_ins"]})


def _taps(form, shown):
    """What differs from what the list says now. Who changes a mark that they saw is sure of it."""
    taps = []
    for row in shown["rows"]:
        wanted, seen = form[f"mark_{row.id}"].data, form[f"was_{row.id}"].data
        if wanted not in ("", seen):
            taps.append(_tap(Act(wanted), booking_id=row.id, is_sure=seen == Act.HERE))
    more = form.walk_ins.data - shown["totals"]["walk_ins"]
    if more:
        act = Act.WALK_IN if more > 0 else Act.WALK_OUT
        taps.append(_tap(act, number=abs(more)))
    return taps


def _tap(act, **says):
    return services.Tap(key=new_key(), act=act, tapped_at=utcnow(), **says)


def _with_errors(form, refused):
    for number, words in refused.items():
        field = form[f"mark_{number}"] if number else form.walk_ins
        field.errors = [words]
    return form


def _page(occurrence_id, form, shown, status):
    occurrence = queries.date_of_team(occurrence_id, current_user)
    return render(
        "organising/door_paper.html",
        status=status,
        **parts.page_of(occurrence),
        form=form,
        rows=shown["rows"],
    )
