"""Changing a booking, keeping it in an account, and changing how many places a date has."""

from app.bookings import emails, queries
from app.bookings.models import Booking
from app.bookings.services.booking import Party, check_size, guests
from app.bookings.services.filling import fill
from app.bookings.services.holding import hold, hold_for
from app.events.models import Occurrence
from app.people import services as people
from app.people.models import Person
from app.shared.database import db, utcnow
from app.shared.errors import RuleBroken

_KEPT = ("friends", "answers", "email", "wants_reminder")
"""Guests are rows of their own, answers stay as they were given, reminders have their own button,
and an address stays until the booking is erased, because mail about it may be on its way."""


def change(booking: Booking, party: Party, *, by_group: bool = False) -> None:
    """Change what someone told us, and for how many. On a course, for all dates to come.

    `by_group`: its holder did not ask just now, so the mail keeps quiet hours.

    Only more places ask for room; a new name or fewer friends never do. Refuses with RuleBroken
    where there is no room, or nothing left to change.
    """
    hold_for(booking)
    if not booking.is_live or booking.occurrence.has_started:
        raise RuleBroken("There is nothing left to change here. You can book again.")
    check_size(booking.occurrence, party.places)
    together = [each for each in queries.block_of(booking) if each.is_live]
    more = party.places - booking.places
    if more > 0 and not booking.is_waiting and not _have_room(together, more):
        raise RuleBroken(
            "There is no room for that many. Your booking is as it was; fewer may fit."
        )
    said = {name: value for name, value in vars(party).items() if name not in _KEPT}
    if party.wants_lift == booking.wants_lift:  # said for each date apart since they booked
        del said["wants_lift"]
    for each in together:
        for name, value in said.items():
            setattr(each, name, value)
        each.guests = guests(party.friends, party.places)
        each.sequence += 1 if more else 0
    db.session.flush()
    if more:
        emails.changed(booking, unasked=by_group)
    if more < 0:
        fill(booking.occurrence, is_new_place=booking.is_holding)


def set_reminder(booking: Booking, wanted: bool) -> None:
    """Whether a mail comes the day before."""
    for each in queries.block_of(booking):
        each.wants_reminder = wanted


def set_meeting(booking: Booking, wanted: bool) -> None:
    """Whether its holder would like to be met at the door. On a course, for all its dates."""
    for each in queries.block_of(booking):
        each.wants_meeting = wanted
    db.session.flush()


def set_lift(booking: Booking, wanted: bool) -> None:
    """Whether its holder needs a lift. On a course, to this date only: who drives may differ."""
    booking.wants_lift = wanted
    db.session.flush()


def keep(booking: Booking, person: Person) -> None:
    """Put a booking made without an account into a person's own list, by its code.

    Refuses with RuleBroken where it is in somebody's list, would be their second on the date, or
    was erased.
    """
    hold_for(booking)
    if booking.person_id not in (None, person.id):
        raise RuleBroken("This booking is in another list already.")
    if booking.erased_at:
        raise RuleBroken("This booking was erased, so nobody can keep it.")
    for each in queries.block_of(booking):
        if each.person_id != person.id and queries.has_another_like(each, person):
            raise RuleBroken("You already have a booking for this date in your list.")
        each.person_id = person.id


def set_capacity(occurrence: Occurrence, places: int) -> list[Booking]:
    """Give a date more places, or fewer, and answer who got in because of it.

    Refuses with RuleBroken to go below what is taken: nobody is put out by a number.
    """
    if occurrence.event.is_drop_in:
        raise RuleBroken("People can just turn up to this, so it has no number of places.")
    hold(occurrence)
    if occurrence.is_cancelled:  # its bookings hold nothing now, and come back with it
        raise RuleBroken("This date is off. Put it back on first.")
    taken = queries.places_taken(occurrence)
    if places < max(taken, 1):
        words = "1 place is" if taken == 1 else f"{taken} places are"
        raise RuleBroken(f"{words} taken. Speak to people first, or keep at least {taken}.")
    is_more = places > (occurrence.capacity or 0)
    occurrence.capacity = places
    occurrence.changed_at = utcnow()
    db.session.flush()
    return fill(occurrence, is_new_place=is_more)


def decline_help(booking: Booking) -> None:
    """Its holder would rather not be told of ways to help: never again. Twice is once."""
    booking.declined_help_at = booking.declined_help_at or utcnow()
    if person := booking.person_id and db.session.get(Person, booking.person_id):
        people.choose_suggestions(person, False)
    db.session.flush()


def _have_room(bookings: list[Booking], more: int) -> bool:
    return all(more <= queries.places_left(each.occurrence) for each in bookings)
