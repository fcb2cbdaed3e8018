"""Everything that may happen to somebody's badge, in any order, beside the table of the product."""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.badges import queries, services
from app.badges.models import Badge, BadgeAward, EvidenceKind
from app.organisations.models import Organisation
from app.people.models import Person
from app.shared.database import db
from tests.factories import make_membership, make_organisation, make_person
from tests.faults.runs import times
from tests.making_badges import make_badge
from tests.support.machines import NOON, Machine, run

EXAMPLES, STEPS = times((4, 20), (200, 50))
LEADERS = ("marcus", "priya")
BY = st.sampled_from(LEADERS)
ON_THE_WAY = ("working_on", "asked", "more_needed")


class Badges(Machine):
    """Tomasz works towards a badge of two steps, for which two people vouch; Marcus and Priya
    organise his group. The model: where it stands, who ticked what, who vouched, and who of
    them in words."""

    def __init__(self):
        super().__init__()
        self.forget()
        self.over, self.keys = [], 0
        with self.at_work():
            group = make_organisation()
            self.group_id = group.id
            says = {"endorsements_needed": 2, "expires_after_months": 12}
            badge = make_badge(criteria=("One", "Two"), **says)
            self.badge_id, self.ids = badge.id, {}
            for name in (*LEADERS, "tomasz"):
                self.ids[name] = make_membership(group, make_person(name=name)).person_id

    def forget(self):
        self.state, self.ticked, self.vouched, self.said = None, {}, set(), set()
        self.proposer, self.asked, self.giver = None, False, None

    @rule()
    def start(self):
        with self.step(True):
            services.start(self.person("tomasz"), self.badge())
            self.state = self.state or "working_on"

    @rule()
    def ask(self):
        with self.step(self.state in ON_THE_WAY):
            services.ask(self.person("tomasz"), self.badge(), self.group())
            self.asked = self.asked or self.state != "asked"
            self.state = "asked"

    @rule(by=BY, to=st.sampled_from(["asked", "earned", "withdrawn", "ended"]))
    def go_far(self, by, to):
        """What is seldom come to by chance."""
        other = LEADERS[1 - LEADERS.index(by)]
        if self.state != "earned":
            self.start()
            self.ask()
            self.observe(by, 0)
            self.observe(by, 1)
            self.vouch(by)
        if to != "asked":
            self.award(other)
        if to == "withdrawn":
            self.propose(by)
            self.withdraw(other)
        if to == "ended":
            self.time_passes(13)

    @rule()
    def take_back(self):
        with self.step(self.state in ON_THE_WAY):
            services.take_back(self.person("tomasz"), self.badge())
            self.state, self.asked, self.giver = "working_on", False, None

    @rule(by=BY, which=st.integers(0, 1))
    def observe(self, by, which):
        if self.is_seen():
            with self.step(self.state in ("asked", "more_needed")):
                award = self.seen()
                step, self.keys = award.version.criteria[which].id, self.keys + 1
                seen = EvidenceKind.OBSERVATION, "I saw it", NOON.date()
                services.observe(award, step, *seen, self.person(by), f"form {self.keys}")
                self.ticked.setdefault(which, by)

    @rule(by=BY, which=st.integers(0, 1))
    def untick(self, by, which):
        if self.is_seen():
            with self.step(self.state in ("asked", "more_needed")):
                award = self.seen()
                services.untick(award, award.version.criteria[which].id, self.person(by))
                if self.asked or self.ticked.get(which) in (by, self.giver):
                    self.ticked.pop(which, None)

    @rule(by=BY)
    def vouch(self, by):
        if self.is_seen():
            is_again = self.state == "earned" and by in self.said
            with self.step(self.state in ("asked", "more_needed") or is_again):
                services.vouch(self.seen(), "Well done", self.person(by))
                self.vouched.add(by)
                self.said.add(by)
                is_put_forward = self.state == "asked" and self.giver not in (None, by)
                if is_put_forward and len(self.ticked) == len(self.vouched) == 2:
                    self.state = "earned"

    @rule(by=BY)
    def give(self, by):
        """By hand: one gives, and somebody else of the group has to vouch."""
        with self.step(True):
            services.give(self.group(), self.badge(), [self.person("tomasz")], "", self.person(by))
            is_over = self.state == "earned" or {"given_up", "withdrawn"} & {*self.over}
            if is_over or self.giver == by:
                return
            others = self.vouched - {by} if self.is_seen() else set()
            self.ticked = {0: by, 1: by} | self.ticked
            if others:
                self.state = "earned"
            else:
                self.state, self.giver = "asked", by
                self.vouched.add(by)

    @rule(by=st.sampled_from([*LEADERS, "tomasz"]))
    def award(self, by):
        if self.is_seen():
            is_whole = len(self.ticked) == 2 and len(self.vouched | {by}) == 2
            is_open = self.state == "asked" and by != self.giver
            may = self.state == "earned" or (is_open and is_whole)
            with self.step(may and by != "tomasz"):
                services.award(self.seen(), self.person(by))
                self.state = "earned"

    @rule(by=BY)
    def ask_for_more(self, by):
        if self.is_seen():
            with self.step(self.asked and self.state in ("asked", "more_needed")):
                services.ask_for_more(self.seen(), "One more time", self.person(by))
                self.state, self.giver = "more_needed", None

    @rule(by=BY)
    def propose(self, by):
        if self.is_seen():
            with self.step(self.state == "earned" and self.proposer in (None, by)):
                services.propose_withdrawal(self.seen(), "It was somebody else’s", self.person(by))
                self.proposer = by

    @rule(by=BY)
    def withdraw(self, by):
        if self.is_seen():
            with self.step(self.state == "earned" and self.proposer not in (None, by)):
                services.agree_to_withdraw(self.seen(), self.person(by))
                self.end_as("withdrawn")

    @rule(by=BY)
    def leave_as_it_is(self, by):
        if self.is_seen():
            with self.step(self.state == "earned"):
                services.leave_as_it_is(self.seen(), self.person(by))
                self.proposer = None

    @rule()
    def stop(self):
        with self.step(True):
            services.stop(self.person("tomasz"), self.badge())
            if self.state and (self.asked or self.giver or self.state == "earned"):
                self.end_as("given_up")
            self.forget()

    @rule(months=st.sampled_from([11, 13]))
    def time_passes(self, months):
        with self.step(True):
            services.keep_up(NOON + timedelta(days=months * 31))
            if self.state == "earned" and months > 12:
                self.end_as("ended")

    @invariant()
    def they_agree(self):
        with self.at_work():
            rows = db.session.scalars(select(BadgeAward.state).order_by(BadgeAward.id)).all()
            assert rows == [*self.over, *([self.state] if self.state else [])]
            award = queries.award_of(self.person("tomasz"), self.badge())
            if award:
                steps = [step.id for step in award.version.criteria]
                done = {steps.index(tick.criterion_id) for tick in award.ticks if tick.is_done}
                assert done == set(self.ticked)
                assert {each.by_id for each in award.endorsements} == {
                    self.ids[name] for name in self.vouched
                }
                assert award.is_put_forward == (self.state == "asked" and bool(self.giver))
                assert bool(queries.asked_of(self.group())) == (self.state == "asked")

    def end_as(self, state):
        self.over.append(state)
        self.forget()

    def is_seen(self):
        return self.state in ("asked", "more_needed", "earned")

    def seen(self):
        """What the group sees of it."""
        id_ = select(BadgeAward.id).order_by(BadgeAward.id.desc()).limit(1)
        return queries.of_group(self.group(), db.session.scalars(id_).one())

    def person(self, name):
        return db.session.get(Person, self.ids[name])

    def group(self):
        return db.session.get(Organisation, self.group_id)

    def badge(self):
        return db.session.get(Badge, self.badge_id, options=[joinedload(Badge.organisation)])


def test_whatever_happens_a_badge_stands_where_the_product_says(app):
    run(Badges, app, EXAMPLES, STEPS)
