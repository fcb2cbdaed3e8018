"""A badge for everybody who came to a county event: 1,000 awards, given at once, issued and signed
by a worker that is killed half-way and taken over from."""

import os
import resource
import subprocess
import sys
import time

from sqlalchemy import func, insert, select

from app import create_app
from app.badges import queries, services
from app.badges.models import AwardCredential, Badge
from app.config import ROOT
from app.credentials.models import Credential
from app.credentials.services import sign_due
from app.organisations.models import Organisation
from app.people.models import Person
from app.shared.database import db, writing
from app.shared.failpoints import KILLED
from app.shared.worker.transactions import transaction
from bench.desk import Figure
from tests.support import databases
from tests.support.once import folder

AWARDS = 1_000
MOST = 20
DIES_AT = "credentials.written:10"
WORDS = "Walked the whole way."


def measure(kind):
    """What one database gave, beside what was promised."""
    address = databases.demo_database(kind, "bench_badges")
    with create_app(databases.test_settings(address)).app_context():
        idle = _children_cpu()
        assert _worker(address) == 0  # signs those of the demonstration
        idle = _children_cpu() - idle
        before = _counted()
        with writing():
            giving = _give()
        db.session.remove()
        children = _children_cpu()
        began = time.perf_counter()
        assert _worker(address, FAILPOINT=DIES_AT) == KILLED
        by_the_first = _counted() - before
        assert _worker(address) == 0
        span = time.perf_counter() - began
        cpu = _children_cpu() - children - 2 * idle
        assert 0 < by_the_first < AWARDS
        assert _counted() - before == AWARDS
        db.session.remove()
        db.engine.dispose()
    found = [
        Figure(f"A badge for {AWARDS:,} people, in one request, s", None, giving, "{:.1f}"),
        Figure("Issued and signed, CPU of the worker, s", MOST, cpu, "{:.1f}"),
        Figure("and until the last of them is there, s", None, span, "{:.1f}"),
        Figure("Signed before the worker was killed, and not again", None, by_the_first),
    ]
    for figure in found:
        print(f"{kind}: {figure.words}: {figure.shown.format(figure.measured)}", flush=True)
    return found


def _give():
    """How long the request takes in which somebody ticks all of them."""
    names = [{"name": f"Walker {n}", "email": f"walker{n}@bench.test"} for n in range(AWARDS)]
    ids = db.session.scalars(insert(Person).returning(Person.id), names).all()
    db.session.commit()
    people = db.session.scalars(select(Person).where(Person.id.in_(ids))).all()
    group = db.session.scalars(select(Organisation).filter_by(slug="lantern-yard")).one()
    badge = db.session.scalars(select(Badge).filter_by(slug="welcoming-people")).one()
    marcus = db.session.scalars(select(Person).where(Person.name.startswith("Marcus"))).one()
    began = time.perf_counter()
    assert services.give(group, badge, people, WORDS, marcus) == AWARDS
    db.session.commit()
    return time.perf_counter() - began


def _counted():
    """How many are signed that belong to an award."""
    db.session.rollback()
    query = select(func.count()).select_from(AwardCredential).join(AwardCredential.credential)
    return db.session.scalar(query.where(Credential.signed_at.is_not(None)))


def _worker(address, **says):
    """Do what the worker does of badges, as a process of its own: how it ended."""
    says |= {"DATABASE_URL": address, "DATA_DIR": str(folder())}
    says |= {"SECRET_KEY": "only for tests", "WORKER": "off"}
    command = [sys.executable, "-m", "bench.badges"]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **says}, check=False).returncode


def _children_cpu():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _work():
    from wsgi import app

    with app.app_context():
        is_more = True
        while is_more:
            with transaction():
                is_more = bool(queries.without_credential(1))
                services.issue_due()
        sign_due()


if __name__ == "__main__":
    _work()
