"""What a group's organisers see of its weeks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from app.organisations.models import Organisation
from app.rota import queries
from app.rota.models import (
    COMING,
    LIVE,
    TAKING,
    Shift,
    ShiftSignup,
    SignupState,
)
from app.rota.parts.weeks import WEEK, Week
from app.shared.formatting import clock, weekday

OFFERED = 8
"""Weeks that are shown at once."""


@dataclass(frozen=True)
class Cell:
    """One shift in the table of a week: who is on it, and how many more it takes."""

    shift: Shift
    people: tuple[tuple[str, str], ...]
    """First name and initial, with a word where there is something to know."""
    missing: int
    standby: int
    is_flagged: bool
    """Somebody on it has something else at that time, or something to renew before it; or could
    not make it at short notice."""

    @property
    def time(self) -> str:
        return f"{clock(self.shift.start_time)} to {clock(self.shift.end_time)}"

    @property
    def need(self) -> str:
        return f"{self.missing} more needed" if self.missing > 0 else ""


@dataclass(frozen=True)
class Line:
    """All shifts of one role in a week, by day."""

    title: str
    days: tuple[tuple[date, tuple[Cell, ...]], ...]


def week(group: Organisation, week: Week) -> dict[str, Any]:
    """What rota/of_team.html takes, in a fixed number of questions."""
    cells = _cells(queries.in_weeks(group, week.starts_at, week.ends_at))
    lines = []
    for title in sorted({cell.shift.opportunity.title for cell in cells}):
        own = [cell for cell in cells if cell.shift.opportunity.title == title]
        days = tuple((day, tuple(c for c in own if c.shift.local_date == day)) for day in week.days)
        lines.append(Line(title, days))
    return {"week": week, "lines": lines, "needed": [cell for cell in cells if cell.need]}


def weeks_ahead(group: Organisation, first: Week) -> dict[str, Any]:
    """What rota/ahead.html takes: eight weeks, a line for each time of a role, in the same number
    of questions as one week."""
    mondays = [first.monday + n * WEEK for n in range(OFFERED)]
    last = Week(mondays[-1], first.this_monday)
    slots: dict[tuple[str, int, str], dict[date, list[Cell]]] = {}
    for cell in _cells(queries.in_weeks(group, first.starts_at, last.ends_at)):
        day = cell.shift.local_date
        slot = (cell.shift.opportunity.title, day.weekday(), cell.time)
        monday = mondays[(day - mondays[0]).days // 7]
        slots.setdefault(slot, {}).setdefault(monday, []).append(cell)
    return {
        "mondays": mondays,
        "slots": [
            (
                title,
                f"{weekday(mondays[0] + timedelta(days=day))} {time}",
                found,
            )
            for (title, day, time), found in sorted(slots.items(), key=lambda slot: slot[0])
        ],
    }


def one(shift: Shift) -> dict[str, Any]:
    """What rota/shift.html takes."""
    signups = queries.on(shift, (*LIVE, SignupState.CANNOT_MAKE_IT, SignupState.PASSED_ON))
    doubled = queries.doubled([shift.id], for_team=True)
    helpers = [each for each in signups if each.state in TAKING and not each.is_taster]
    taken = sum(each.state in TAKING for each in signups)
    return {
        "shift": shift,
        "on_it": [each for each in signups if each.state in TAKING],
        "standby": [each for each in signups if each.state == SignupState.STANDBY],
        "left": [each for each in signups if each.seeks_cover and not each.is_coming],
        "doubled": doubled,
        "lapsed": queries.lapsed([shift.id]),
        "missing": max(0, shift.least - len(helpers)),
        "has_room": taken < shift.most,
    }


def _cells(shifts: Sequence[Shift]) -> list[Cell]:
    ids = [each.id for each in shifts]
    states = (*LIVE, SignupState.CANNOT_MAKE_IT)
    signups = queries.on_shifts(ids, states)
    words = dict.fromkeys(queries.lapsed(ids), "something to renew")
    words |= dict.fromkeys(queries.doubled(ids, for_team=True), "two at once")
    return [_cell(each, signups.get(each.id, []), words) for each in shifts]


def _cell(shift: Shift, signups: Sequence[ShiftSignup], flags: dict[int, str]) -> Cell:
    """`flags` are words by the number of a sign-up."""
    on_it = [each for each in signups if each.state in TAKING]
    helpers = [each for each in on_it if not each.is_taster]
    has_gap = any(each.seeks_cover and each.state not in COMING for each in signups)
    return Cell(
        shift=shift,
        people=tuple((each.person.first_name_and_initial, _word(each, flags)) for each in on_it),
        missing=0 if shift.is_cancelled or shift.has_started else shift.least - len(helpers),
        standby=sum(each.state == SignupState.STANDBY for each in signups),
        is_flagged=has_gap or any(each.id in flags for each in on_it),
    )


def _word(signup: ShiftSignup, flags: dict[int, str]) -> str:
    if signup.id in flags:
        return flags[signup.id]
    if signup.state == SignupState.SWAP_ASKED:
        return "asks for cover"
    if signup.is_taster:
        return "trying it"
    return {SignupState.CAME: "was there", SignupState.DID_NOT_COME: "not there"}.get(
        SignupState(signup.state), ""
    )
