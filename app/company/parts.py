"""What this room shows on other rooms' pages: a booking's own, a person's own, and a date's."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from app.bookings import queries as bookings
from app.bookings.models import Booking
from app.company import permissions, queries
from app.company.forms import LiftForm, LiftWordsForm, MeetingForm
from app.company.models import BuddyRequest, Lift, LiftKind, LiftPair
from app.events import parts as events
from app.events.models import Occurrence
from app.people.models import Person


def meeting(booking: Booking, form: MeetingForm | None = None, refusal: str = "") -> dict[str, Any]:
    """What company/_meeting.html takes: what the holder of `booking` asked, and what came of it.

    Nothing about a person that the holder turned down, or who turned them down, is in it.
    """
    request = queries.request_of(booking) if booking.wants_meeting else None
    can_ask = permissions.can_ask(booking)
    return {
        "meeting": {
            "request": request,
            "form": form or MeetingForm(formdata=None, obj=request),
            "is_open": form is not None and bool(form.errors),
            "refusal": refusal,
            "can_ask": can_ask,
            "is_asked": can_ask and booking.wants_meeting,
            "is_over": request is not None and permissions.can_say_how_it_went(request),
        }
    }


def place(request: BuddyRequest, person: Person) -> str:
    """Where it is, as anyone may know it; in full for who said that they will be there."""
    event, venue = request.occurrence.event, request.occurrence.venue
    if request.buddy_id != person.id:
        return events.where(event, venue).line
    return ", ".join(filter(None, (venue.name, venue.place.name if venue.place else "")))


def may_meet_anyone(person: Person) -> bool:
    """Whether `person` has a list of people who would like to be met."""
    return queries.may_meet_anyone(person)


def booking_for_lift(booking: Booking) -> Booking:
    """Of a course, whose one code opens all its dates, the booking of the next date that has a lift
    to arrange, or one said that is not over; `booking` itself as long as that is so of it."""
    if not booking.is_of_a_block or _has_lift_to_come(booking):
        return booking
    return next(filter(_has_lift_to_come, bookings.block_of(booking)), booking)


def lift_line(booking: Booking) -> dict[str, Any]:
    """What company/_lift_line.html takes: how things stand, in a line, on the booking's page."""
    booking = booking_for_lift(booking)
    mine = queries.lift_of(booking) if booking.has_place else None
    pairs = queries.pairs_of(mine) if mine else []
    return {
        "lift_line": {
            "booking": booking,
            "mine": mine,
            "can_share": permissions.can_share_lift(booking),
            "with": [pair.other_than(mine).first_name for pair in pairs if mine and pair.is_agreed],
            "is_asked": bool(_open(mine, pairs, is_mine=False)),
        }
    }


def lift(
    booking: Booking,
    form: LiftForm | None = None,
    refusal: str = "",
    words: tuple[int, LiftWordsForm] | None = None,
) -> dict[str, Any]:
    """What company/_lift.html takes: what the holder of `booking` said, and the other side of it.

    Of somebody with whom nothing is agreed there is an area, seats and "women only", and no name.
    """
    mine, can_share = queries.lift_of(booking), permissions.can_share_lift(booking)
    pairs = queries.pairs_of(mine) if mine else []
    agreed = [pair for pair in pairs if pair.is_agreed]
    has_lift = mine is not None and not mine.is_offer and bool(agreed)
    others = queries.others_for(mine) if mine and can_share and not has_lift else []
    to_answer = _open(mine, pairs, is_mine=False) if can_share else []
    asked = _open(mine, pairs, is_mine=True)
    return {
        "lift": {
            "mine": mine,
            "can_share": can_share,
            "form": form or _lift_form(booking, mine),
            "is_open": form is not None,
            "has_errors": bool(form and form.errors) or words is not None,
            "agreed": [_agreed(mine, pair, words) for pair in agreed if mine],
            "to_answer": to_answer,
            "asked": asked,
            "others": others,
            "free": queries.free_seats([*others, *to_answer, *asked]),
            "has_lift": has_lift,
            "seats_left": queries.seats_left(mine) if mine and mine.is_offer else 0,
            "was_turned_down": queries.was_turned_down(booking) and not has_lift,
            "refusal": refusal,
        }
    }


def lifts_on(occurrence: Occurrence) -> dict[str, Any]:
    """What company/_lifts_on.html takes, for who organises a date: who still needs a lift, by area,
    and how many seats are free."""
    needed = queries.still_needed(occurrence)
    return {
        "lifts": {
            "by_area": [
                (area, [booking for booking, _ in rows])
                for area, rows in groupby(needed, key=lambda row: row[1])
            ],
            "seats": queries.seats_offered(occurrence),
        }
    }


def _has_lift_to_come(booking: Booking) -> bool:
    if permissions.can_share_lift(booking):
        return True
    is_on = booking.has_place and booking.occurrence.has_started
    return is_on and not booking.occurrence.has_ended and queries.lift_of(booking) is not None


def _lift_form(booking: Booking, mine: Lift | None) -> LiftForm:
    if mine:
        return LiftForm(formdata=None, obj=mine)
    kind = LiftKind.NEED.value if booking.wants_lift else None
    return LiftForm(formdata=None, kind=kind, seats=booking.places)


def _agreed(mine: Lift, pair: LiftPair, words: tuple[int, LiftWordsForm] | None) -> dict[str, Any]:
    other = pair.other_than(mine)
    typed = words[1] if words and words[0] == other.id else None
    return {
        "other": other,
        "said": pair.words_of(other),
        "own": pair.words_of(mine),
        "form": typed or LiftWordsForm(formdata=None, prefix=f"to{other.id}-"),
    }


def _open(mine: Lift | None, pairs: Sequence[LiftPair], is_mine: bool) -> list[Lift]:
    """Whom this side asked, or else who asked it, as long as there is no answer."""
    return [
        pair.other_than(mine)
        for pair in pairs
        if mine and not pair.is_agreed and pair.is_asked_by(mine) == is_mine
    ]
