"""Everything that may happen to somebody's applications, in any order, beside a simple model."""

from contextlib import contextmanager
from datetime import date

from hypothesis import strategies as st
from hypothesis.stateful import (
    initialize,
    invariant,
    precondition,
    rule,
)
from sqlalchemy import select

from app.opportunities import queries, services
from app.opportunities.models import Application
from app.opportunities.services import Answer, StepAct
from app.opportunities.services.references import _token
from app.organisations import queries as organisations
from app.people.models import Person
from app.shared.database import db
from tests.factories import make_membership, make_person, make_role
from tests.faults.runs import times
from tests.opportunities import reference
from tests.support.machines import Machine, run

TODAY = date(2026, 6, 10)
PAGES = {"name": {"name": "Kel"}, "agreement": {"is_old_enough": True}}
THEIRS = {"accept": services.accept, "withdraw": services.withdraw}
EITHER_SIDE = {"pause": services.pause, "resume": services.resume, "end": services.end}
DECIDED = {
    "talk": services.invite_to_talk,
    "offer": services.offer,
    "reserve": services.put_on_reserve,
    "space": services.find_space,
    "refuse": lambda it, by: services.say_not_this_time(it, "The role is full", by),
    "welcome": services.welcome,
} | EITHER_SIDE
TEAM = st.sampled_from(["screener", "organiser", "screener", "organiser", "applicant", "stranger"])
ON_THE_WAY = ["offer", "accept", "offer", "accept", "welcome", "talk"]
EXAMPLES, STEPS = times((12, 40), (200, 60))


class Applications(Machine):
    """Each rule does a thing to the app and to the model, and compares what they say of it.

    Whoever applies is a screener of the group too, and decides nothing about themselves."""

    refusal = r"^[A-Z0-9].{10,}"

    def __init__(self):
        super().__init__()
        self.model = reference.Model()
        with self.at_work():
            screener = make_membership(position="screener")
            group = screener.organisation
            role = make_role(group, check_level="basic", references_needed=1)
            who = {"screener": screener.person, "applicant": make_person()}
            who |= {"organiser": make_membership(group).person, "stranger": make_person()}
            make_membership(group, who["applicant"], position="screener")
            self.role, self.people = role.slug, {name: each.id for name, each in who.items()}

    @initialize(stage=st.sampled_from(["none", "sent", "offered", "checks", "checks", "active"]))
    def begin_somewhere(self, stage):
        """Or few would come as far as having the role."""
        if stage != "none":
            self.ask_for_it()
        for verb in ("offer", "accept") if stage in ("checks", "active") else ("offer",):
            if stage not in ("none", "sent"):
                self.team(verb, "screener")
        if stage == "active":
            self.all_of_it_is_done("screener")
            self.team("welcome", "organiser")

    @precondition(lambda self: self.model.state in ("none", "not_this_time", "withdrawn", "ended"))
    @rule()
    def ask_for_it(self):
        with self.step(True, ["applied", "to_answer"]):
            draft = services.start(self.person("applicant"), queries.public(self.role))
            for page, values in PAGES.items():
                services.keep(draft, page, values)
            services.send(draft, PAGES)
            services.send(draft, PAGES)
            self.model = reference.Model("sent")

    @precondition(lambda self: self.model.state != "none")
    @rule(verb=st.sampled_from([*THEIRS, "accept"]), luck=st.integers(1, 4))
    def they(self, verb, luck=1):
        if verb == "withdraw" and luck > 1:  # or there would be little else
            return
        self.do(verb, lambda it: THEIRS[verb](it), is_theirs=True)

    @precondition(lambda self: self.model.state != "none")
    @rule(verb=st.sampled_from([*DECIDED, *ON_THE_WAY]), who=TEAM, luck=st.integers(1, 4))
    def team(self, verb, who, luck=1):
        if verb in THEIRS:
            self.they(verb)
            return
        if verb in ("refuse", "end") and luck > 1:
            return
        may = who in ("screener", "organiser") or (verb in EITHER_SIDE and who == "applicant")
        self.do(verb, lambda it: DECIDED[verb](it, by=self.person(who)), is_theirs=may)

    @precondition(lambda self: self.model.state == "checks")
    @rule(who=TEAM)
    def all_of_it_is_done(self, who):
        for number in range(3):
            self.on_a_step(number, StepAct.FINISH, who)

    @precondition(lambda self: self.model.steps)
    @rule(number=st.integers(0, 2), act=st.sampled_from(list(StepAct)), who=TEAM)
    def on_a_step(self, number, act, who):
        state, is_second = self.model.steps[number], self.model.doubts.get(number, who) != who
        is_doubted, is_open = number in self.model.doubts, self.model.is_open(number)
        may, is_checks = self.model.is_seen_to(number), self.model.state == "checks"
        allowed = {
            "ask": is_open and number != 1,
            "finish": is_open or (may and state == "done"),
            "waive": is_open or (may and state == "waived"),
            "reopen": may and state in ("done", "waived", "to_do"),
            "renew": may and number == reference.CHECK and state == "done",
            "doubt": is_open and not is_doubted,
            "go_on": may,
            "refuse": is_checks and is_open and is_doubted and is_second,
        }[act]
        is_end = allowed and act == "refuse" and who in ("screener", "organiser")
        with self.step(
            allowed and who in ("screener", "organiser"), ["not_this_time"] if is_end else []
        ):
            it = self.newest()
            step = queries.steps_of(it)[number]
            more = {"on": TODAY, "reason": "It is not needed"}
            services.act_on_step(it, step.id, act, self.person(who), **more)
            self.follow(number, act, who)

    @precondition(lambda self: self.model.steps)
    @rule(email=st.sampled_from(["alex@example.org", "sam@example.org"]))
    def name_somebody(self, email):
        is_same = False
        with self.at_work():
            step = queries.steps_of(self.newest())[1]
            is_same = step.state == "asked" and step.referee_email == email
        is_allowed = self.model.is_open(1) and not self.model.is_answered
        with self.step(is_allowed, [] if email in self.model.asked else ["reference_ask"]):
            it = self.newest()
            services.name_referee(it, queries.steps_of(it)[1].id, "Alex", email)
            self.model.asked.add(email)
            if not is_same:
                self.model.settle(1, "asked")

    @precondition(lambda self: self.model.steps and self.model.steps[1] == "asked")
    @rule()
    def they_are_spoken_for(self):
        is_waited_for = self.model.state == "checks" and not self.model.is_answered
        with self.step(is_waited_for, ["to_answer"]):
            step = queries.steps_of(self.newest())[1]
            services.answer(_token(step), Answer("Years", "Next door", "yes"))
            self.model.is_answered = True

    @invariant()
    def they_agree(self):
        with self.at_work():
            if self.model.state == "none":
                return
            it = self.newest()
            assert it.state == self.model.state
            three = queries.steps_of(it)[:3]  # the others are done from the start
            assert [step.state for step in three] == self.model.steps
            has_role = self.model.state in ("active", "paused")
            assert bool(queries.role_of(self.person("applicant"), it.opportunity)) == has_role
            screens = organisations.holds(
                self.person("applicant"), it.opportunity.organisation, ["screener"]
            )
            assert screens, "A role takes nothing from what somebody was in the team before"

    def do(self, verb, act, is_theirs):
        state = self.model.follows(verb)
        is_new = state != self.model.state
        mails = reference.MAILS.get(verb, []) if is_new else []
        with self.step(is_theirs and state is not None, mails):
            act(self.newest())
            self.model.state = state
            if verb == "offer" and is_new:
                self.model.steps = ["to_do", "to_do", "to_do"]

    def follow(self, number, act, who):
        states = {"ask": "asked", "finish": "done", "waive": "waived", "reopen": "to_do"}
        if act in states and self.model.steps[number] != states[act]:
            self.model.settle(number, states[act])
        elif act == "doubt":
            self.model.doubts[number] = who
        elif act == "go_on":
            self.model.doubts.pop(number, None)
        elif act == "refuse":
            self.model.settle(number, "not_suitable")
            self.model.state = "not_this_time"

    @contextmanager
    def step(self, is_allowed, mails=()):
        """Mailed as the model says, too."""
        with super().step(is_allowed):
            yield
        said = [kind for _, kind in self.new_mails() if kind != "to_answer"]
        wanted = [kind for kind in mails if kind != "to_answer"] if is_allowed else []
        assert said == wanted

    def newest(self):
        id_ = db.session.scalar(
            select(Application.id)
            .where(Application.person_id == self.people["applicant"])
            .order_by(Application.id.desc())
            .limit(1)
        )
        return queries.own(self.person("applicant"), id_)

    def person(self, who):
        return db.session.get(Person, self.people[who])


def test_whatever_happens_applications_are_as_the_model_says(app, record_property):
    run(Applications, app, EXAMPLES, STEPS)

    record_property("steps taken, each as the model says", Applications.steps)
