"""Taking turns: whoever must not be overtaken holds a row first, then looks, then writes.

An UPDATE that changes nothing, because SQLite ignores SELECT ... FOR UPDATE; on PostgreSQL it locks
the row until the transaction ends.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any, cast

from sqlalchemy import ColumnElement, CursorResult, Update, bindparam, inspect, update
from sqlalchemy.orm.attributes import set_committed_value

from app.shared.database import Base, db


def hold(row: Base, again: Iterable[str] = ()) -> None:
    """Make everyone else who holds this row wait until this transaction ends.

    What was read before may be old by then, so what is named in `again` is read again. Raises
    NoResultFound where the row is not there any more.
    """
    names = tuple(again)
    now = db.session.execute(_one(row.__class__, names), {"held": row.id}).one()
    for name, value in zip(names, now[1:], strict=True):
        set_committed_value(row, name, value)


def hold_all(model: type[Base], ids: Iterable[int]) -> None:
    """The same for several rows, in the order of their numbers, so that no two wait for each other.
    Those that are not there any more are left out."""
    for id_ in sorted(set(ids)):
        db.session.execute(_one(model, ()), {"held": id_})


def hold_where(model: type[Base], *which: ColumnElement[bool]) -> int:
    """The same for the rows that are so; says how many are held."""
    held = db.session.execute(_unchanged(model).where(*which))
    return cast("CursorResult[Any]", held).rowcount


@cache
def _one(model: type[Base], again: tuple[str, ...]) -> Update:
    columns = (getattr(model, name) for name in again)
    one = _unchanged(model).where(model.id == bindparam("held"))
    return cast("Update", one.returning(model.id, *columns))


@cache
def _unchanged(model: type[Base]) -> Update:
    """Writes what would change by itself with any UPDATE; or else what nobody looks a row up by, so
    that no index moves."""
    columns = inspect(model).columns
    by_itself = [column for column in columns if column.onupdate is not None]
    table = model.metadata.tables[model.__tablename__]
    keys: Iterable[Any] = (*table.constraints, *table.indexes)
    looked_up = {column for key in keys for column in key.columns}
    plain = (column for column in columns if column not in looked_up)
    return (
        update(model)
        .values({column: column for column in by_itself or [next(plain)]})
        .execution_options(synchronize_session=False)
    )
