"""Lifts between people who booked the same date: said, asked, agreed, taken back.

Every verb holds the date first and then reads again who is there, so two who want the last seat
take turns.
"""

from sqlalchemy import delete

from app.bookings import services as bookings
from app.bookings.models import Booking
from app.company import emails, permissions, queries
from app.company.models import Lift, LiftKind, LiftPair, LiftRefusal
from app.places import queries as places
from app.shared.database import db, utcnow
from app.shared.errors import RuleBroken
from app.shared.geography import Found

TOO_LATE = "This has begun, or is off, so there is no lift to arrange any more."
GONE = "That one is not there any more. The others are below."
SAY_FIRST = "Say first whether you need a lift or can give one."
IS_AGREED = "You have agreed a lift. End it first, then say anew what you need."


def say_lift(
    booking: Booking,
    kind: str,
    area: str,
    seats: int,
    is_women_only: bool = False,
    phone: str = "",
) -> Lift:
    """Need a lift, or give one, from `area`, to this date only. Those on the other side who fit are
    told once.

    Saying it again says it anew, and what was asked until then is forgotten. Refuses with
    RuleBroken once the date began or is off, without a place, and once a lift is agreed.
    """
    _hold(booking)
    if not permissions.can_share_lift(booking):
        raise RuleBroken(TOO_LATE)
    if (lift := queries.lift_of(booking)) and queries.has_agreed(lift):
        raise RuleBroken(IS_AGREED)
    if said_before := queries.any_lift_of(booking):
        close_lift(said_before)
    bookings.set_lift(booking, kind == LiftKind.NEED)
    lift = Lift(
        booking=booking,
        occurrence=booking.occurrence,
        kind=kind,
        area=_known_by(area),
        seats=seats,
        is_women_only=is_women_only,
        phone=phone,
    )
    db.session.add(lift)
    db.session.flush()
    _tell_who_fits(lift)
    return lift


def take_back_lift(booking: Booking) -> None:
    """No lift after all. No reason is asked; whoever agreed one is told. Twice is once."""
    _hold(booking)
    if lift := queries.any_lift_of(booking):
        close_lift(lift)
    if booking.wants_lift:
        bookings.set_lift(booking, False)


def close_lift(lift: Lift) -> None:
    """End what somebody said, with all that came of it, and tell whoever agreed with them, and
    whoever fits these now.

    Where the whole date is off they are told of that, and not of this as well.
    """
    date, left = lift.occurrence, []
    if date.starts_at > utcnow() and not date.is_cancelled:
        left = [pair.other_than(lift) for pair in queries.pairs_of(lift) if pair.is_agreed]
    for other in left:
        emails.lift_ended(other)
    db.session.execute(delete(Lift).where(Lift.id == lift.id))
    for other in left:
        _tell_who_fits(other)


def ask_lift(booking: Booking, lift_id: int) -> None:
    """Ask somebody on the other side, who is told. Twice is once; who was asked by them agrees.

    Refuses with RuleBroken if they are gone, full, or have agreed with somebody else, and once
    whoever asks has a lift.
    """
    mine, other = _both(booking, lift_id)
    pair = queries.pair_between(mine, other)
    if pair is None:
        if not mine.is_offer and queries.has_agreed(mine):
            raise RuleBroken(IS_AGREED)
        db.session.add(_between(mine, other))
        db.session.flush()
        emails.lift_asked(other, mine)
    elif not pair.is_asked_by(mine):
        _agree(pair, mine, other)


def agree_lift(booking: Booking, lift_id: int) -> None:
    """Yes to somebody who asked: both learn a first name and how to reach the other. Twice is once.

    Refuses with RuleBroken where the seat has gone, or they took it back.
    """
    mine, other = _both(booking, lift_id)
    pair = queries.pair_between(mine, other)
    if pair is None or pair.is_asked_by(mine):
        raise RuleBroken(GONE)
    _agree(pair, mine, other)


def refuse_lift(booking: Booking, lift_id: int) -> None:
    """No to somebody who asked, or not any more to what was asked or agreed. No reason is asked.

    Who was only turned down is told nothing of who it was; with whom it was agreed, that it is off.
    Neither is shown the other again.
    """
    mine, other = _both(booking, lift_id, is_late=True)
    pair = queries.pair_between(mine, other)
    if pair is None:
        raise RuleBroken(GONE)
    if was_agreed := pair.is_agreed:
        emails.lift_ended(other)
    if was_agreed or not pair.is_asked_by(mine):
        _refuse(mine, other)
    db.session.delete(pair)
    db.session.flush()
    if was_agreed:
        _tell_who_fits(mine)
        _tell_who_fits(other)


def write_about_lift(booking: Booking, lift_id: int, words: str) -> None:
    """Something for the other side to read here, once both agreed. What was written before goes."""
    mine, other = _both(booking, lift_id, is_late=True)
    pair = queries.pair_between(mine, other)
    if pair is None or not pair.is_agreed:
        raise RuleBroken(GONE)
    if words == pair.words_of(mine):
        return
    setattr(pair, "offer_words" if mine.is_offer else "need_words", words)
    db.session.flush()
    emails.lift_words(other, by=mine)


def _tell_who_fits(lift: Lift) -> None:
    """Whoever waits for what `lift` gives or needs, where there is still a lift to arrange."""
    if permissions.can_share_lift(lift.booking):
        for other in queries.others_for(lift):
            emails.lift_possible(other, lift)


def _agree(pair: LiftPair, mine: Lift, other: Lift) -> None:
    if pair.is_agreed:
        return
    need, offer = (other, mine) if mine.is_offer else (mine, other)
    if queries.has_agreed(need):
        raise RuleBroken("That lift is agreed with somebody else now.")
    if need.seats > queries.seats_left(offer):
        raise RuleBroken("Somebody was quicker: there are not enough seats left.")
    pair.agreed_at = utcnow()
    db.session.flush()
    _drop_what_no_longer_fits(need, offer)
    emails.lift_agreed(need)
    emails.lift_agreed(offer)


def _drop_what_no_longer_fits(need: Lift, offer: Lift) -> None:
    """Whoever needed it is asked no more; who asks for more seats than are left hears nothing."""
    left = queries.seats_left(offer)
    for pair in (*queries.pairs_of(need), *queries.pairs_of(offer)):
        if not pair.is_agreed and (pair.need_id == need.id or pair.need.seats > left):
            db.session.delete(pair)
    db.session.flush()


def _between(mine: Lift, other: Lift) -> LiftPair:
    need, offer = (other, mine) if mine.is_offer else (mine, other)
    return LiftPair(need=need, offer=offer, is_from_offer=mine.is_offer)


def _both(booking: Booking, lift_id: int, is_late: bool = False) -> tuple[Lift, Lift]:
    """What this booking said and the other it means, both as they are now."""
    _hold(booking)
    if not is_late and not permissions.can_share_lift(booking):
        raise RuleBroken(TOO_LATE)
    mine = queries.lift_of(booking)
    if mine is None:
        raise RuleBroken(SAY_FIRST)
    other = queries.other_with_id(mine, lift_id)
    if other is None:
        raise RuleBroken(GONE)
    return mine, other


def _hold(booking: Booking) -> None:
    bookings.hold(booking.occurrence)
    db.session.refresh(booking, ["state", "occurrence_id", "wants_lift", "places"])


def _known_by(area: str) -> str:
    """As the place is spelled, where there is no doubt which is meant."""
    found = places.found(area)
    return found.words if isinstance(found, Found) and found.kind == "place" else area


def _refuse(mine: Lift, other: Lift) -> None:
    if queries.refusal_of(mine.booking_id, other.booking_id) is None:
        db.session.add(LiftRefusal(booking_id=mine.booking_id, other_booking_id=other.booking_id))
