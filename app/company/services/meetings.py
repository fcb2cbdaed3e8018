"""Being met at the door: what the person who asked may do, and what a buddy may."""

from sqlalchemy.exc import InvalidRequestError

from app.bookings import services as bookings
from app.bookings.models import Booking
from app.company import emails, permissions, queries
from app.company.models import BuddyRefusal, BuddyRequest, MeetingPoint
from app.company.services.moves import Move, hold, move
from app.people.models import Person
from app.shared.database import db, utcnow
from app.shared.errors import RuleBroken

TOO_LATE = "This has begun, or is off, so there is nothing to arrange any more."
TAKEN_BACK = "They do not need to be met any more. Thank you for offering."


def ask(booking: Booking, point: str = MeetingPoint.DOOR, wearing: str = "") -> BuddyRequest:
    """Ask that somebody meets the holder of `booking`, or say anew where and what they wear.

    Asking twice is asking once. Refuses with RuleBroken once the date began or is off, without a
    place, and where nobody can be met.
    """
    bookings.hold(booking.occurrence)
    db.session.refresh(booking, ["state", "occurrence_id", "wants_meeting"])
    if not permissions.can_ask(booking):
        raise RuleBroken(TOO_LATE)
    bookings.set_meeting(booking, True)
    request = queries.request_of(booking) or open_request(booking)
    request.point, request.wearing = point, wearing
    db.session.flush()
    return request


def open_request(booking: Booking) -> BuddyRequest:
    """The row of a booking that asks to be met, and a mail to those who may say yes, one for each
    date and person however many ask."""
    request = BuddyRequest(
        booking=booking, occurrence=booking.occurrence, sequence=booking.occurrence.sequence
    )
    db.session.add(request)
    db.session.flush()
    _ask_around(request)
    return request


def start_again(request: BuddyRequest) -> None:
    """Ask anew for where the booking is now: whoever had said yes to something else is told, and so
    is the person who was to be met."""
    if request.is_matched:
        emails.no_longer(request)
        emails.unmatched(request)
    move(request, Move.START_AGAIN)
    request.occurrence = request.booking.occurrence
    request.sequence = request.occurrence.sequence
    db.session.flush()
    _ask_around(request)


def take_back(booking: Booking) -> None:
    """They do not need to be met after all. No reason is asked; whoever said yes is told.

    Twice is once.
    """
    bookings.hold(booking.occurrence)
    bookings.set_meeting(booking, False)
    if request := queries.request_of(booking):
        hold(request)
        close(request)


def close(request: BuddyRequest) -> None:
    """End a request and tell the buddy, if one was to come to a date that has not begun."""
    if request.is_matched and request.occurrence.starts_at > utcnow():
        emails.no_longer(request)
    db.session.delete(request)
    db.session.flush()


def accept(booking: Booking) -> None:
    """That suits me: the buddy sees that they are expected. Twice is once."""
    request = _request_of(booking)
    if not request.is_matched:
        raise RuleBroken("Nobody has said yes just now. We go on asking.")
    request.accepted_at = request.accepted_at or utcnow()


def ask_another(booking: Booking) -> None:
    """Somebody else, please. The pair is not shown to each other again, and the buddy hears only
    that they are not needed, as after any other change."""
    request = _request_of(booking)
    buddy_id = request.buddy_id
    if request.is_matched and buddy_id:
        _refuse(request, buddy_id)
        emails.no_longer(request)
    move(request, Move.ASK_ANOTHER)


def say_how_it_went(booking: Booking, has_met: bool) -> None:
    """Afterwards, for the person who asked: we met, or we missed each other. Nothing follows."""
    request = _request_of(booking)
    if not permissions.can_say_how_it_went(request):
        raise RuleBroken("You can say this once it has begun.")
    move(request, Move.MEET if has_met else Move.MISS)
    request.holder_said = "met" if has_met else "missed"


def say_yes(request: BuddyRequest, person: Person) -> None:
    """`person` will meet them, and they are told. Twice is once.

    Refuses with RuleBroken where somebody was quicker or it was taken back.
    """
    _hold(request)
    if request.is_matched and request.buddy_id == person.id:
        return
    move(request, Move.SAY_YES)
    request.buddy = person
    db.session.flush()
    emails.matched(request)


def say_where(request: BuddyRequest, person: Person, spot: str, wearing: str) -> None:
    """Where the buddy will stand, and what they will be wearing."""
    _hold_as_buddy(request, person)
    request.buddy_spot, request.buddy_wearing = spot, wearing


def step_back(request: BuddyRequest, person: Person) -> None:
    """The buddy cannot after all: whoever asked is told, and others may say yes."""
    _hold_as_buddy(request, person)
    emails.unmatched(request)
    move(request, Move.STEP_BACK)


def put_aside(request: BuddyRequest, person: Person) -> None:
    """Not this person, said by somebody who might have met them: neither sees the other again."""
    _hold(request)
    if request.buddy_id == person.id and request.is_matched:
        emails.unmatched(request)
        move(request, Move.STEP_BACK)
    _refuse(request, person.id, is_by_buddy=True)


def say_how_we_met(request: BuddyRequest, person: Person, has_met: bool) -> None:
    """Afterwards, for the buddy: we met, or we missed each other. Nothing follows."""
    _hold(request)
    if request.buddy_id != person.id or not permissions.can_say_how_it_went(request):
        raise RuleBroken("You can say this once it has begun.")
    move(request, Move.MEET if has_met else Move.MISS)
    request.buddy_said = "met" if has_met else "missed"


def _ask_around(request: BuddyRequest) -> None:
    for person in queries.who_may_meet(request.occurrence.event):
        if person.id != request.booking.person_id:
            emails.ask(request, person)


def _request_of(booking: Booking) -> BuddyRequest:
    request = queries.request_of(booking)
    if request is None:
        raise RuleBroken("You have not asked to be met. You can ask now.")
    _hold(request)
    return request


def _hold(request: BuddyRequest) -> None:
    try:
        hold(request)
    except InvalidRequestError as gone:  # taken back since it was read
        raise RuleBroken(TAKEN_BACK) from gone


def _hold_as_buddy(request: BuddyRequest, person: Person) -> None:
    _hold(request)
    if request.buddy_id != person.id or not request.is_matched:
        raise RuleBroken("This is not yours to meet any more, so there is nothing to change.")


def _refuse(request: BuddyRequest, buddy_id: int, is_by_buddy: bool = False) -> None:
    if queries.refused_by(request, buddy_id):
        return
    booking = request.booking
    db.session.add(
        BuddyRefusal(
            organisation_id=booking.occurrence.event.organisation_id,
            buddy_id=buddy_id,
            booking_id=booking.id,
            person_id=booking.person_id,
            browser_key=booking.browser_key,
            is_by_buddy=is_by_buddy,
        )
    )
    db.session.flush()
