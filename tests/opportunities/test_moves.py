"""Every step from every state of an application and of what there is to do: which are taken, where
they lead, and that no other is."""

import pytest
from sqlalchemy import select

from app.opportunities.models import ApplicationMove, ApplicationState, StepState
from app.opportunities.services.moves import Move, move
from app.opportunities.services.step_moves import StepMove, move_step
from app.shared.database import db
from app.shared.errors import RuleBroken
from tests.factories import make_application, make_person, make_step

S, M = ApplicationState, Move
LEADS = {
    S.DRAFT: {M.SEND: S.SENT},
    S.SENT: {
        **{M.TALK: S.TALKING, M.OFFER: S.OFFERED, M.NOT_THIS_TIME: S.NOT_THIS_TIME},
        **{M.NO_SPACE: S.RESERVE, M.WITHDRAW: S.WITHDRAWN},
    },
    S.TALKING: {
        **{M.OFFER: S.OFFERED, M.NOT_THIS_TIME: S.NOT_THIS_TIME},
        **{M.NO_SPACE: S.RESERVE, M.WITHDRAW: S.WITHDRAWN},
    },
    S.RESERVE: {
        **{M.SPACE: S.TALKING, M.NOT_THIS_TIME: S.NOT_THIS_TIME, M.WITHDRAW: S.WITHDRAWN},
    },
    S.OFFERED: {M.ACCEPT: S.CHECKS, M.WITHDRAW: S.WITHDRAWN},
    S.CHECKS: {
        **{M.WELCOME: S.ACTIVE, M.NOT_SUITABLE: S.NOT_THIS_TIME, M.WITHDRAW: S.WITHDRAWN},
    },
    S.ACTIVE: {M.PAUSE: S.PAUSED, M.END: S.ENDED},
    S.PAUSED: {M.RESUME: S.ACTIVE, M.END: S.ENDED},
    S.NOT_THIS_TIME: {},
    S.WITHDRAWN: {},
    S.ENDED: {},
}
for _on_the_way in (S.SENT, S.TALKING, S.RESERVE, S.OFFERED, S.CHECKS):
    LEADS[_on_the_way][M.CLOSE] = S.NOT_THIS_TIME

T, N = StepState, StepMove
STEPS_LEAD = {
    T.NOT_NEEDED: {N.NEED: T.TO_DO},
    T.TO_DO: {N.ASK: T.ASKED, N.FINISH: T.DONE, N.WAIVE: T.WAIVED, N.REFUSE: T.NOT_SUITABLE},
    T.ASKED: {N.ASK: T.ASKED, N.FINISH: T.DONE, N.WAIVE: T.WAIVED, N.REFUSE: T.NOT_SUITABLE},
    T.DONE: {N.REOPEN: T.TO_DO, N.RENEW: T.DONE},
    T.WAIVED: {N.REOPEN: T.TO_DO},
    T.NOT_SUITABLE: {},
}


def test_every_step_of_an_application_leads_where_it_should_or_is_refused_in_words(app):
    by = make_person()
    for state in ApplicationState:
        for event in Move:
            application = make_application(state=state, reason="It is full.")
            wanted = LEADS[state].get(event)
            if wanted is None:
                with pytest.raises(RuleBroken, match=r"\w+ .*\."):
                    move(application, event, by)
                assert application.state == state
            else:
                move(application, event, by)
                assert application.state == wanted, (state, event)
            db.session.rollback()


def test_each_thing_to_do_goes_where_it_should_or_is_refused_in_words(app):
    by = make_person()
    for state in StepState:
        for event in StepMove:
            step = make_step(state=state, reason="We know them well.")
            wanted = STEPS_LEAD[state].get(event)
            if wanted is None:
                with pytest.raises(RuleBroken, match=r"\w+ .*\."):
                    move_step(step, event, by)
                assert step.state == state
            else:
                step.reason = "We know them well."
                move_step(step, event, by)
                assert step.state == wanted, (state, event)
            db.session.rollback()


def test_who_did_what_is_written_down(app):
    application, by = make_application(state=S.SENT), make_person()

    move(application, M.TALK, by)
    move(application, M.NO_SPACE, by)

    steps = db.session.scalars(select(ApplicationMove).order_by(ApplicationMove.id)).all()
    assert [(step.event, step.state, step.by_id) for step in steps] == [
        ("talk", "talking", by.id),
        ("no_space", "reserve", by.id),
    ]
