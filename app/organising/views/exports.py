"""Everything of a group, to take away: tables for a spreadsheet, and a calendar file."""

from datetime import datetime, timedelta

from flask import Response, abort, url_for

from app.bookings import queries as bookings
from app.bookings.models import BookingState
from app.events import parts as events_parts
from app.events import queries as events
from app.organisations import parts
from app.organising.views import bp
from app.shared import calendar
from app.shared.access import signed_in
from app.shared.csv_file import csv_file
from app.shared.hypermedia import render

STATES = {
    BookingState.BOOKED: "Booked",
    BookingState.WAITING: "Waiting",
    BookingState.OFFERED: "Offered a place",
    BookingState.CAME: "Here",
    BookingState.NOT_THERE: "Not here",
}


@bp.get("/organise/<string:slug>/export")
@signed_in
def export(slug):
    page = parts.team_page(slug)
    address = events_parts.site_address(url_for("organisations.feed", slug=slug))
    return render("organising/export.html", **page, feed_address=address)


@bp.get("/organise/<string:slug>/export/<string:table>.csv")
@signed_in
def export_table(slug, table):
    group = parts.team_page(slug)["group"]
    if table not in TABLES:
        abort(404)
    head, rows_of = TABLES[table]
    return csv_file(f"{table}.csv", head, rows_of(group))


@bp.get("/organise/<string:slug>/export/dates.ics")
@signed_in
def export_calendar(slug):
    """Whole titles: for the calendar of whoever organises them, not for sending round."""
    group = parts.team_page(slug)["group"]
    items = events_parts.full_calendar_items(events.dates_for_calendar(group))
    response = Response(
        calendar.calendar(items, group.neutral_name, is_feed=True), mimetype="text/calendar"
    )
    response.headers["Content-Disposition"] = 'attachment; filename="dates.ics"'
    return response


def _events(group):
    for event in events.events_in_full(group):
        yield (
            event.title,
            event.neutral_title,
            event.kind,
            event.audience,
            _where(event),
            event.frequency,
            event.first_date,
            event.last_date,
            f"{event.start_time:%H:%M}",
            event.duration_minutes,
            event.booking_mode,
            event.capacity,
            event.cost,
            event.bring,
            event.summary,
            event.description,
            "Yes" if event.published_at else "No",
        )


def _dates(group):
    counted = bookings.places_by_date(group)
    for date in events.dates_in_full(group):
        start = datetime.combine(date.local_date, date.start_time)
        taken, waiting = counted.get(date.id, (0, 0))
        yield (
            date.title,
            date.local_date,
            f"{start:%H:%M}",
            f"{start + timedelta(minutes=date.duration_minutes):%H:%M}",
            _where(date),
            "Cancelled" if date.cancelled_at else "",
            date.cancellation_reason,
            date.capacity,
            taken,
            waiting,
            f"date-{date.id}",
        )


def _bookings(group):
    for booking, title, day, start in bookings.bookings_in_full(group):
        yield (
            title,
            day,
            f"{start:%H:%M}",
            booking.first_name_and_initial,
            booking.places,
            STATES[booking.state],
            _tick(booking.wants_meeting),
            _tick(booking.wants_lift),
            _tick(booking.may_step_out),
            (booking.block_code or booking.code)[-3:],
        )


def _where(row):
    return ", ".join(filter(None, (row.venue, row.place)))


def _tick(is_ticked):
    return "Yes" if is_ticked else ""


TABLES = {
    "events": (
        (
            *("Name", "Neutral name", "Kind", "For", "Where", "How often", "First date"),
            *("Last date", "Starts", "Minutes", "Booking", "Places", "Cost", "Bring"),
            *("In short", "About", "Public"),
        ),
        _events,
    ),
    "dates": (
        (
            *("Name", "Date", "Starts", "Ends", "Where", "Status", "Why", "Places", "Booked"),
            *("Waiting", "Id"),
        ),
        _dates,
    ),
    "bookings": (
        (
            *("Event", "Date", "Starts", "Name", "Places", "Standing", "Meet at the door"),
            *("Lift", "May step out", "Code ends in"),
        ),
        _bookings,
    ),
}
"""The heads of each table, and what gives its rows."""
