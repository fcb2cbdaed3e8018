"""What somebody who helps sees of shifts: their own, and those that they could do."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from app.opportunities.models import Application
from app.opportunities.parts import venue_line
from app.people.models import Person
from app.rota import permissions, queries
from app.rota.models import COMING, Cover, Shift, ShiftSignup, SignupState
from app.rota.parts.weeks import Week
from app.rota.permissions import Refusal
from app.rota.services.signing_up import AROUND
from app.shared.database import utcnow
from app.shared.formatting import listed, plural

FEW = 3
"""Other dates that are offered where one cannot be had."""
LOOKED_AT = 30


@dataclass(frozen=True)
class Row:
    """One shift, as somebody who may take it sees it."""

    shift: Shift
    signup: ShiftSignup | None = None
    taken: int = 0
    helpers: int = 0
    refusal: Refusal | None = None
    beside: tuple[str, ...] = ()
    """Who else will be there, by first name: only for who is on it too."""

    @property
    def state(self) -> str:
        return self.signup.state if self.signup else ""

    @property
    def is_full(self) -> bool:
        return self.taken >= self.shift.most

    @property
    def need(self) -> str:
        """How many more are wanted, in words. No more than that is said of who comes."""
        missing = self.shift.least - self.helpers
        if missing > 0:
            return f"{plural(missing, 'more person', 'more people')} needed"
        return "Full" if self.is_full else "There is room for you"

    @property
    def where(self) -> str:
        return venue_line(self.shift.opportunity)

    @property
    def company(self) -> str:
        return f"With {listed(self.beside)}" if self.beside else ""


def mine(person: Person, week: Week) -> dict[str, Any]:
    """What rota/mine.html takes, in a fixed number of questions."""
    now = utcnow()
    own = queries.of_person(person, now, (*COMING, SignupState.STANDBY))
    start = max(week.starts_at, now)
    asks = queries.asked_of(person)
    known = {each.shift_id for each in own} | {ask.signup.shift_id for ask in asks}
    could = [each for each in queries.open_to(person, start, week.ends_at) if each.id not in known]
    choice = queries.choice_of(person)
    return {
        "week": week,
        "own": _rows([signup.shift for signup in own], {each.shift_id: each for each in own}),
        "could": _possible(could, person),
        "asks": asks,
        "breaks": queries.breaks_of(person),
        "cover": choice.cover if choice else Cover.PAGE,
        "has_calendar": bool(choice and choice.calendar_hash),
    }


def next_shifts(person: Person) -> dict[str, Any]:
    """What rota/_next_shifts.html takes: the next few of their own, on other rooms' pages."""
    own = queries.of_person(person, utcnow(), COMING)[:FEW]
    return {
        "next_shifts": _rows([each.shift for each in own], {each.shift_id: each for each in own})
    }


def company(signup: ShiftSignup) -> dict[str, Any]:
    """What `rota/taster.html` takes of who will be there with somebody who tries a role."""
    is_told = permissions.may_see_company(signup)
    return {
        "has_company": bool(queries.helpers_by_shift([signup.shift_id])),
        "meets": queries.company_on(signup.shift, signup.person) if is_told else [],
    }


def row_of(shift: Shift, person: Person) -> Row:
    """One shift as `person` sees it now."""
    signup = queries.live_of(shift, person)
    if signup:
        return _rows([shift], {shift.id: signup})[0]
    return _possible([shift], person)[0]


def instead_of(shift: Shift, person: Person) -> list[Shift]:
    """Up to three other dates of the same role that they could have."""
    others = [each for each in queries.to_come(shift.opportunity, LOOKED_AT) if each.id != shift.id]
    rows = _possible(others, person)
    on = {each.shift_id for each in queries.of_person(person, utcnow())}
    free = [row.shift for row in rows if not (row.is_full or row.refusal or row.shift.id in on)]
    return free[:FEW]


def _possible(shifts: Sequence[Shift], person: Person) -> list[Row]:
    if not shifts:
        return []
    first, last = shifts[0].starts_at - AROUND, shifts[-1].ends_at + AROUND
    own = queries.own_between([person.id], first, last).get(person.id, [])
    applications = _by_role(queries.roles_held(person))
    ids = [each.id for each in shifts]
    taken, helpers = queries.taken_by_shift(ids), queries.helpers_by_shift(ids)
    return [
        Row(
            shift=each,
            taken=taken.get(each.id, 0),
            helpers=helpers.get(each.id, 0),
            refusal=permissions.why_not(each, applications.get(each.opportunity_id), own),
        )
        for each in shifts
    ]


def _rows(shifts: Sequence[Shift], signups: dict[int, ShiftSignup]) -> list[Row]:
    ids: Collection[int] = [each.id for each in shifts]
    seen = [each.id for each in shifts if permissions.may_see_company(signups[each.id])]
    coming = queries.on_shifts(seen, COMING)
    taken, helpers = queries.taken_by_shift(ids), queries.helpers_by_shift(ids)
    return [
        Row(
            shift=each,
            signup=signups[each.id],
            taken=taken.get(each.id, 0),
            helpers=helpers.get(each.id, 0),
            beside=tuple(
                other.person.first_name
                for other in coming.get(each.id, [])
                if other.id != signups[each.id].id
            ),
        )
        for each in shifts
    ]


def _by_role(applications: Sequence[Application]) -> dict[int, Application]:
    return {each.opportunity_id: each for each in applications}
