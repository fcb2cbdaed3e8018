"""What may be done with places.

Every path that frees a place goes through `filling.fill`, every step through `moves.move`.
"""

from app.bookings.services.arriving import come_instead
from app.bookings.services.booking import (
    AlreadyBooked,
    JustGone,
    Party,
    book,
    check_not_full,
    check_open,
)
from app.bookings.services.by_group import move_to, put_back, set_places, take_off
from app.bookings.services.changing import (
    change,
    decline_help,
    keep,
    set_capacity,
    set_lift,
    set_meeting,
    set_reminder,
)
from app.bookings.services.dates import cancel_date, move_date, restore_date
from app.bookings.services.digest import digest
from app.bookings.services.filling import fill
from app.bookings.services.holding import hold
from app.bookings.services.leaving import (
    cancel,
    cancel_all,
    erase,
    forget_answers,
    forget_past,
    undo,
)
from app.bookings.services.marking import mark_here, mark_not_there
from app.bookings.services.maybes import toggle_maybe
from app.bookings.services.messages import check_may_write, send_message
from app.bookings.services.offers import accept, decline, lapse_offers
from app.bookings.services.reminders import remind
from app.bookings.services.series import SeriesChange, change_series, end_series, withdraw
from app.bookings.services.thanks import answer, forget_links, thank

__all__ = [
    "AlreadyBooked",
    "JustGone",
    "Party",
    "SeriesChange",
    "accept",
    "answer",
    "book",
    "cancel",
    "cancel_all",
    "cancel_date",
    "change",
    "change_series",
    "check_may_write",
    "check_not_full",
    "check_open",
    "come_instead",
    "decline",
    "decline_help",
    "digest",
    "end_series",
    "erase",
    "fill",
    "forget_answers",
    "forget_links",
    "forget_past",
    "hold",
    "keep",
    "lapse_offers",
    "mark_here",
    "mark_not_there",
    "move_date",
    "move_to",
    "put_back",
    "remind",
    "restore_date",
    "send_message",
    "set_capacity",
    "set_lift",
    "set_meeting",
    "set_places",
    "set_reminder",
    "take_off",
    "thank",
    "toggle_maybe",
    "undo",
    "withdraw",
]
