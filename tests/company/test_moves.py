"""Every step from every state: which are taken, where they lead, and that no other is."""

import pytest

from app.company.models import BuddyState
from app.company.services.moves import Move, move
from app.shared.errors import RuleBroken
from tests.factories import make_person, make_request

S, M = BuddyState, Move
LEADS = {
    S.ASKED: {M.SAY_YES: S.MATCHED, M.LEAVE_TO_GROUP: S.WITH_GROUP, M.START_AGAIN: S.ASKED},
    S.MATCHED: {
        **{M.STEP_BACK: S.ASKED, M.ASK_ANOTHER: S.ASKED, M.START_AGAIN: S.ASKED},
        **{M.MEET: S.MET, M.MISS: S.MISSED},
    },
    S.WITH_GROUP: {
        **{M.SAY_YES: S.MATCHED, M.START_AGAIN: S.ASKED},
        **{M.MEET: S.MET, M.MISS: S.MISSED},
    },
    S.MET: {M.MEET: S.MET, M.MISS: S.MET},
    S.MISSED: {M.MEET: S.MET, M.MISS: S.MISSED},
}


@pytest.mark.parametrize("step", Move)
@pytest.mark.parametrize("state", BuddyState)
def test_each_step_leads_where_it_should_or_is_refused_in_words(app, state, step):
    has_buddy = state in (S.MATCHED, S.MET, S.MISSED)
    request = make_request(state=state, buddy=make_person() if has_buddy else None)
    wanted = LEADS[state].get(step)

    if wanted is None:
        with pytest.raises(RuleBroken, match=r"\w+ .*\."):
            move(request, step)
        assert request.state == state
        return
    move(request, step)

    assert request.state == wanted
    assert (request.buddy is not None) == (has_buddy and wanted != S.ASKED), "A buddy stays on"
