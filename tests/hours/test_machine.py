"""Everything that may happen to hours, in any order, beside a simple model of it."""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import (
    invariant,
    precondition,
    rule,
)
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.hours import parts, queries, services
from app.hours.models import HoursEntry
from app.hours.services import Given
from app.opportunities.models import Opportunity
from app.people.models import Person
from app.shared.database import db
from tests.factories import make_application, make_membership, make_person, make_role
from tests.faults.runs import times
from tests.hours import reference
from tests.support.machines import NOON, Machine, run

EXAMPLES, STEPS = times((6, 40), (200, 50))
PEOPLE = ("bev", "marcus")
LENGTHS = st.sampled_from([15, 120, 360, 600, 720])
DAYS = st.integers(1, 6)
WHO = st.sampled_from(PEOPLE)
WHICH = st.integers(0, 99)


class Hours(Machine):
    """Bev helps; Marcus helps and organises; Priya organises too."""

    def __init__(self):
        super().__init__()
        self.model = reference.Model()
        with self.at_work():
            role = make_role()
            self.role_id, self.ids = role.id, {}
            for name in (*PEOPLE, "priya"):
                person = make_person(name=name.capitalize())
                self.ids[name] = person.id
                make_application(role, person)
                if name != "bev":
                    make_membership(role.organisation, person)

    @rule(who=WHO, day=DAYS, minutes=LENGTHS)
    def add(self, who, day, minutes):
        form_key = f"form {len(self.model.rows)}"
        with self.step(self.model.fits(who, day, minutes)):
            entry = services.add(self.person(who), self.given(day, minutes), form_key=form_key)
            assert services.add(self.person(who), self.given(day, 15), form_key=form_key) is entry
            self.model.rows[entry.id] = reference.Row(who, day, minutes)

    @rule(who=WHO, day=DAYS, minutes=LENGTHS, by=st.sampled_from([*PEOPLE, "priya"]))
    def attend(self, who, day, minutes, by):
        with self.step(True):
            entry = services.record(
                self.person(who), self.role(), self.day(day), minutes, by=self.person(by)
            )
            row = reference.Row(who, day, minutes, is_attended=True)
            self.model.rows[entry.id] = row
            if by != who:
                row.state = "confirmed"
                self.model.thank(row)

    @precondition(lambda self: self.model.rows)
    @rule(which=WHICH, others=st.lists(WHICH, max_size=3), by=st.sampled_from(["marcus", "priya"]))
    def confirm(self, which, others, by):
        ids = sorted({self.one(which, "sent"), *(self.one(each, "sent") for each in others)})
        waiting = [id for id in ids if self.model.rows[id].state == "sent"]
        with self.step(all(self.model.rows[id].who != by for id in waiting)):
            group = self.role().organisation
            seen = {id: self.model.rows[id].minutes for id in ids}
            assert services.confirm(group, seen, self.person(by)) == (len(waiting), 0)
            for id in waiting:
                self.model.rows[id].state = "confirmed"
                self.model.thank(self.model.rows[id])

    @precondition(lambda self: self.model.rows)
    @rule(which=WHICH, act=st.sampled_from(["ask", "turn_down"]))
    def answer(self, which, act):
        id = self.one(which, "sent")
        row = self.model.rows[id]
        following = reference.STEPS.get((row.state, act))
        with self.step(following and row.who != "marcus"):
            verb = getattr(services, act)
            verb(self.entry(id), "Which day was that?", self.person("marcus"))
            row.state = following

    @precondition(lambda self: self.model.rows)
    @rule(which=WHICH, day=DAYS, minutes=LENGTHS)
    def send_again(self, which, day, minutes):
        id = self.one(which, "question", "sent")
        row = self.model.rows[id]
        following = reference.STEPS.get((row.state, "send_again"))
        with self.step(following and self.model.fits(row.who, day, minutes, but=id)):
            services.send_again(self.entry(id), self.given(day, minutes))
            row.state, row.day, row.minutes = following, day, minutes

    @precondition(lambda self: self.model.rows)
    @rule(which=WHICH)
    def withdraw(self, which):
        id = self.one(which, "sent", "question")
        row = self.model.rows[id]
        following = reference.STEPS.get((row.state, "withdraw"))
        with self.step(following or row.state == "taken_back"):
            services.withdraw(self.entry(id))
            row.state = following or row.state

    @precondition(lambda self: self.model.rows)
    @rule(which=WHICH, minutes=st.sampled_from([0, 15, 360, 735]))
    def correct(self, which, minutes):
        id = self.one(which, "confirmed")
        row = self.model.rows[id]
        following = reference.STEPS.get((row.state, "correct"))
        can_be = minutes <= reference.LONGEST_DAY and minutes != row.minutes
        with self.step(following and row.who != "marcus" and can_be):
            new = services.correct(self.entry(id), minutes, "Less", self.person("marcus"))
            row.state = following
            made = reference.Row(row.who, row.day, minutes, "confirmed", row.is_attended)
            self.model.rows[new.id] = made
            self.model.thank(made)

    @invariant()
    def they_agree(self):
        with self.at_work():
            rows = db.session.execute(
                select(HoursEntry.id, HoursEntry.state, HoursEntry.minutes).order_by(HoursEntry.id)
            )
            expected = [(id, row.state, row.minutes) for id, row in self.model.rows.items()]
            assert [tuple(row) for row in rows] == expected
            for who in PEOPLE:
                person = self.person(who)
                assert queries.minutes_given(person) == self.model.total(who, *reference.COUNTED)
                assert queries.minutes_confirmed(person) == self.model.total(who, "confirmed")
                had = {each.hours for each in parts.thanks(person)}
                assert had == self.model.thanks.get(who, set())

    def one(self, which, *states):
        """One of the entries; three times in four one that stands in these states, if any does."""
        likely = [id for id, row in self.model.rows.items() if row.state in states]
        among = likely if likely and which % 4 else list(self.model.rows)
        return among[which // 4 % len(among)]

    def person(self, name):
        return db.session.get(Person, self.ids[name])

    def role(self):
        loaded = [joinedload(Opportunity.organisation)]
        return db.session.get(Opportunity, self.role_id, options=loaded)

    def entry(self, id):
        return queries.mine(self.person(self.model.rows[id].who), id)

    def day(self, days):
        return (NOON - timedelta(days=days)).date()

    def given(self, day, minutes):
        role = self.role()
        return Given(self.day(day), role.organisation_id, role.id, minutes)


def test_whatever_happens_the_hours_are_as_the_model_says(app):
    run(Hours, app, EXAMPLES, STEPS)
