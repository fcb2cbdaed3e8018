"""Shifts of three weeks past and eight to come, with gaps that somebody could fill."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from app.opportunities.models import Application, ApplicationState, Opportunity, OpportunityTime
from app.people.models import Person
from app.rota import permissions
from app.rota.models import CoverAsk, HowOften, Shift, ShiftPattern, ShiftSignup, SignupState
from app.rota.services.dates import set_times
from app.rota.services.patterns import extend_windows
from app.shared.database import db
from demo.world import World

WEEKS_PAST = 3
HELPERS = (
    ("danny-mee", "signposting-volunteer", 120),
    ("ruth-eyre", "signposting-volunteer", 210),
    ("callum-reid", "cafe-host", 150),
    ("terry-lowe", "cafe-host", 90),
    ("patrice-green", "art-group-helper", 60),
    ("sam-tunnicliffe", "event-crew", 80),
)
"""More people who have a role, so that shifts have company."""

AROUND_A_DATE = {"art-group-helper": (45, 30), "event-crew": (60, 30)}
"""Roles that help before and after each date: minutes. For others that are now and then, 15."""


def load(world: World) -> None:
    """Patterns from the times of roles, their shifts, and who said yes."""
    for who, slug, days in HELPERS:
        _has_role(world, who, slug, days)
    for role in world.roles.values():
        db.session.add_all(_patterns(world, role))
    db.session.flush()
    extend_windows(world.now - timedelta(weeks=WEEKS_PAST))
    extend_windows(world.now)
    for role in world.roles.values():
        _sign_up(world, role)
    _tries(world)
    _asks_for_cover(world)
    db.session.flush()


def _has_role(world: World, who: str, role: str, days: int) -> None:
    person, since = world.people[who], world.ago(days)
    db.session.add(
        Application(
            opportunity=world.roles[role],
            person=person,
            state=ApplicationState.ACTIVE,
            name=person.name,
            email=person.email or "",
            is_old_enough=True,
            agreement_read_at=since,
            started_at=since - timedelta(days=30),
            sent_at=since - timedelta(days=29),
            moved_at=since,
        )
    )


def _patterns(world: World, role: Opportunity) -> list[ShiftPattern]:
    people = {"least": 2, "most": 3} if role.places and role.places > 2 else {"least": 1, "most": 2}
    is_now_and_then = any(each.how_often != HowOften.WEEKLY for each in role.times)
    if role.events and (is_now_and_then or role.slug in AROUND_A_DATE):
        before, after = AROUND_A_DATE.get(role.slug, (15, 15))
        margins = {"before_minutes": before, "after_minutes": after}
        return [
            ShiftPattern(
                opportunity=role,
                event=event,
                frequency=HowOften.WITH_EVENT,
                first_date=world.today - timedelta(weeks=WEEKS_PAST),
                **margins,
                **people,
            )
            for event in role.events
        ]
    return [_weekly(world, role, each, people) for each in role.times]


def _weekly(
    world: World, role: Opportunity, each: OpportunityTime, people: dict[str, int]
) -> ShiftPattern:
    return ShiftPattern(
        opportunity=role,
        frequency=HowOften.WEEKLY,
        weekday=each.weekday,
        start_time=each.start_time,
        end_time=each.end_time,
        first_date=world.today - timedelta(weeks=WEEKS_PAST),
        **people,
    )


def _sign_up(world: World, role: Opportunity) -> None:
    """In turns, one short of what is needed on every third shift to come. Who was there in the last
    week is still to be noted down."""
    volunteers = db.session.scalars(
        select(Person)
        .join(Application, Application.person_id == Person.id)
        .where(Application.opportunity_id == role.id, Application.state == ApplicationState.ACTIVE)
        .order_by(Application.moved_at, Person.name)
    ).all()
    if not volunteers:
        return
    for n, shift in enumerate(_shifts(role)):
        is_past = shift.starts_at < world.now
        wanted = shift.least - (0 if is_past or n % 3 else 1)
        for turn in range(min(max(wanted, 1 if n % 2 else 0), len(volunteers))):
            person = volunteers[(n + turn) % len(volunteers)]
            is_marked = shift.starts_at < world.now - timedelta(days=7)
            _add(world, shift, person, SignupState.CAME if is_marked else SignupState.SIGNED_UP)
    if role.slug == "signposting-volunteer":
        _add(world, _next(world, role), world.people["tomasz-nowak"], SignupState.SIGNED_UP)


def _add(world: World, shift: Shift, person: Person, state: str, **more: int) -> ShiftSignup | None:
    """Unless they are on it, or the rules of rest say no."""
    theirs = [
        each.shift
        for each in db.session.scalars(
            select(ShiftSignup)
            .join(ShiftSignup.shift)
            .options(contains_eager(ShiftSignup.shift).joinedload(Shift.opportunity))
            .where(ShiftSignup.person_id == person.id)
        )
    ]
    if any(each.id == shift.id for each in theirs) or permissions.clash(shift, theirs):
        return None
    joined = min(world.ago(2), shift.starts_at - timedelta(days=5))
    signup = ShiftSignup(
        shift=shift, person=person, state=state, joined_at=joined, moved_at=joined, **more
    )
    db.session.add(signup)
    db.session.flush()
    return signup


def _tries(world: World) -> None:
    """Dean tried the art group before he had the role; Ashley will try the café."""
    art, cafe = world.roles["art-group-helper"], world.roles["cafe-host"]
    day = world.today - timedelta(days=98)
    start = datetime.combine(day, datetime.min.time(), ZoneInfo("Europe/London")).replace(hour=12)
    shift = Shift(opportunity=art, original_date=day, zone="Europe/London", least=1, most=2)
    set_times(shift, start, start + timedelta(hours=3))
    db.session.add(shift)
    db.session.flush()
    _add(world, shift, world.people["dean-wragg"], SignupState.CAME, taster_of_id=art.id)
    company = select(ShiftSignup.shift_id).where(ShiftSignup.state == SignupState.SIGNED_UP)
    shared = next(
        each
        for each in _shifts(cafe, world.now)
        if each.id in set(db.session.scalars(company).all())
    )
    _add(world, shared, world.people["ashley-noon"], SignupState.SIGNED_UP, taster_of_id=cafe.id)


def _asks_for_cover(world: World) -> None:
    """Ruth asks for a stand-in in two weeks or so, and Tomasz is one of those asked."""
    role, tomasz = world.roles["signposting-volunteer"], world.people["tomasz-nowak"]
    ruth = world.people["ruth-eyre"]
    for shift in _shifts(role, world.now + timedelta(days=8)):
        on_it = db.session.scalars(
            select(ShiftSignup).where(
                ShiftSignup.shift_id == shift.id, ShiftSignup.person_id.in_([ruth.id, tomasz.id])
            )
        ).all()
        if [each.person_id for each in on_it] == [ruth.id]:
            signup = on_it[0]
            signup.state, signup.seeks_cover = SignupState.SWAP_ASKED, True
            db.session.add(CoverAsk(signup_id=signup.id, person=tomasz, asked_at=world.ago(1)))
            return


def _shifts(role: Opportunity, since: datetime | None = None) -> list[Shift]:
    query = select(Shift).where(Shift.opportunity_id == role.id).order_by(Shift.starts_at, Shift.id)
    found = db.session.scalars(query).all()
    return [each for each in found if since is None or each.starts_at > since]


def _next(world: World, role: Opportunity) -> Shift:
    return _shifts(role, world.now)[0]
