"""Whatever may happen, in any order, beside a model of it: what these tests of rooms share."""

from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
import time_machine
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test
from sqlalchemy import select

from app.shared.database import db, writing
from app.shared.errors import RuleBroken
from app.shared.outbox import OutboxMessage
from tests.faults.runs import IS_LONG
from tests.support import databases

NOON = datetime(2026, 6, 10, 11, tzinfo=UTC)


class Machine(RuleBasedStateMachine):
    """A room's own has the rules: each does a thing to the app, in a step, and to the model."""

    app = None
    steps = 0
    refusal = r"^[A-Z].{15,}"

    def __init__(self):
        super().__init__()
        self.now, self.known_mails = NOON, set()

    def teardown(self):
        with self.at_work():
            databases.delete_rows()

    @contextmanager
    def step(self, is_allowed):
        """One thing done to the app: refused in words or taken."""
        type(self).steps += 1
        with self.at_work(), writing():
            if is_allowed:
                yield
                db.session.commit()
            else:
                with pytest.raises(RuleBroken, match=self.refusal):
                    yield
                db.session.rollback()

    @contextmanager
    def at_work(self):
        with self.app.app_context(), time_machine.travel(self.now, tick=False):
            yield
            db.session.rollback()

    def new_mails(self):
        """What was posted since this was asked last, oldest first."""
        # By Message-ID, because SQLite gives the number of a row that was erased to the next one.
        known = OutboxMessage.message_id.in_(self.known_mails)
        with self.at_work():
            mails = select(OutboxMessage).where(~known).order_by(OutboxMessage.id)
            mails = db.session.scalars(mails).all()
            self.known_mails |= {mail.message_id for mail in mails}
            return [(mail.about, mail.kind.split(".")[1]) for mail in mails]


def run(machine, app, examples, steps):
    """Try so many ways of so many steps each: the same ones every time, unless it is a long run."""
    machine.app = app
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            database=None,
            derandomize=not IS_LONG,
            suppress_health_check=list(HealthCheck),
            print_blob=True,
            phases=(Phase.generate, Phase.shrink) if IS_LONG else (Phase.generate,),
        ),
    )
