"""Taking turns over two scarce things: the places of a shift, and the time of a person.

Whoever wants a place holds the shift first and then the people, each in the order of their numbers,
so that two can never wait for each other. Freeing a place needs no person.
"""

from collections.abc import Iterable

from sqlalchemy.exc import NoResultFound

from app.people.models import Person
from app.rota.models import Shift
from app.shared import holding
from app.shared.errors import RuleBroken

_MAY_HAVE_CHANGED = (
    *("starts_at", "ends_at", "local_date", "start_time", "end_time", "least", "most"),
    *("cancelled_at", "is_off_with_date", "sequence", "date_sequence"),
)


def hold(shifts: Shift | Iterable[Shift], people: Iterable[int] = ()) -> None:
    """Make everyone else who wants places on these shifts, or anything of these people, wait until
    this transaction ends. What is known of the shifts is read again."""
    known = {each.id: each for each in ([shifts] if isinstance(shifts, Shift) else shifts)}
    for _, shift in sorted(known.items()):
        try:
            holding.hold(shift, again=_MAY_HAVE_CHANGED)
        except NoResultFound as gone:
            raise RuleBroken("This shift is not there any more.") from gone
    holding.hold_all(Person, people)
