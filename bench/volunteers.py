"""Who could do a shift, asked of a group with 2,000 volunteers: how long it takes."""

import time
from datetime import timedelta
from itertools import count

from sqlalchemy import event as watch
from sqlalchemy import insert, select

from app import create_app
from app.opportunities.models import Application, ApplicationState, Opportunity
from app.people.models import Person
from app.rota import parts, queries
from app.rota.models import Shift, ShiftSignup, SignupState
from app.shared.database import db, utcnow, writing
from app.shared.formatting import WEEKDAYS
from bench.desk import Figure
from tests.support import databases
from tests.support.watching import PREPARING

VOLUNTEERS = 2_000
SHIFTS = 320
"""Eight weeks of forty."""
EACH = 6
"""Shifts that each of them has in those weeks."""
TIMES = 15
MOST = 150

_numbers = count(1)


def measure(kind):
    """What one database gave, beside what was promised for PostgreSQL."""
    app = create_app(databases.test_settings(databases.demo_database(kind, "bench_volunteers")))
    with app.app_context():
        with writing():
            shift_id = _fill()
        found = list(_figures(shift_id))
        db.session.remove()
        db.engine.dispose()
    for figure in found:
        print(f"{kind}: {figure.words}: {figure.shown.format(figure.measured)}", flush=True)
    return found


def _fill():
    """2,000 people with one role, each on six of its 320 shifts; answers the shift to fill."""
    role = db.session.scalar(select(Opportunity).where(Opportunity.slug == "signposting-volunteer"))
    start = utcnow().replace(hour=9, minute=0, second=0, microsecond=0) + timedelta(days=1)
    shifts = [
        _shift(role, start + timedelta(days=n // 6, hours=2 * (n % 6))) for n in range(SHIFTS)
    ]
    db.session.execute(insert(Shift), shifts)
    people = [
        {"name": f"Volunteer {n}", "email": f"volunteer{n}@bench.test"} for n in range(VOLUNTEERS)
    ]
    ids = db.session.scalars(insert(Person).returning(Person.id), people).all()
    shift_ids = db.session.scalars(
        select(Shift.id).where(Shift.opportunity_id == role.id, Shift.starts_at >= start)
    ).all()
    days, parts_of_day = range(len(WEEKDAYS)), ("morning", "afternoon", "evening")
    slots = [f"{day}-{part}" for day in days for part in parts_of_day]
    db.session.execute(
        insert(Application),
        [
            {
                "opportunity_id": role.id,
                "person_id": id_,
                "state": ApplicationState.ACTIVE,
                "name": f"Volunteer {n}",
                "free": [slot for place, slot in enumerate(slots) if (n + place) % 3]
                if n % 4
                else [],
            }
            for n, id_ in enumerate(ids)
        ],
    )
    db.session.execute(
        insert(ShiftSignup),
        [
            {
                "shift_id": shift_ids[(n * 7 + turn * 53) % len(shift_ids)],
                "person_id": id_,
                "state": SignupState.SIGNED_UP,
            }
            for n, id_ in enumerate(ids)
            for turn in range(EACH)
        ],
    )
    db.session.commit()
    return shift_ids[len(shift_ids) // 2]


def _shift(role, starts_at):
    ends_at = starts_at + timedelta(hours=2)
    return {
        "opportunity_id": role.id,
        "original_date": starts_at.date(),
        "number": next(_numbers),
        "local_date": starts_at.date(),
        "start_time": starts_at.time(),
        "end_time": ends_at.time(),
        "zone": "Europe/London",
        "starts_at": starts_at,
        "ends_at": ends_at,
        "least": 2,
        "most": 3,
    }


def _figures(shift_id):
    spans, seen = [], []

    def listen(_connection, _cursor, statement, *_rest):
        if not statement.startswith(PREPARING):
            seen.append(statement)

    watch.listen(db.engine, "before_cursor_execute", listen)
    for _ in range(TIMES):
        db.session.remove()  # as each request begins
        shift = queries.shift(shift_id)
        seen.clear()
        began = time.perf_counter()
        found = parts.who_could(shift)
        spans.append((time.perf_counter() - began) * 1000)
    watch.remove(db.engine, "before_cursor_execute", listen)
    assert len(found["could"]) == parts.SHOWN, found["could"]
    yield Figure(
        f"Who could do a shift, of {VOLUNTEERS:,}, ms (the median)", MOST, sorted(spans)[TIMES // 2]
    )
    yield Figure("and the longest of 15, ms", None, max(spans))
    yield Figure("Questions asked of the database", None, len(seen))
