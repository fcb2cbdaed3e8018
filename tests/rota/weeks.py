"""A rota as full as the product promises to bear."""

from datetime import timedelta

from app.opportunities.models import Application
from app.people.models import Person
from app.rota.models import Shift, ShiftSignup
from app.shared.database import db, utcnow
from tests.factories import make_role

WEEKS, A_WEEK, VOLUNTEERS = 8, 40, 60
MOST_BYTES = 40_000


def fill_rota(group, weeks, a_week, volunteers):
    """Eight roles with shifts all week from this Monday on, and two or three people on each."""
    roles = [make_role(group, title=f"Helping {n}") for n in range(8)]
    people = [Person(name=f"Volunteer{n} Surname") for n in range(volunteers)]
    db.session.add_all(people)
    db.session.flush()
    today = utcnow().replace(hour=9, minute=0, second=0, microsecond=0)
    monday = today - timedelta(days=today.weekday())
    for n in range(weeks * a_week):
        week, slot = divmod(n, a_week)
        start = monday + timedelta(weeks=week, days=slot % 5, hours=slot // 5 % 8)
        role, end = roles[slot % 8], start + timedelta(hours=2)
        times = {"starts_at": start, "ends_at": end, "start_time": start.time()}
        days = {"original_date": start.date(), "local_date": start.date(), "end_time": end.time()}
        shift = Shift(opportunity=role, zone="Europe/London", least=3, most=4, **times, **days)
        db.session.add(shift)
        for turn in range(min(volunteers, 2 + n % 2)):
            person = people[(n * 3 + turn) % volunteers]
            db.session.add(ShiftSignup(shift=shift, person=person, state="signed_up"))
    states = {"state": "active", "name": "", "email": ""}
    for n, person in enumerate(people):
        db.session.add(Application(opportunity=roles[n % 8], person=person, **states))
    db.session.commit()
