"""Working towards a badge, asking for it, and what a group says to that. Every step of an award
goes through `moves.move`."""

from app.badges.services.awarding import ask_for_more, award, give, vouch
from app.badges.services.counting import came, counted, did_not_come
from app.badges.services.credentials import issue, issue_due
from app.badges.services.earning import NOT_THEIR_GROUP, ask, hide, start, stop, take_back
from app.badges.services.evidence import (
    add_evidence,
    drop_evidence,
    observe,
    show_brought,
    untick,
)
from app.badges.services.keeping_up import keep_up
from app.badges.services.moves import hold
from app.badges.services.notes import drop, reflect, rewrite
from app.badges.services.withdrawing import (
    agree_to_withdraw,
    leave_as_it_is,
    looked_at,
    propose_withdrawal,
)
from app.badges.services.writing import Unfit, bring_back, create, retire, revise

__all__ = [
    "NOT_THEIR_GROUP",
    "Unfit",
    "add_evidence",
    "agree_to_withdraw",
    "ask",
    "ask_for_more",
    "award",
    "bring_back",
    "came",
    "counted",
    "create",
    "did_not_come",
    "drop",
    "drop_evidence",
    "give",
    "hide",
    "hold",
    "issue",
    "issue_due",
    "keep_up",
    "leave_as_it_is",
    "looked_at",
    "observe",
    "propose_withdrawal",
    "reflect",
    "retire",
    "revise",
    "rewrite",
    "show_brought",
    "start",
    "stop",
    "take_back",
    "untick",
    "vouch",
]
