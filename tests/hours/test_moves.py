"""Every step from every state: which are taken, where they lead, and that no other is."""

import pytest

from app.hours.models import HoursState
from app.hours.services.moves import Move, move
from app.shared.errors import RuleBroken
from tests.factories import make_hours

S, M = HoursState, Move
LEADS = {
    S.SENT: {
        **{M.CONFIRM: S.CONFIRMED, M.ASK: S.QUESTION, M.TURN_DOWN: S.NOT_CONFIRMED},
        **{M.SEND_AGAIN: S.SENT, M.TAKE_BACK: S.TAKEN_BACK, M.UNDO: S.TAKEN_BACK},
    },
    S.QUESTION: {M.SEND_AGAIN: S.SENT, M.TAKE_BACK: S.TAKEN_BACK},
    S.CONFIRMED: {M.CORRECT: S.CORRECTED, M.UNDO: S.TAKEN_BACK},
    S.NOT_CONFIRMED: {},
    S.CORRECTED: {},
    S.TAKEN_BACK: {},
}


@pytest.mark.parametrize("step", Move)
@pytest.mark.parametrize("state", HoursState)
def test_each_step_leads_where_it_should_or_is_refused_in_words(app, role, state, step):
    entry = make_hours(role, state=state, words="Which day was it?")
    wanted = LEADS[state].get(step)

    if wanted is None:
        with pytest.raises(RuleBroken, match=r"\w+ .*\."):
            move(entry, step)
        assert entry.state == state
        return
    move(entry, step)

    assert entry.state == wanted
