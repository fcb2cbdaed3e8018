"""Taking a place: on one date, or on all the dates of a course at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.bookings import emails, queries
from app.bookings.models import CONSENT_VERSION, Booking, BookingAnswer, BookingGuest
from app.bookings.services.holding import dates_booked_with, hold
from app.bookings.services.moves import Move, move
from app.events.models import EventQuestion, Occurrence
from app.people.models import Person
from app.shared.codes import new_code
from app.shared.database import db, utcnow
from app.shared.errors import RuleBroken


class AlreadyBooked(RuleBroken):
    """This browser or sign-in holds a booking on the date already; it is in `booking`."""

    def __init__(self, booking: Booking) -> None:
        super().__init__(
            "You already have a place on this date. You can change it or leave it as it is."
        )
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
    wants_reminder: bool = True
    asks_first: bool = False
    wants_meeting: bool = False
    wants_lift: bool = False
    may_step_out: bool = False
    note: str = ""
    friends: tuple[str, ...] = ()
    """First names of the friends, as far as they were told."""
    answers: tuple[tuple[EventQuestion, str], ...] = ()
    """To what the organiser asked, as far as it was answered."""


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

    A course is booked whole, each date to come as a booking of its own; the first is answered. A
    form that comes twice is one booking. Refuses with RuleBroken: AlreadyBooked where this browser
    or sign-in holds one of the dates, JustGone where it is full and nobody asked to wait.
    """
    hold(occurrence)
    earlier = queries.earlier_booking(occurrence, form_key, person, browser_key)
    if earlier and form_key and earlier.form_key == form_key:
        return earlier
    check_open(occurrence)
    db.session.refresh(occurrence.event, ["published_at"])  # it may have been withdrawn meanwhile
    if not occurrence.event.is_published:
        raise RuleBroken(
            "This has been taken down for now. Ask the group if you would like to come."
        )
    check_size(occurrence, party.places)
    dates = dates_booked_with(occurrence)
    for date in dates:
        is_known = date is occurrence
        if held := earlier if is_known else queries.live_booking_of(date, person, browser_key):
            raise AlreadyBooked(held)
    fits = all(party.places <= queries.places_left(date) for date in dates)
    if not fits:
        _check_may_wait(occurrence, waits_if_full)
    bookings = _bookings(dates, party, person, browser_key)
    bookings[0].form_key = form_key
    for booking in bookings:
        db.session.add(booking)
        move(booking, Move.BOOK if fits else Move.WAIT)
    if fits:
        emails.booked(bookings[0])
    else:
        emails.waiting(bookings[0])
    return bookings[0]


def check_open(occurrence: Occurrence) -> None:
    """Refuse with RuleBroken where a date takes no bookings, whatever the number of places."""
    if occurrence.event.is_drop_in:
        raise RuleBroken("There is no need to book. Just turn up.")
    if occurrence.is_cancelled:
        raise RuleBroken("This date is off. Choose a date that has not been called off.")
    if occurrence.has_ended:
        raise RuleBroken("This date has been. Choose a date that has not gone.")
    if occurrence.has_started:
        raise RuleBroken("It has started. You can still turn up.")


def check_not_full(occurrence: Occurrence) -> None:
    """Refuse with RuleBroken where every place is taken and there is no list to wait on."""
    if not occurrence.event.has_waiting_list and not queries.places_left(occurrence):
        raise RuleBroken("This date is full. Another date may have places.")


def check_size(occurrence: Occurrence, places: int) -> None:
    """Refuse with RuleBroken a party that is larger than the event takes, or no party at all."""
    most = occurrence.event.max_party
    if not 1 <= places <= most:
        words = "1 place" if most == 1 else f"between 1 and {most} places"
        raise RuleBroken(f"Choose {words}.")


def guests(names: Sequence[str], places: int) -> list[BookingGuest]:
    """A row for each friend whose name was told; never more than come along."""
    told = [name for name in names if name]
    return [BookingGuest(name=name) for name in told[: places - 1]]


def _bookings(
    dates: Sequence[Occurrence], party: Party, person: Person | None, browser_key: str | None
) -> list[Booking]:
    rows = ("friends", "answers")
    said = {name: value for name, value in vars(party).items() if name not in rows}
    if person:
        said["wants_reminder"] = person.wants_reminders
    codes = [_unused_code() for _ in dates]
    now = utcnow()
    return [
        Booking(
            **said,
            occurrence=date,
            person_id=person.id if person else None,
            code=code,
            block_code=codes[0] if len(dates) > 1 else None,
            browser_key=browser_key,
            guests=guests(party.friends, party.places),
            answers=_answers(party),
            joined_at=now,
            consented_at=now,
            consent_version=CONSENT_VERSION,
            sequence=0,
            state="",
        )
        for date, code in zip(dates, codes, strict=True)
    ]


def _answers(party: Party) -> list[BookingAnswer]:
    return [
        BookingAnswer(asked=question.words, words=words, keep_days=question.keep_days)
        for question, words in party.answers
    ]


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
