"""Calendar files as programs write them, and the Sunday in November that they are read on."""

from datetime import date
from zoneinfo import ZoneInfo

from app.events.services.importing import Window
from app.events.services.importing.planning import read

WINDOW = Window(date(2026, 11, 22), ZoneInfo("Europe/London"))


def entry(*lines, uid="1@example.org", title="Art group", start="20261124T183000"):
    """One event of a file, two hours long. `start=""` leaves its lines to say when it is."""
    when = [f"DTSTART:{start}", "DURATION:PT2H"] if start else []
    return "\r\n".join(
        ["BEGIN:VEVENT", f"UID:{uid}", f"SUMMARY:{title}", *when, *lines, "END:VEVENT"]
    )


def calendar_file(*blocks):
    """A calendar file of these events and zones."""
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *blocks, "END:VCALENDAR", ""])


def only(text):
    """The one entry that a file holds."""
    (found,) = read(text, WINDOW)
    return found
