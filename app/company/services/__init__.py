"""What may be done about company. Every step of a request goes through `moves.move`."""

from app.company.services.keeping_up import forget, keep_up
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
    "ask",
    "ask_another",
    "forget",
    "keep_up",
    "put_aside",
    "say_how_it_went",
    "say_how_we_met",
    "say_where",
    "say_yes",
    "step_back",
    "take_back",
]
