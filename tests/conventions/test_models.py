"""Habits of the tables."""

import re

from sqlalchemy.orm import configure_mappers

from app.config import ROOT
from app.shared.database import db
from tests.conventions.building import app, files, floors, for_each, name

app()
configure_mappers()
MAPPERS = sorted(db.Model.registry.mappers, key=lambda mapper: mapper.class_.__name__)
RELATIONSHIPS = [there for mapper in MAPPERS for there in mapper.relationships]
OLD_WAYS = {
    r"\bbackref\b": "say both sides, or ask the upper room's queries",
    r"lazy=[\"']dynamic[\"']": "say lazy='raise_on_sql' and load it in queries.py",
    r"\b[A-Z]\w+\.query\b": "write select(...) in queries.py",
    r"session\.query\b": "write select(...)",
}


@for_each(RELATIONSHIPS)
def test_relationships_never_load_lazily(relationship):
    assert relationship.lazy == "raise_on_sql", (
        f"{relationship}: say lazy='raise_on_sql' and load it in queries.py"
    )


@for_each(RELATIONSHIPS)
def test_relationships_point_down(relationship):
    here, there = relationship.parent.class_, relationship.mapper.class_

    assert _floor(there) <= _floor(here), (
        f"{relationship} points up: ask from {there.__name__}'s queries instead"
    )


@for_each(RELATIONSHIPS)
def test_relationships_have_no_second_side(relationship):
    assert not relationship.back_populates, f"{relationship}: keep the side that points down"


@for_each(MAPPERS)
def test_tables_are_plural_and_their_classes_are_not(mapper):
    table, wanted = mapper.local_table.name, _snake_case(mapper.class_.__name__)
    irregular = {"person": "people", "criterion": "criteria"}

    assert table in (irregular.get(wanted), f"{wanted}s", f"{wanted[:-1]}ies"), (
        f"{mapper.class_.__name__} should be kept in the table {wanted}s, not {table}"
    )


@for_each(db.metadata.sorted_tables)
def test_every_constraint_has_a_name(table):
    unnamed = [made for made in table.constraints | table.indexes if not made.name]

    assert not unnamed, f"{table}: give {unnamed} a name, so that a migration can change it"


@for_each(files("*.py", within=ROOT / "app"))
def test_nothing_is_asked_the_old_way(path):
    for pattern, instead in OLD_WAYS.items():
        found = re.search(pattern, path.read_text())
        assert not found, f"{name(path)}: {found[0]}: {instead}"


def _floor(cls):
    return floors()[cls.__module__.split(".")[1]]


def _snake_case(words):
    return re.sub(r"(?<!^)(?=[A-Z])", "_", words).lower()
