import pytest

from app.rota.models import SignupState
from app.rota.services.moves import TRANSITIONS, Move, move
from app.shared.errors import RuleBroken
from tests.factories import make_signup

PAIRS = [(state, event) for state in SignupState for event in Move]


@pytest.mark.one_database_says_it
def test_every_pair_of_state_and_move_is_decided(app):
    signup = make_signup()
    for state, event in PAIRS:
        signup.state = state
        following = TRANSITIONS.get((state, event))

        if following is None:
            with pytest.raises(RuleBroken, match=r"^[A-Z].{10,}\.$"):
                move(signup, event)
            assert signup.state == state
        else:
            move(signup, event)
            assert signup.state == following
            assert signup.seeks_cover == (following == SignupState.SWAP_ASKED)
