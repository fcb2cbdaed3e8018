"""What may be done about hours. Every step of an entry goes through `moves.move`."""

from app.hours.services.adding import Given, add, add_date, length_of, send_again, withdraw
from app.hours.services.attendance import record, take_back
from app.hours.services.deciding import ask, confirm, correct, turn_down
from app.hours.services.lengths import Refused
from app.hours.services.reminding import remind

__all__ = [
    "Given",
    "Refused",
    "add",
    "add_date",
    "ask",
    "confirm",
    "correct",
    "length_of",
    "record",
    "remind",
    "send_again",
    "take_back",
    "turn_down",
    "withdraw",
]
