"""What may be done about shifts. Every step of a sign-up goes through `moves.move`."""

from app.rota.services.choices import CALENDAR_BACK, choose_cover, end_calendar, new_calendar
from app.rota.services.covering import ask_on, ask_swap, keep, refuse, take
from app.rota.services.dates import call_off, follow, keep_up, put_back_on
from app.rota.services.ending import end_closed
from app.rota.services.leaving import cannot_make_it, release_all
from app.rota.services.marking import mark_came, mark_missed, unmark
from app.rota.services.patterns import (
    add_pattern,
    add_shift,
    end_pattern,
    extend_windows,
    set_people,
)
from app.rota.services.reminders import forget, release_leavers, remind, tell_of_lapses
from app.rota.services.signing_up import CannotSignUp, put_in, sign_up
from app.rota.services.tasters import CHOSEN_ENOUGH, try_one

__all__ = [
    "CALENDAR_BACK",
    "CHOSEN_ENOUGH",
    "CannotSignUp",
    "add_pattern",
    "add_shift",
    "ask_on",
    "ask_swap",
    "call_off",
    "cannot_make_it",
    "choose_cover",
    "end_calendar",
    "end_closed",
    "end_pattern",
    "extend_windows",
    "follow",
    "forget",
    "keep",
    "keep_up",
    "mark_came",
    "mark_missed",
    "new_calendar",
    "put_back_on",
    "put_in",
    "refuse",
    "release_all",
    "release_leavers",
    "remind",
    "set_people",
    "sign_up",
    "take",
    "tell_of_lapses",
    "try_one",
    "unmark",
]
