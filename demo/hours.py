"""Time that people gave, what still waits for a group, thanks, and what it cost them."""

from datetime import timedelta

from app.hours.models import (
    THANKS,
    ExpenseClaim,
    ExpenseState,
    HoursEntry,
    HoursSource,
    HoursState,
    Recognition,
)
from app.hours.services import length_of
from app.shared.database import db
from demo.world import World

GIVEN = (
    ("tomasz-nowak", "signposting-volunteer", 27, 210, 15),
    ("tomasz-nowak", "signposting-volunteer", 1, 90, 6),
    ("dean-wragg", "art-group-helper", 11, 150, 7),
    ("dean-wragg", "art-group-helper", 1, 210, 2),
    ("bev-astle", "cafe-host", 28, 210, 14),
    ("bev-astle", "litter-pick-lead", 8, 150, 28),
    ("bev-astle", "litter-pick-lead", 1, 120, 14),
    ("nadia-hussain", "mill-floor-helper", 20, 180, 17),
    ("danny-mee", "digital-buddy", 16, 120, 14),
    ("femi-adeyemi", "move-in-crew", 8, 240, 21),
)
"""Who, in which role, how often, for how many minutes, and how many days apart. Tomasz gave 96
hours in 14 months, Dean 31, Bev 120."""

PICK = "canalside-litter-pick"
PICKED = ("sam-tunnicliffe", "moira-dunn", "jay-okafor")
"""Who added the hours of the last two picks, for Marcus to confirm: six entries. Tomasz came
to both, and can add those hours in one tap."""

COSTS = (
    ("tomasz-nowak", "signposting-volunteer", 3, "Bus to Chesterfield and back", 460, None),
    ("bev-astle", "cafe-host", 5, "Shopping for the lunch, there and back", None, 84),
)
"""In pence, or tenths of a mile."""


def load(world: World) -> None:
    """Hours as groups confirmed them, with the thanks they brought; then what waits."""
    for who, role, often, minutes, apart in GIVEN:
        for n in range(often):
            _give(world, who, role, 7 + n * apart, minutes)
    _pick_litter(world)
    for who, role, days, what, pence, tenths in COSTS:
        db.session.add(
            ExpenseClaim(
                person=world.people[who],
                organisation=world.roles[role].organisation,
                opportunity=world.roles[role],
                day=world.today - timedelta(days=days),
                what=what,
                pence=pence or (tenths or 0) * 45 // 10,
                tenths_of_mile=tenths,
                pence_per_mile=45 if tenths else None,
                state=ExpenseState.SENT,
                sent_at=world.ago(days - 1),
            )
        )
    db.session.flush()
    _thank(world)


def _give(world: World, who: str, role: str, days: int, minutes: int) -> None:
    opportunity = world.roles[role]
    db.session.add(
        HoursEntry(
            person=world.people[who],
            organisation=opportunity.organisation,
            opportunity=opportunity,
            day=world.today - timedelta(days=days),
            minutes=minutes,
            state=HoursState.CONFIRMED,
            source=HoursSource.ATTENDANCE,
            decided_at=world.ago(days - 1),
            added_at=world.ago(days),
            sent_at=world.ago(days),
        )
    )


def _pick_litter(world: World) -> None:
    over = [date for date in world.occurrences[PICK] if date.ends_at <= world.now]
    lately = [date for date in over if not date.is_cancelled][-2:]
    for date in lately:
        for who in PICKED:
            db.session.add(
                HoursEntry(
                    person=world.people[who],
                    organisation=date.event.organisation,
                    occurrence=date,
                    day=date.local_date,
                    minutes=length_of(date),
                    source=HoursSource.EVENT,
                    added_at=date.ends_at,
                    sent_at=date.ends_at,
                )
            )


def _thank(world: World) -> None:
    for slug in dict.fromkeys(who for who, *_ in GIVEN):
        person = world.people[slug]
        total = sum(often * minutes for who, _, often, minutes, _ in GIVEN if who == slug)
        for each in THANKS:
            if each.hours * 60 <= total:
                db.session.add(
                    Recognition(person_id=person.id, slug=each.slug, earned_at=world.ago(7))
                )
    db.session.flush()
