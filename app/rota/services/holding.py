"""Taking turns over two scarce things: the places of a shift, and the time of a person.

Whoever wants a place holds the shift first and then the people, each in the order of their numbers,
so that two can never wait for each other. Freeing a place needs no person.
"""

from collections.abc import Iterable

from sqlalchemy import bindparam, update
from sqlalchemy.orm.attributes import set_committed_value

from app.people.models import Person
from app.rota.models import Shift
from app.shared.database import db
from app.shared.errors import RuleBroken

_MAY_HAVE_CHANGED = (
    *("starts_at", "ends_at", "local_date", "start_time", "end_time", "least", "most"),
    *("cancelled_at", "is_off_with_date", "sequence", "date_sequence"),
)
_HOLD = (
    update(Shift)
    .where(Shift.id == bindparam("shift"))
    .values(most=Shift.most)
    .returning(*(getattr(Shift, name) for name in _MAY_HAVE_CHANGED))
    .execution_options(synchronize_session=False)
)
_HOLD_PERSON = (
    update(Person)
    .where(Person.id == bindparam("person"))
    .values(name=Person.name)
    .execution_options(synchronize_session=False)
)


def hold(shifts: Shift | Iterable[Shift], people: Iterable[int] = ()) -> None:
    """Make everyone else who wants places on these shifts, or anything of these people, wait until
    this transaction ends. What is known of the shifts is read again.

    An UPDATE that changes nothing, because SQLite ignores SELECT ... FOR UPDATE.
    """
    known = {each.id: each for each in ([shifts] if isinstance(shifts, Shift) else shifts)}
    for _, shift in sorted(known.items()):
        now = db.session.execute(_HOLD, {"shift": shift.id}).one_or_none()
        if now is None:
            raise RuleBroken("This shift is not there any more.")
        for name, value in zip(_MAY_HAVE_CHANGED, now, strict=True):
            set_committed_value(shift, name, value)
    for person_id in sorted(set(people)):
        db.session.execute(_HOLD_PERSON, {"person": person_id})
