"""What may be done about company. Every step of a request to be met goes through `moves.move`."""

from app.company.services.keeping_up import forget, keep_up
from app.company.services.lifts import (
    agree_lift,
    ask_lift,
    refuse_lift,
    say_lift,
    take_back_lift,
    write_about_lift,
)
from app.company.services.meetings import (
    accept,
    ask,
    ask_another,
    put_aside,
    say_how_it_went,
    say_how_we_met,
    say_where,
    say_yes,
    step_back,
    take_back,
)

__all__ = [
    "accept",
    "agree_lift",
    "ask",
    "ask_another",
    "ask_lift",
    "forget",
    "keep_up",
    "put_aside",
    "refuse_lift",
    "say_how_it_went",
    "say_how_we_met",
    "say_lift",
    "say_where",
    "say_yes",
    "step_back",
    "take_back",
    "take_back_lift",
    "write_about_lift",
]
