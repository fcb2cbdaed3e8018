"""Everything that may happen to sign-ups, in any order, beside a simple model of them.

No sequence overfills a shift or puts a person in two places at once.
"""

from contextlib import contextmanager
from datetime import timedelta
from itertools import pairwise

from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule
from sqlalchemy import select

from app.opportunities.models import Application
from app.people.models import Person
from app.rota import queries, services
from app.rota.models import COMING, CoverAsk, ShiftSignup, SignupState
from app.shared.database import db, writing
from tests.factories import make_application, make_person, make_role, make_shift
from tests.faults.runs import times
from tests.rota.reference import Model, Times
from tests.support.machines import NOON, Machine, run

HOUR = timedelta(hours=1)
STARTS = (72, 73, 82, 100, 122)
"""Hours from now: the first two overlap, the third leaves too little rest."""
PEOPLE = 4
WHO, WHICH = st.integers(0, PEOPLE - 1), st.integers(0, 2 * len(STARTS) - 1)
EXAMPLES, STEPS = times((10, 40), (200, 60))


class Rota(Machine):
    """Each rule does a thing to the app and to the model, and compares what they say of it."""

    refusal = r"^[A-Z0-9].{15,}"

    def __init__(self):
        super().__init__()
        self.joined = {}
        with self.at_work():
            role = make_role(most_hours_a_week=60)
            self.people = [make_person().id for _ in range(PEOPLE)]
            for id in self.people:
                make_application(role, db.session.get_one(Person, id))
            self.ids = [
                make_shift(role, starts_at=NOON + n * HOUR, least=1, most=1 + i % 2).id
                for i, n in enumerate(STARTS)
            ]
        shifts = [
            Times(NOON + n * HOUR, NOON + (n + 3) * HOUR, 1 + i % 2) for i, n in enumerate(STARTS)
        ]
        self.model = Model(shifts, set(range(PEOPLE)))

    @rule(who=WHO, which=WHICH, stands_by=st.booleans())
    def sign_up(self, who, which, stands_by):
        which %= len(STARTS)
        shift = self.model.shifts[which]
        knows = who in shift.on or (who in shift.standby and stands_by)
        has_place = len(shift.on) < shift.most
        may = self.model.may_take(who, shift, self.now) and (has_place or stands_by)
        with self.step(knows or may):
            services.sign_up(self.shift(which), self.person(who), stands_by=stands_by)
            if knows:
                return
            if who not in shift.standby:
                self.joined[which, who] = len(self.joined), self.now
            shift.standby = [each for each in shift.standby if each != who]
            (shift.on if has_place else shift.standby).append(who)

    @rule(who=WHO, which=WHICH)
    def cannot_make_it(self, who, which):
        which = self.likely(which, lambda shift: who in shift.on + shift.standby)
        shift = self.model.shifts[which]
        is_on = who in shift.on or who in shift.standby
        with self.step(not is_on or shift.start > self.now):
            services.cannot_make_it(self.shift(which), self.person(who))
            if is_on:
                self.model.leave(who, shift, self.now)

    @rule(who=WHO, which=WHICH)
    def ask_swap(self, who, which):
        which = self.likely(which, lambda shift: who in shift.on)
        shift = self.model.shifts[which]
        with self.step(who in shift.on and shift.start > self.now):
            services.ask_swap(self.shift(which), self.person(who))
            shift.swaps.add(who)

    @rule(who=WHO, which=WHICH, answer=st.sampled_from(["yes", "yes", "no"]))
    def answer_an_ask(self, who, which, answer):
        """Whoever is asked takes the shift of the first who asks, or will not."""
        which = self.likely(which, lambda shift: shift.swaps and who not in shift.on)
        shift = self.model.shifts[which]
        with self.at_work(), writing():
            ask = self.ask_of(which, who)
            if ask is None:
                return
            giver = self.people.index(ask.signup.person_id)
            is_sought = ask.signup.state == SignupState.SWAP_ASKED
            ask_id = ask.id
        is_on = who in shift.on
        may = is_on or (is_sought and self.model.may_take(who, shift, self.now))
        with self.step(may or answer == "no"):
            ask = queries.ask_of(ask_id, self.person(who))
            if answer == "no":
                services.refuse(ask)
                return
            services.take(ask)
            if not is_on:
                shift.on[shift.on.index(giver)] = who
                shift.swaps.discard(giver)
                shift.standby = [each for each in shift.standby if each != who]

    @rule(which=WHICH, luck=st.integers(0, 2))
    def call_off(self, which, luck):
        if luck:
            return
        which = self.likely(which, lambda shift: shift.on)
        shift = self.model.shifts[which]
        with self.step(shift.is_off or shift.start > self.now):
            services.call_off(self.shift(which))
            if not shift.is_off:
                self.model.call_off(shift)

    @rule(which=WHICH)
    def put_back_on(self, which):
        which = self.likely(which, lambda shift: shift.off)
        shift = self.model.shifts[which]
        with self.step(not shift.is_off or shift.start > self.now):
            services.put_back_on(self.shift(which))
            if shift.is_off:
                order = {who: self.joined[which, who] for who, _ in shift.off}
                self.model.put_back(shift, self.now, order)

    @rule(who=WHO)
    def have_a_break_or_come_back(self, who):
        with self.step(True):
            application = db.session.scalars(
                select(Application).where(Application.person_id == self.people[who])
            ).one()
            application.state = "paused" if application.is_active else "active"
        self.model.active ^= {who}

    @rule(which=WHICH, most=st.integers(1, 3))
    def set_people(self, which, most):
        which %= len(STARTS)
        shift = self.model.shifts[which]
        with self.step(most >= len(shift.on)):
            services.set_people(self.shift(which), 1, most)
            shift.most = most
            if not shift.is_off:
                self.model.fill(shift, self.now)

    @rule(hours=st.sampled_from([1, 20, 50]), luck=st.integers(0, 3))
    def time_goes_by(self, hours, luck):
        if not luck:
            self.now += hours * HOUR

    @invariant()
    def they_agree(self):
        with self.at_work():
            for id, shift in zip(self.ids, self.model.shifts, strict=True):
                assert self.on(id, COMING) == sorted(shift.on)
                assert self.on(id, [SignupState.STANDBY]) == sorted(shift.standby)
                assert len(shift.on) <= shift.most
            for who in range(PEOPLE):
                theirs = sorted(self.model.of(who), key=lambda shift: shift.start)
                for one, other in pairwise(theirs):
                    assert one.end <= other.start, "in two places at once"

    @contextmanager
    def at_work(self):
        self.now += timedelta(milliseconds=1)  # who joined first is never a matter of luck
        with super().at_work():
            yield

    def likely(self, which, is_so):
        """A shift of which something is so, if there is one; now and then any other."""
        found = [n for n, shift in enumerate(self.model.shifts) if is_so(shift)]
        return found[which % len(found)] if found and which < len(STARTS) else which % len(STARTS)

    def on(self, id, states):
        which = ShiftSignup.shift_id == id, ShiftSignup.state.in_(states)
        people = db.session.scalars(select(ShiftSignup.person_id).where(*which))
        return sorted(self.people.index(each) for each in people)

    def ask_of(self, which, who):
        found = db.session.scalar(
            select(CoverAsk.id)
            .join(CoverAsk.signup)
            .where(ShiftSignup.shift_id == self.ids[which], ShiftSignup.seeks_cover)
            .where(CoverAsk.person_id == self.people[who], CoverAsk.answer == "")
            .order_by(CoverAsk.id)
        )
        return found and queries.ask_of(found, self.person(who))

    def shift(self, which):
        return queries.shift(self.ids[which])

    def person(self, who):
        return db.session.get_one(Person, self.people[who])


def test_whatever_happens_the_shifts_are_as_the_model_says(app, record_property):
    run(Rota, app, EXAMPLES, STEPS)

    record_property("steps taken, each as the model says", Rota.steps)
