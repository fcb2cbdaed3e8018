"""Writing to everyone with a place on a date: first seen as they will read it, then sent."""

from zoneinfo import ZoneInfo

from flask import request, url_for
from flask_login import current_user

from app.bookings import emails, queries, services
from app.organising import parts
from app.organising.forms import MessageForm
from app.organising.views import bp
from app.shared import limits
from app.shared.access import signed_in
from app.shared.codes import new_key
from app.shared.database import db
from app.shared.errors import RuleBroken
from app.shared.extensions import limiter
from app.shared.formatting import plural
from app.shared.hypermedia import render, see_other


@bp.get("/organise/dates/<int:occurrence_id>/message")
@signed_in
def message(occurrence_id):
    page = parts.date_page(occurrence_id)
    try:
        services.check_may_write(page["occurrence"])
    except RuleBroken as rule:
        return see_other(url_for("organising.people", occurrence_id=occurrence_id), str(rule))
    return _page(page, MessageForm(formdata=None, form_key=new_key()))


@bp.post("/organise/dates/<int:occurrence_id>/message")
@limiter.limit(limits.BOOKING)
@signed_in
def send(occurrence_id):
    """Shows how it will read, until it is sent from there."""
    page, form = parts.date_page(occurrence_id), MessageForm()
    if not form.validate_on_submit():
        return _page(page, form, status=422)
    step = request.form.get("step")
    if step != "send":
        return _page(page, form, is_preview=step != "write")
    try:
        sent = services.send_message(page["occurrence"], form.words.data, **_by_whom(form))
    except RuleBroken as rule:
        form.words.errors = [str(rule)]
        form.form_key.data = new_key()  # what is sent from here is another message
        return _page(page, form, status=422)
    words = f"Sent to {plural(sent.bookings, 'booking')}, {sent.by_mail} by email."
    db.session.commit()
    return see_other(url_for("organising.people", occurrence_id=occurrence_id), words)


def _by_whom(form):
    return {"form_key": form.form_key.data, "sender": current_user._get_current_object()}


def _page(page, form, status=200, is_preview=False):
    occurrence = page["occurrence"]
    zone = ZoneInfo(occurrence.zone)
    return render(
        "organising/message.html",
        part="organising/_message_form.html",
        status=status,
        form=form,
        readers=_readers(occurrence, form.words.data) if is_preview else None,
        sent=[(each.sent_at.astimezone(zone), each) for each in queries.messages_about(occurrence)],
        **page,
    )


def _readers(occurrence, words):
    """How it reads to each sort of reader, and how many they are; those without email last."""
    bookings = queries.with_a_place(occurrence)
    mailed = [booking for booking in bookings if booking.email]
    full = sum(1 for booking in mailed if booking.wants_full_words)
    return {
        "number": len(bookings),
        "without_mail": len(bookings) - len(mailed),
        "mails": [
            (number, name, emails.preview(occurrence, words, full=name == "full"))
            for number, name in ((len(mailed) - full, "discreet"), (full, "full"))
        ],
    }
