"""Every SELECT of this room."""

from app.bookings.queries.answers import answers_of, answers_on
from app.bookings.queries.bands import (
    Band,
    Dated,
    bands,
    bands_of,
)
from app.bookings.queries.bookings import (
    block_of,
    code_exists,
    earlier_booking,
    has_another_like,
    has_other_booking,
    live_booking_of,
    of_event,
    other_booking_of_holder,
    other_of_holder,
    position,
    state_before,
    was_waiting,
    with_code,
    with_date,
)
from app.bookings.queries.changes import Changes, changes
from app.bookings.queries.door import at_the_door, marked_by_id, of_group_with_code
from app.bookings.queries.exports import (
    bookings_in_full,
    places_by_date,
)
from app.bookings.queries.lists import (
    called_off,
    everyone,
    live_bookings,
    next_of_person,
    next_open_date,
    of_person,
    open_dates_of_block,
    overdue_offers,
    unreminded,
    waiting,
    waiting_together,
)
from app.bookings.queries.maybes import (
    maybe_of,
    might_come,
)
from app.bookings.queries.messages import (
    how_many_messages,
    message_with_key,
    messages_about,
    messages_for,
    with_a_place,
)
from app.bookings.queries.places import (
    places_left,
    places_taken,
    places_taken_by_date,
)
from app.bookings.queries.pulses import Felt, date_of_link, felt, pulse_link, to_thank
from app.bookings.queries.series import (
    ever_booked,
    in_full,
    live_on,
    people_booked_from,
    was_ever_booked,
)

__all__ = [
    "Band",
    "Changes",
    "Dated",
    "Felt",
    "answers_of",
    "answers_on",
    "at_the_door",
    "bands",
    "bands_of",
    "block_of",
    "bookings_in_full",
    "called_off",
    "changes",
    "code_exists",
    "date_of_link",
    "earlier_booking",
    "ever_booked",
    "everyone",
    "felt",
    "has_another_like",
    "has_other_booking",
    "how_many_messages",
    "in_full",
    "live_booking_of",
    "live_bookings",
    "live_on",
    "marked_by_id",
    "maybe_of",
    "message_with_key",
    "messages_about",
    "messages_for",
    "might_come",
    "next_of_person",
    "next_open_date",
    "of_event",
    "of_group_with_code",
    "of_person",
    "open_dates_of_block",
    "other_booking_of_holder",
    "other_of_holder",
    "overdue_offers",
    "people_booked_from",
    "places_by_date",
    "places_left",
    "places_taken",
    "places_taken_by_date",
    "position",
    "pulse_link",
    "state_before",
    "to_thank",
    "unreminded",
    "waiting",
    "waiting_together",
    "was_ever_booked",
    "was_waiting",
    "with_a_place",
    "with_code",
    "with_date",
]
