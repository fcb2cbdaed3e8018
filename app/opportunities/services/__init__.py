"""What changes about roles and about who would like to help."""

from app.opportunities.services.applying import (
    check_somebody_answers,
    keep,
    send,
    start,
    throw_away,
)
from app.opportunities.services.deciding import (
    find_space,
    invite_to_talk,
    offer,
    put_on_reserve,
    say_not_this_time,
    take,
    welcome,
    write_note,
)
from app.opportunities.services.getting_ready import StepAct, act_on_step
from app.opportunities.services.indexing import index_role
from app.opportunities.services.keeping_up import forget, keep_up
from app.opportunities.services.own import (
    accept,
    end,
    name_referee,
    pause,
    read_agreement,
    resume,
    withdraw,
)
from app.opportunities.services.references import Answer, Gone, Used, answer
from app.opportunities.services.remembering import forget_answers, remember_answers
from app.opportunities.services.saving import forget_role, save_role
from app.opportunities.services.standing import (
    close_role,
    drop_role,
    pause_role,
    publish_role,
    resume_role,
)
from app.opportunities.services.writing import copy_role, hold_role, revise_role, start_role

__all__ = [
    "Answer",
    "Gone",
    "StepAct",
    "Used",
    "accept",
    "act_on_step",
    "answer",
    "check_somebody_answers",
    "close_role",
    "copy_role",
    "drop_role",
    "end",
    "find_space",
    "forget",
    "forget_answers",
    "forget_role",
    "hold_role",
    "index_role",
    "invite_to_talk",
    "keep",
    "keep_up",
    "name_referee",
    "offer",
    "pause",
    "pause_role",
    "publish_role",
    "put_on_reserve",
    "read_agreement",
    "remember_answers",
    "resume",
    "resume_role",
    "revise_role",
    "save_role",
    "say_not_this_time",
    "send",
    "start",
    "start_role",
    "take",
    "throw_away",
    "welcome",
    "withdraw",
    "write_note",
]
