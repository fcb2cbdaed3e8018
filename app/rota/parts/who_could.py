"""Who could take a shift on, in a fair order; and of one person, why they are not among them."""

from dataclasses import dataclass
from itertools import islice
from typing import Any

from app.opportunities.matching import PartOfDay, Time, slots
from app.people.models import Person
from app.rota import permissions, queries
from app.rota.models import Shift
from app.rota.permissions import Reason, Refusal
from app.rota.queries import Volunteer

SHOWN = 12


@dataclass(frozen=True)
class Could:
    """One person, by their first name and an initial, with a word about why or why not."""

    person_id: int
    name: str
    words: str


def who_could(shift: Shift, name: str = "") -> dict[str, Any]:
    """What rota/who_could.html takes. With a `name`, why those so called are not among them.

    Whoever said that they are free comes before who did not say, and of those whoever has had the
    fewest shifts lately, then whoever has helped longest. Nobody is told their number.
    """
    volunteers = queries.volunteers_for(shift)
    in_turn = sorted(volunteers, key=lambda each: (not each.free, each.lately, each.since))
    # One after the other, until there are enough: of 2,000 most need not be looked at.
    able = list(islice((each for each in in_turn if not why_not(shift, each)), SHOWN + 1))
    shown = able[:SHOWN]
    called = [each for each in volunteers if name and _is_called(each.name, name)]
    others = queries.without_the_role(shift, name) if name else ()
    return {
        "shift": shift,
        "could": [_could(each, _said(each)) for each in shown],
        "has_more": len(able) > SHOWN,
        "asked_name": name,
        "called": [
            *(
                _could(each, why_not(shift, each) or _where_in_turn(each, shown))
                for each in called[: queries.MOST_NAMED]
            ),
            *(_without(each) for each in others),
        ],
    }


def why_not(shift: Shift, volunteer: Volunteer) -> str:
    """Why somebody who has the role could not take this shift, in words for the group; else
    nothing."""
    if shift.is_cancelled or shift.has_started:
        return Refusal(Reason.OFF if shift.is_cancelled else Reason.BEGUN, "").for_team
    if volunteer.is_on_it:
        return "They are on it, or standing by."
    if not volunteer.is_active:
        return Refusal(Reason.ON_A_BREAK, "").for_team
    if not volunteer.is_ready:
        return Refusal(Reason.CHECK, "").for_team
    if refusal := permissions.clash(shift, volunteer.own):
        return refusal.for_team
    if volunteer.free and not _is_free(shift, volunteer):
        return permissions.NOT_FREE
    return ""


def _is_free(shift: Shift, volunteer: Volunteer) -> bool:
    weekday = shift.local_date.weekday()
    time = Time(weekday, shift.start_time, shift.end_time)
    said = [part for part in PartOfDay if f"{weekday}-{part}" in volunteer.free]
    return time.fits(slots([weekday], said))


def _said(volunteer: Volunteer) -> str:
    return "Said they are free then" if volunteer.free else "Has not said when they are free"


def _where_in_turn(volunteer: Volunteer, shown: list[Volunteer]) -> str:
    if volunteer in shown:
        return "They are in the list."
    return "They could. It is the turn of others first."


def _is_called(name: str, asked: str) -> bool:
    return name.casefold().startswith(asked.casefold())


def _could(volunteer: Volunteer, words: str) -> Could:
    person = Person(name=volunteer.name)
    return Could(volunteer.person_id, person.first_name_and_initial, words)


def _without(person: Person) -> Could:
    return Could(person.id, person.first_name_and_initial, Refusal(Reason.NO_ROLE, "").for_team)
