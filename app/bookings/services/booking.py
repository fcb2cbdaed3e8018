"""Taking a place, giving it back, and thinking again."""

from dataclasses import dataclass

from app.bookings import emails, permissions, queries
from app.bookings.models import CONSENT_VERSION, Booking, BookingState
from app.bookings.services.filling import fill, hold
from app.bookings.services.moves import Move, move
from app.events.models import Occurrence
from app.people.models import Person
from app.shared.codes import new_code
from app.shared.database import db, utcnow
from app.shared.errors import RuleBroken


class AlreadyBooked(RuleBroken):
    """This browser or sign-in holds a booking on the date already; it is in `booking`."""

    def __init__(self, booking: Booking) -> None:
        super().__init__("You already have a place on this date. You can leave it as it is.")
        self.booking = booking


class JustGone(RuleBroken):
    """The places went while the form was being filled in. The waiting list is open."""


@dataclass(frozen=True)
class Party:
    """What someone told us when they booked. `places` counts them and their friends."""

    name: str
    places: int = 1
    email: str | None = None
    wants_full_words: bool = False
    wants_meeting: bool = False
    wants_lift: bool = False
    may_step_out: bool = False
    note: str = ""


def book(
    occurrence: Occurrence,
    party: Party,
    *,
    form_key: str | None = None,
    browser_key: str | None = None,
    person: Person | None = None,
    waits_if_full: bool = False,
) -> Booking:
    """Give `party` places on this date, or a turn on its waiting list if `waits_if_full`.

    A form that comes twice is one booking. Refuses with RuleBroken: AlreadyBooked where this
    browser or sign-in holds a place, JustGone where it is full and nobody asked to wait.
    """
    hold(occurrence)
    if form_key and (sent_before := queries.with_form_key(form_key)):
        return sent_before
    _check_open(occurrence)
    _check_size(occurrence, party.places)
    if held := queries.live_booking_of(occurrence, person, browser_key):
        raise AlreadyBooked(held)
    fits = party.places <= queries.places_left(occurrence)
    if not fits:
        _check_may_wait(occurrence, waits_if_full)
    booking = Booking(
        **vars(party),
        occurrence=occurrence,
        person_id=person.id if person else None,
        code=_unused_code(),
        form_key=form_key,
        browser_key=browser_key,
        joined_at=utcnow(),
        consented_at=utcnow(),
        consent_version=CONSENT_VERSION,
    )
    db.session.add(booking)
    _begin(booking, Move.BOOK if fits else Move.WAIT)
    return booking


def cancel(booking: Booking) -> None:
    """Give the places back and pass them on. Cancelling twice is cancelling once.

    Refuses with RuleBroken once the date is over.
    """
    hold(booking.occurrence)
    db.session.refresh(booking, ["state", "cancelled_at"])
    if booking.state in (BookingState.CANCELLED_BY_PERSON, BookingState.CANCELLED_BY_GROUP):
        return
    if booking.occurrence.has_ended:
        raise RuleBroken("This date has been, so there is nothing to cancel.")
    move(booking, Move.CANCEL)
    emails.cancelled(booking)
    fill(booking.occurrence)


def undo(booking: Booking) -> None:
    """Take a cancelling back: the places again if they are still free, or the same turn in the
    waiting list. Undoing twice is undoing once.

    Refuses with RuleBroken after UNDO_MINUTES, once the date began, or when the places went.
    """
    hold(booking.occurrence)
    db.session.refresh(booking, ["state", "cancelled_at"])
    if booking.is_live:
        return
    _check_open(booking.occurrence)
    if not permissions.can_undo(booking):
        raise RuleBroken("It is too late to undo this. You can book again.")
    if queries.was_waiting(booking):
        move(booking, Move.UNDO_WAITING)
        emails.waiting(booking)
        fill(booking.occurrence)
        return
    if booking.places > queries.places_left(booking.occurrence):
        raise JustGone("Just gone: somebody else has the place now. You can join the list.")
    move(booking, Move.UNDO)
    emails.booked(booking)


def _begin(booking: Booking, first: Move) -> None:
    move(booking, first)
    if first is Move.BOOK:
        emails.booked(booking)
    else:
        emails.waiting(booking)


def _check_open(occurrence: Occurrence) -> None:
    """Whether this date takes bookings at all, whatever the number of places."""
    if occurrence.event.is_drop_in:
        raise RuleBroken("There is no need to book. Just turn up.")
    if occurrence.is_cancelled:
        raise RuleBroken("This date is off. Choose a date that has not been called off.")
    if occurrence.has_ended:
        raise RuleBroken("This date has been. Choose a date that has not gone.")
    if occurrence.has_started:
        raise RuleBroken("It has started. You can still turn up.")


def _check_size(occurrence: Occurrence, places: int) -> None:
    most = occurrence.event.max_party
    if not 1 <= places <= most:
        words = "1 place" if most == 1 else f"between 1 and {most} places"
        raise RuleBroken(f"Choose {words}.")


def _check_may_wait(occurrence: Occurrence, waits_if_full: bool) -> None:
    if not occurrence.event.has_waiting_list:
        raise RuleBroken("This date is full. Another date may have places.")
    if waits_if_full:
        return
    if queries.places_left(occurrence):
        raise JustGone(
            "There are not that many places left. Come with fewer, or join the waiting list "
            "together."
        )
    raise JustGone(
        "The last place went while you were typing. You can join the waiting list with one press."
    )


def _unused_code() -> str:
    while queries.code_exists(code := new_code()):
        pass
    return code
