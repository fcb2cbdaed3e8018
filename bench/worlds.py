"""Databases of every size: the demonstration, copied all over the country.

Each copy has its own towns, venues, events and dates, so that a larger world is one with more
going on in it, not one with more dates of the same events.
"""

import math
import os
import shutil
from datetime import timedelta
from itertools import count

from sqlalchemy import create_engine, func, select, text
from sqlalchemy.engine import make_url

from app.bookings.models import Booking
from app.events.models import Event, Occurrence
from app.shared.database import db, utcnow
from tests.support import databases, postgres
from tests.support.once import folder

STEP = 100_000
"""Ids of a copy are those of the original and this much more for each copy."""
NAMED = {"slug": "{} || '-' || copy", "name": "{} || ' ' || copy"}
SPREAD = {
    # Over a land of 6 by 5 degrees around the original, which stays where it is.
    "latitude": "{} + (copy * 7 % 53) * 6.0 / 53 - 2",
    "longitude": "{} + (copy * 11 % 31) * 5.0 / 31 - 3",
}
COPIED = {
    "places": NAMED | SPREAD,
    "venues": NAMED | SPREAD,
    "events": {"slug": NAMED["slug"]},
    "event_texts": {},
    "event_hosts": {},
    "event_badges": {},
    "occurrences": {},
}
ROOM_FOR_ALL = 100_000
"""Places on the dates that the measured bookings are made on."""
DATES_BOOKED = 32

_numbers = count()


class World:
    """A database of about `dates` dates and `bookings` bookings; `address` is where it is."""

    def __init__(self, kind, dates, bookings):
        self.kind, self.wanted, self.name = kind, (dates, bookings), f"bench_{next(_numbers)}"
        self.address = self._copy_of_demonstration()
        engine = create_engine(make_url(self.address))
        with engine.begin() as connection:
            self._fill(connection, dates, bookings)
        # As its own housekeeping would soon have done.
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE" if kind == "postgresql" else "ANALYZE"))
        with engine.begin() as connection:
            self.bookable = self._make_room(connection)
            self.dates = connection.scalar(select(func.count(Occurrence.id)))
            self.bookings = self.count_bookings(connection)
        self.engine = engine

    def count_bookings(self, connection):
        return connection.scalar(select(func.count(Booking.id)))

    def remove(self):
        """Give the room back."""
        self.engine.dispose()
        if self.kind == "postgresql":
            postgres.drop_database(self.name)
            return
        for path in folder().glob(f"{self.name}.db*"):
            path.unlink()

    def _copy_of_demonstration(self):
        address = databases.demo_database(self.kind, self.name)
        if self.kind == "postgresql":
            return address
        quick, real = make_url(address).database, folder() / f"{self.name}.db"
        shutil.copyfile(quick, real)  # measured on a real disk
        os.unlink(quick)
        return f"sqlite:///{real}"

    def _fill(self, connection, dates, bookings):
        if self.kind == "sqlite":
            for pragma in ("synchronous=OFF", "temp_store=MEMORY", "cache_size=-400000"):
                connection.execute(text(f"PRAGMA {pragma}"))
        else:
            connection.execute(text("SET LOCAL statement_timeout = 0"))
        for table in ("booking_moves", "booking_guests", "bookings", "outbox_messages"):
            connection.execute(db.metadata.tables[table].delete())
        original = connection.scalar(select(func.count(Occurrence.id)))
        copies = round(dates / original) - 1
        if copies > 0:
            for name, changes in COPIED.items():
                connection.execute(text(_copying(db.metadata.tables[name], changes, copies)))
        if bookings:
            self._book(connection, bookings)

    def _book(self, connection, bookings):
        """As many bookings on each date that takes any; two places are left on every one."""
        bookable = connection.scalar(
            select(func.count()).select_from(Occurrence).where(Occurrence.capacity.is_not(None))
        )
        each = math.ceil(bookings / bookable)
        now, code = (
            ("datetime('now')", "printf('BENCH-%d-%d', id, copy)")
            if self.kind == "sqlite"
            else ("now()", "format('BENCH-%s-%s', id, copy)")
        )
        values = {
            "occurrence_id": "id",
            "code": code,
            "name": "'Someone'",
            "places": "1",
            "state": "CASE WHEN copy < capacity - 1 THEN 'booked' ELSE 'cancelled_by_person' END",
            "joined_at": now,
            "consented_at": now,
            "consent_version": "'2026-11'",
            "note": "''",
            "sequence": "0",
            "wants_reminder": "true",
            "asks_first": "false",
            "is_passed_over": "false",
            "wants_full_words": "false",
            "wants_meeting": "false",
            "wants_lift": "false",
            "may_step_out": "false",
        }
        connection.execute(
            text(
                f"INSERT INTO bookings ({', '.join(values)}) {_copies(each)} "
                f"SELECT {', '.join(values.values())} FROM occurrences, copies "
                "WHERE capacity IS NOT NULL ORDER BY id, copy"
            )
        )

    def _make_room(self, connection):
        """The paths of the dates to book, which take everyone who comes."""
        soon = utcnow() + timedelta(days=3)
        rows = connection.execute(
            select(Occurrence.id, Event.slug, Occurrence.original_date)
            .join(Event, Event.id == Occurrence.event_id)
            .where(Event.booking_mode == "bookable", Event.frequency != "block")
            .where(Occurrence.starts_at > soon, Occurrence.cancelled_at.is_(None))
            .where(Occurrence.number == 1, Event.id < STEP)
            .order_by(Occurrence.starts_at, Occurrence.id)
            .limit(DATES_BOOKED)
        ).all()
        room = Occurrence.__table__.update().values(capacity=ROOM_FOR_ALL)
        connection.execute(room.where(Occurrence.id.in_([row.id for row in rows])))
        return [f"/events/{row.slug}/{row.original_date}" for row in rows]


def _copying(table, changes, copies):
    """The statement that adds the copies of every row of `table`."""
    values = {}
    for column in table.columns:
        name = f'"{column.name}"'
        points = [key.column.table.name for key in column.foreign_keys]
        if (column.name == "id" and column.primary_key) or set(points) & COPIED.keys():
            values[name] = f"{name} + copy * {STEP}"
        else:
            values[name] = changes.get(column.name, "{}").format(name)
    return (
        f"INSERT INTO {table.name} ({', '.join(values)}) {_copies(copies)} "
        f"SELECT {', '.join(values.values())} FROM {table.name}, copies"
    )


def _copies(number):
    return (
        "WITH RECURSIVE copies(copy) AS "
        f"(SELECT 1 UNION ALL SELECT copy + 1 FROM copies WHERE copy < {number})"
    )
