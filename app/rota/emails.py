"""One function per email. Discreet words (the default) say a day; full words name the role. Nobody
is named but to who is to meet them, and no mail says why somebody cannot make it.

What nobody asked for waits for the morning.
"""

from datetime import datetime
from typing import Any

from app.people.models import Person
from app.rota import permissions, queries
from app.rota.models import Shift, ShiftSignup
from app.shared import outbox
from app.shared.database import utcnow
from app.shared.formatting import clock, day_and_time, long_date, span, weekday
from app.shared.waking import next_waking, when_unasked

ARE_YOU_OK = "rota.are_you_ok"
GAP = "rota.gap"
OF_COMING = tuple(
    f"rota.{name}"
    for name in (
        "reminder",
        "promoted",
        "put_in",
        "taken_on",
        "moved",
        "back_on",
        "taster",
        "left_alone",
    )
)
"""What is true only for as long as somebody is expected."""


def reminder(signup: ShiftSignup, drop_after: datetime) -> None:
    """The day before: your shift."""
    shift, meets = signup.shift, _meets(signup)
    _to(signup.person, shift, "reminder", about=signup.about, drop_after=drop_after, meets=meets)


def promoted(signup: ShiftSignup) -> None:
    """A place came free, and it is yours."""
    _to(signup.person, signup.shift, "promoted", about=signup.about)


def put_in(signup: ShiftSignup) -> None:
    """A coordinator put you on a shift."""
    _to(signup.person, signup.shift, "put_in", about=signup.about)


def gap(signup: ShiftSignup, person: Person) -> None:
    """Can you cover? Only to who chose to be written to; once for each sign-up and person."""
    key = f"rota:{signup.id}:gap:{person.id}"
    drop_after = signup.shift.starts_at
    _to(person, signup.shift, "gap", key=key, about=signup.about, drop_after=drop_after)


def passed_on(giver: ShiftSignup, taker: ShiftSignup) -> None:
    """To all three: the shift has changed hands."""
    shift = taker.shift
    key = f"rota:{giver.id}:passed_on:{taker.id}"
    _to(giver.person, shift, "passed_on", key=f"{key}:giver", about=giver.about)
    _to(taker.person, shift, "taken_on", key=f"{key}:taker", about=taker.about, is_asked=True)
    _to_coordinators(shift, "changed_hands", key=key)


def changed_late(signup: ShiftSignup) -> None:
    """To the coordinator: somebody cannot make a shift that is near. Nothing of who or why."""
    _to_coordinators(signup.shift, "changed_late", key=f"rota:{signup.id}:changed_late")


def doubled(shift: Shift) -> None:
    """To the coordinator: a date moved, and somebody now has two things at once."""
    _to_coordinators(shift, "doubled", key=f"rota:{shift.id}:{shift.sequence}:doubled")


def lapsed(shift: Shift, key: str) -> None:
    """To the coordinator: who is to help is not ready for it any more. Nothing of who or what."""
    _to_coordinators(shift, "lapsed", key=f"rota:lapsed:{key}")


def left_alone(signup: ShiftSignup, *, is_off: bool) -> None:
    """To who tries a role: nobody who has it will be there as it stands; or it is off for them."""
    _to(signup.person, signup.shift, "left_alone", about=signup.about, is_off=is_off)


def taster_alone(shift: Shift, *, is_off: bool) -> None:
    """To the coordinator: somebody comes to try the role, and nobody who has it will be there."""
    _to_coordinators(shift, "taster_alone", is_off=is_off)


def called_off(signup: ShiftSignup) -> None:
    """The shift is off, and they are free."""
    _to(signup.person, signup.shift, "called_off", about=signup.about)


def back_on(signup: ShiftSignup, *, is_theirs: bool) -> None:
    """The shift is on again; theirs, unless they took on something else meanwhile."""
    _to(signup.person, signup.shift, "back_on", about=signup.about, is_theirs=is_theirs)


def moved(signup: ShiftSignup, *, is_doubled: bool) -> None:
    """The shift is at another time."""
    _to(signup.person, signup.shift, "moved", about=signup.about, is_doubled=is_doubled)


def taster(signup: ShiftSignup) -> None:
    """To who tries a role: when, where, and who they will meet. And to the coordinator."""
    shift = signup.shift
    more: dict[str, Any] = {"meets": _meets(signup), "where": _where(shift)}
    _to(signup.person, shift, "taster", about=signup.about, is_asked=True, **more)
    _to_coordinators(shift, "taster_coming", key=f"rota:{signup.id}:taster_coming")


def are_you_ok(signup: ShiftSignup) -> None:
    """The one mail after somebody did not come: once in a week, however many shifts that was."""
    year, week, _ = signup.shift.local_date.isocalendar()
    key = f"rota:ok:{signup.person_id}:{year}-{week}"
    _to(signup.person, signup.shift, "are_you_ok", key=key, about=signup.about)


def _to(
    person: Person,
    shift: Shift,
    name: str,
    *,
    key: str | None = None,
    about: str | None = None,
    drop_after: datetime | None = None,
    is_asked: bool = False,
    **more: Any,
) -> None:
    if not person.email:
        return
    outbox.post(
        kind=f"rota.{name}",
        to=person.email,
        full=person.wants_full_words,
        context=_context(shift, person.wants_full_words) | more,
        key=key,
        about=about,
        send_after=None if is_asked else _when(shift),
        drop_after=drop_after,
    )


def _when(shift: Shift) -> datetime:
    if shift.has_started:
        return next_waking(utcnow(), shift.zone)
    return when_unasked(shift.starts_at, shift.zone)


def _to_coordinators(shift: Shift, name: str, key: str | None = None, **more: Any) -> None:
    group = shift.opportunity.organisation
    for person in queries.coordinators(shift.opportunity):
        where: dict[str, Any] = {"slug": group.slug, "shift_id": shift.id} | more
        own = f"{key}:{person.id}" if key else None
        _to(person, shift, name, key=own, **where)


def _context(shift: Shift, full: bool) -> dict[str, Any]:
    start = shift.local_start
    context = {
        "day": weekday(start),
        "date": long_date(start),
        "time": clock(start),
        "when": f"{long_date(start)}, {span(start, shift.local_end)}",
        "day_time": day_and_time(start),
        "is_past": shift.starts_at <= utcnow(),
    }
    if full:
        role = shift.opportunity
        context |= {"role": role.title, "reply_to": role.organisation.email}
    return context


def _meets(signup: ShiftSignup) -> list[str]:
    """Who will be there with somebody who tries a role: in full words, once they may know it."""
    is_told = signup.is_taster and signup.person.wants_full_words
    if not (is_told and permissions.may_see_company(signup)):
        return []
    return queries.company_on(signup.shift, signup.person)


def _where(shift: Shift) -> str:
    """As far as a mail may say it: the town alone where the address is private."""
    venue = shift.opportunity.venue
    if venue is None:
        return ""
    name = "" if venue.is_address_private else venue.name
    return ", ".join(filter(None, (name, venue.place.name if venue.place else "")))
