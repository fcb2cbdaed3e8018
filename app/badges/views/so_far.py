"""What was there already when somebody begins: counted in the rooms above, whose queries a view may
borrow."""

from dataclasses import replace

from app.bookings import queries as bookings
from app.hours import queries as hours
from app.opportunities import queries as opportunities


def so_far(person, badge):
    """What counts towards `badge`, to be asked for once nobody else can count. Dates are there for
    as long as bookings are kept."""

    def figures():
        minutes, shifts = hours.given_towards(person, badge.id)
        return replace(
            opportunities.trained_towards(person, badge),
            minutes=minutes,
            shifts=shifts,
            dates=bookings.came_towards(person, badge.id),
        )

    return figures
