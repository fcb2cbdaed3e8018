"""What may be done about hours and costs. Every step of an entry goes through `moves.move`, of a
claim through `claim_moves.move_claim`."""

from app.hours.services.adding import Given, add, add_date, counts, length_of, send_again, withdraw
from app.hours.services.attendance import record, take_back
from app.hours.services.claiming import Cost, claim, send_claim_again, withdraw_claim
from app.hours.services.deciding import ask, confirm, correct, turn_down
from app.hours.services.lengths import Refused
from app.hours.services.paying import (
    approve,
    ask_about_claim,
    mark_paid,
    set_rate,
    turn_claim_down,
)
from app.hours.services.reminding import remind

__all__ = [
    "Cost",
    "Given",
    "Refused",
    "add",
    "add_date",
    "approve",
    "ask",
    "ask_about_claim",
    "claim",
    "confirm",
    "correct",
    "counts",
    "length_of",
    "mark_paid",
    "record",
    "remind",
    "send_again",
    "send_claim_again",
    "set_rate",
    "take_back",
    "turn_claim_down",
    "turn_down",
    "withdraw",
    "withdraw_claim",
]
