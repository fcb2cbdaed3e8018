"""A whole series at another time or place, or at its end."""

from flask import request, url_for

from app.bookings import queries as bookings
from app.bookings import services
from app.events import queries as events
from app.events import services as event_services
from app.events.forms import EndForm, SeriesForm, WhenForm
from app.events.forms.when import MONTHLY_LAST
from app.organisations import parts as organisations
from app.organising.views import bp
from app.shared.access import signed_in
from app.shared.database import db
from app.shared.errors import RuleBroken
from app.shared.formatting import plural
from app.shared.hypermedia import render, see_other, wants_part
from app.shared.local_time import today_in

MOST_DATES = 400


@bp.route("/organise/<string:slug>/events/<string:event_slug>/when", methods=["GET", "POST"])
@signed_in
def series(slug, event_slug):
    """Change when and where it is, for all its dates or from one of them on."""
    page = _page(slug, event_slug)
    form = _series_form(page["event"], page["group"])
    if not form.is_submitted() or "look" in request.form or not form.validate():
        return _series(page, form, status=422 if form.errors else 200)
    try:
        venue = event_services.venue_of(form.venue.data, page["group"])
        said = {"notice": form.notice.data, "tells": form.tells.data}
        done = services.change_series(page["event"], form.values(), venue, **said)
    except RuleBroken as rule:
        form.form_errors = [str(rule)]
        return _series(page, form, status=422)
    db.session.commit()
    return see_other(_back(slug, event_slug), _in_words(done))


@bp.get("/organise/<string:slug>/events/<string:event_slug>/when/dates")
@signed_in
def series_dates(slug, event_slug):
    """The dates that what is typed so far comes to."""
    page = _page(slug, event_slug)
    if not wants_part():
        return see_other(url_for("organising.series", slug=slug, event_slug=event_slug))
    form = WhenForm(request.args, today=today_in(page["event"].zone), meta={"csrf": False})
    return render("events/_dates_preview.html", form=form, **_preview(page, form))


@bp.route("/organise/<string:slug>/events/<string:event_slug>/end", methods=["GET", "POST"])
@signed_in
def end(slug, event_slug):
    """Let it end. Who booked a later date is told."""
    page = _page(slug, event_slug)
    form = EndForm()
    if not form.validate_on_submit():
        return render("organising/end.html", status=422 if form.errors else 200, form=form, **page)
    try:
        done = services.end_series(page["event"], form.ends_on, form.notice.data)
    except RuleBroken as rule:
        form.last_date.errors = [str(rule)]
        return render("organising/end.html", status=422, form=form, **page)
    db.session.commit()
    return see_other(_back(slug, event_slug), f"It ends. {_in_words(done)}")


def _page(slug, event_slug):
    page = organisations.team_page(slug)
    return page | {"event": events.event_of(page["group"], event_slug)}


def _series_form(event, group):
    coming = events.next_dates(event, 1)
    day = max(coming[0].original_date if coming else event.first_date, today_in(event.zone))
    is_last = event.frequency == "monthly" and event.nth == -1
    form = SeriesForm(
        today=today_in(event.zone),
        data={
            "frequency": MONTHLY_LAST if is_last else event.frequency,
            "first_date": day,
            "start_time": event.start_time,
            "length": event.duration_minutes,
            "block_length": len(events.next_dates(event, MOST_DATES)) if event.is_block else None,
            "other_days": [str(each) for each in event.weekdays if each != day.weekday()],
            "last_date": event.last_date,
            "venue": str(event.venue_id),
            "tells": True,
        },
    )
    form.first_date.label.text = "From which date on?"
    form.venue.choices = [
        (str(each.id), f"{each.place}: {each.name}" if each.place else each.name)
        for each in events.venues_for(group)
    ]
    return form


def _series(page, form, status):
    booked = bookings.people_booked_from(
        page["event"], form.first_date.data or today_in(page["event"].zone)
    )
    form.tells.label.text = f"Tell the {plural(booked, 'person', 'people')} booked"
    return render(
        "organising/series.html",
        status=status,
        form=form,
        booked=booked,
        address=url_for(
            "organising.series", slug=page["group"].slug, event_slug=page["event"].slug
        ),
        **page,
        **_preview(page, form),
    )


def _preview(page, form):
    days = None
    kept = {name: list(f.errors) for name, f in form._fields.items()}
    if WhenForm.validate(form) or not _SAID & form.errors.keys():
        try:
            rule = event_services.rule_from(form.values())
            days = event_services.preview(rule, page["group"], _venue_id(page, form), page["event"])
            form.left_out.choices = [(day.key, day.words) for day in days]
        except RuleBroken:
            days = None
    for name, field in form._fields.items():  # looking is no mistake
        field.errors = kept[name]
    url = url_for("organising.series_dates", slug=page["group"].slug, event_slug=page["event"].slug)
    return {"days": days, "preview_url": url}


def _venue_id(page, form):
    """Only of a place that was offered: what is on at a private one is not for others to learn."""
    if "venue" in form and form.venue.data in dict(form.venue.choices):
        return int(form.venue.data)
    return page["event"].venue_id


def _back(slug, event_slug):
    return url_for("events.organise", slug=slug, event_slug=event_slug)


def _in_words(done):
    words = [f"{plural(done.moved, 'date')} changed." if done.moved else "Saved."]
    if done.called_off:
        words.append(f"{plural(done.called_off, 'booked date')} called off, and people told.")
    return " ".join(words)


_SAID = {"frequency", "first_date", "start_time", "length", "block_length", "last_date"}
