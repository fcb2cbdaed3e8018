import pytest
from sqlalchemy import select

from app.bookings.models import BookingMove, BookingState
from app.bookings.services.moves import TRANSITIONS, Move, move
from app.shared.database import db
from app.shared.errors import RuleBroken
from tests.factories import make_booking

PAIRS = [(state, event) for state in BookingState for event in Move]


@pytest.mark.parametrize(("state", "event"), PAIRS, ids=str)
def test_every_pair_of_state_and_move_is_decided(app, state, event):
    booking = make_booking(state=state)
    following = TRANSITIONS.get((state, event))

    if following is None:
        with pytest.raises(RuleBroken) as refused:
            move(booking, event)
        assert str(refused.value).endswith(".")
        assert booking.state == state
    else:
        move(booking, event)
        assert booking.state == following


def test_each_step_is_written_down(app):
    booking = make_booking(state=BookingState.BOOKED)

    move(booking, Move.CANCEL)
    move(booking, Move.UNDO)

    steps = db.session.scalars(select(BookingMove.state).order_by(BookingMove.id)).all()
    assert steps == [BookingState.CANCELLED_BY_PERSON, BookingState.BOOKED]
