"""What the views of one booking answer with."""

from zoneinfo import ZoneInfo

from flask import abort, url_for
from werkzeug.exceptions import NotFound

from app.bookings import emails, parts, permissions, queries
from app.company import parts as company
from app.events import parts as events
from app.events import queries as event_queries
from app.hours import parts as hours
from app.people.parts import person_here
from app.shared import error_pages, outbox
from app.shared.codes import tidy_code
from app.shared.database import db
from app.shared.errors import RuleBroken
from app.shared.hypermedia import render, see_other, wants_part

NO_SUCH_CODE = error_pages.Words(
    "We could not find that code", "Check the letters, or ask the group."
)


def own_code(booking):
    """The code under which its holder knows it: of a course, the one code of all its dates."""
    return booking.block_code or booking.code


def booking_of(code):
    """The booking of a code however it is spelled; the same 404 for every wrong one."""
    try:
        return queries.with_code(tidy_code(code))
    except NotFound:
        return abort(error_pages.answer(404, NO_SUCH_CODE))


def seen(booking):
    """What the booking's pages and parts take.

    A course stands as the first of its dates that still counts does.
    """
    block = queries.block_of(booking) if booking.is_of_a_block else []
    live = [each for each in block if each.is_live]
    to_come = [each for each in live if not each.occurrence.has_ended]
    shown = next(iter([*to_come, *live, booking]))
    person = person_here()
    public = events.where(booking.occurrence.event, booking.occurrence.venue)
    return {
        "booking": booking,
        "standing": shown.standing,
        "offered_until": _on_the_clock(shown),
        "occurrence": booking.occurrence,
        "event": booking.occurrence.event,
        "next_date": _next_date(booking),
        "messages": _messages([booking, *block]),
        "venue": booking.occurrence.venue,
        "hosts": event_queries.named_on(booking.occurrence.event).hosts,
        "block": block,
        "can_leave": [each.id for each in block if permissions.can_cancel(each)],
        "can_return": [each.id for each in block if permissions.can_undo(each)],
        "position": queries.position(shown) if shown.is_waiting else None,
        "can_cancel": permissions.can_cancel(shown),
        "can_undo": permissions.can_undo(booking) and not shown.is_live,
        "can_change": permissions.can_change(shown),
        "can_see_address": permissions.can_see_address(shown) or not public.is_private,
        "can_keep": person is not None and permissions.can_keep(person, booking),
        "answers": queries.answers_of(booking),
        "hours_to_add": _hours_to_add(person, booking),
        "mail_came_back": bool(booking.email) and outbox.was_refused(emails.about(booking)),
    }


def _hours_to_add(person, booking):
    """The words of the button that adds the hours of a date they gave time on; none for others."""
    if not person or booking.person_id != person.id or not booking.has_place:
        return ""
    return hours.to_add(person, [booking.occurrence]).get(booking.occurrence_id, "")


def _messages(bookings):
    """What the group wrote, each with the moment on the clock of the date."""
    zone = ZoneInfo(bookings[0].occurrence.zone)
    return [(each.sent_at.astimezone(zone), each) for each in queries.messages_for(bookings)]


def _next_date(booking):
    """The date to offer where the group called this one off."""
    is_off = booking.occurrence.is_cancelled and not booking.occurrence.has_ended
    return queries.next_open_date(booking.occurrence) if is_off else None


def _on_the_clock(booking):
    zone = ZoneInfo(booking.occurrence.zone)
    return booking.offered_until.astimezone(zone) if booking.offered_until else None


def show_booking(booking, status=200, refusal=""):
    """The booking's page, or the part of it; `refusal` says why nothing was done."""
    return render(
        "bookings/show.html",
        part="bookings/_booking.html",
        status=status,
        refusal=refusal,
        **seen(booking),
        **company.meeting(booking),
        **company.lift_line(booking),
        **parts.way_to_help(booking),
    )


def act(code, verb, message=None):
    """Do one thing with the booking of a code, and show what came of it, or why it was not done."""
    booking = booking_of(code)
    try:
        verb(booking)
    except RuleBroken as rule:
        return show_booking(booking, status=409, refusal=str(rule))
    code = own_code(booking)
    db.session.commit()
    return changed(code, message)


def changed(code, message=None):
    """After the commit: the changed booking for htmx; its page again for everyone else.

    Read anew, because what a commit let go of may not be loaded by accident.
    """
    if wants_part():
        return show_booking(booking_of(code))
    return see_other(url_for("bookings.show", code=code), message)
