"""Migrations: in order, in step with the models, and able to go both ways."""

import re

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask_migrate import downgrade, upgrade
from sqlalchemy import func, inspect, select, text

from app import create_app
from app.badges.models import Criterion, Endorsement
from app.bookings.models import Booking
from app.config import ROOT
from app.events.models import EventText
from app.shared.database import db
from tests.conventions.building import name
from tests.factories import make_booking, make_organisation, save
from tests.making_badges import make_award, make_badge
from tests.support import databases

VERSIONS = sorted((ROOT / "migrations" / "versions").glob("*.py"))
FOUND_BY = {
    "sqlite": "SELECT count(*) FROM event_texts_fts WHERE event_texts_fts MATCH '\"walking\"'",
    "postgresql": "SELECT count(*) FROM event_texts WHERE fts @@ to_tsquery('english', 'walking')",
}


def test_numbers_run_without_gaps():
    numbers = [path.stem[:4] for path in VERSIONS]

    assert numbers == [f"{n:04}" for n in range(1, len(numbers) + 1)], (
        f"{numbers}: number migrations by hand, one after the other, no two alike"
    )


@pytest.mark.parametrize("path", VERSIONS, ids=name)
def test_a_file_is_named_after_its_revision(path):
    said = dict(re.findall(r'^(revision|down_revision) = "?(\w+)"?', path.read_text(), re.M))
    before = f"{int(path.stem[:4]) - 1:04}"

    assert said["revision"] == path.stem[:4], f"{name(path)}: revision must be its number"
    assert said["down_revision"] == ("None" if before == "0000" else before), (
        f"{name(path)}: it must follow {before}"
    )


@pytest.mark.parametrize("path", VERSIONS, ids=name)
def test_migrations_do_not_import_the_app(path):
    assert not re.search(r"^\s*(?:from|import) (?:app|demo)\b", path.read_text(), re.M), (
        f"{name(path)}: models change, a migration does not; write out what it needs"
    )


def test_the_head_is_written_down():
    head = (ROOT / "migrations" / "current_head.txt").read_text().strip()

    assert head == VERSIONS[-1].stem[:4], f"Write {VERSIONS[-1].stem[:4]} in current_head.txt"


def test_models_and_head_agree(app):
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": _has_a_model})
        difference = compare_metadata(context, db.metadata)

    assert not difference, f"Write a migration (migrations/README): {difference}"


@pytest.fixture
def other_app(database_kind, process_name):
    """An app on a database that was never migrated."""
    address = databases.bare_database(database_kind, f"bare_{process_name}")
    app = create_app(databases.test_settings(address))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def test_migrations_go_up_and_down_and_keep_what_they_can(database_kind, other_app):
    upgrade()
    booking = make_booking()
    event_id = booking.occurrence.event.id
    save(EventText(event_id=event_id, title="A walk", body="Walking by the river"))
    make_badge([{"words": "Learn it", "measure": "training", "training": "First aid"}])
    award = make_award(organisation=make_organisation())
    save(Endorsement(award_id=award.id, words="Kind"))
    group_id = award.organisation_id
    assert _found(database_kind) == 1
    db.session.rollback()

    downgrade(revision="0038")
    upgrade()
    steps = select(Criterion.words, Criterion.training).order_by(Criterion.id).limit(1)
    assert db.session.execute(steps).all() == [("Learn it", "")]
    assert db.session.scalars(select(Endorsement.organisation_id)).all() == [group_id]
    db.session.rollback()

    downgrade(revision="0001")
    assert db.session.scalar(select(func.count()).select_from(Booking)) == 1
    db.session.rollback()

    upgrade()
    assert _found(database_kind) == 1, "Search forgot what was written before it was made"
    db.session.rollback()

    downgrade(revision="base")
    assert inspect(db.engine).get_table_names() == ["alembic_version"]

    upgrade()
    assert db.session.scalar(select(func.count()).select_from(Booking)) == 0


def _found(kind):
    return db.session.scalar(text(FOUND_BY[kind]))


def _has_a_model(_item, name, kind, reflected, _model):
    searching = name and (
        name.startswith("event_texts_fts") or name in ("fts", "ix_event_texts_fts")
    )
    return not (reflected and searching)
