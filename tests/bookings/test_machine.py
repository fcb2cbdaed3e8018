"""Everything that may happen to a date's bookings, in any order, beside a simple model of it."""

from contextlib import contextmanager
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import (
    initialize,
    invariant,
    precondition,
    rule,
)
from sqlalchemy import select

from app.bookings import queries, services
from app.bookings.models import Booking
from app.bookings.services import Party
from app.events import queries as events
from app.shared.database import db
from tests.bookings import reference
from tests.factories import make_event, make_occurrence
from tests.faults.runs import times
from tests.support.machines import NOON, Machine, run

START = NOON + timedelta(days=4, hours=6, minutes=30)
ZONE = "Europe/London"
MAX_PARTY = 3
SIZES = st.sampled_from([1, 1, 1, 2, 2, MAX_PARTY, MAX_PARTY + 1, 0])
MINUTES = [9, 60, 7 * 60, 26 * 60]
END = START + timedelta(hours=2)
EXAMPLES, STEPS = times((16, 40), (300, 50))


class Bookings(Machine):
    """Each rule does a thing to the app and to the model, and compares what they say of it."""

    refusal = r"^[A-Z0-9].{15,}"

    def __init__(self):
        super().__init__()
        self.model = reference.Model(3)
        self.ids, self.numbers = [], {}
        with self.at_work():
            event = make_event(max_guests=MAX_PARTY - 1)
            made = make_occurrence(event=event, capacity=3, starts_at=START)
            self.address = made.event.slug, made.key

    @initialize(parties=st.lists(st.tuples(SIZES, st.booleans()), min_size=4, max_size=7))
    def begin_with_a_queue(self, parties):
        for size, asks_first in parties:
            self.book(size, asks_first, True)

    @rule(size=SIZES, asks_first=st.booleans(), waits=st.sampled_from([True, True, False]))
    def book(self, size, asks_first, waits):
        fits = size <= self.model.left()
        is_open = not self.model.is_off and self.now < START
        is_allowed = is_open and 1 <= size <= MAX_PARTY and (fits or waits)
        with self.step(is_allowed):
            booking = services.book(
                self.date(), self.party(size, asks_first), waits_if_full=waits, **self.holder()
            )
            self.ids.append(booking.id)
            self.numbers[booking.id] = len(self.numbers)
            self.model.join(booking.id, reference.Party(size, asks_first, self.now))

    @precondition(lambda self: self.ids)
    @rule(which=st.integers(0, 99), is_same_form=st.booleans())
    def book_twice(self, which, is_same_form):
        id = self.one(which)
        number = self.numbers[id]
        if not is_same_form and self.party_of(id).state not in reference.LIVE:
            return
        with self.step(is_same_form):
            holder = self.holder(number) if is_same_form else {"browser_key": f"browser {number}"}
            assert services.book(self.date(), self.party(1, False), **holder).id == id

    @precondition(lambda self: self.ids)
    @rule(which=st.integers(0, 99))
    def cancel(self, which):
        id = self.one(which, *reference.LIVE)
        party = self.party_of(id)
        with self.step(party.state not in reference.LIVE or self.now < END):
            services.cancel(self.booking(id))
            if party.state in reference.LIVE:
                party.cancelled_at, was_holding = self.now, party.state in reference.HOLDING
                self.model.settle(id, "cancelled_by_person", "cancelled")
                self.fill(was_holding)

    @precondition(lambda self: self.ids)
    @rule(which=st.integers(0, 99))
    def undo(self, which):
        id = self.one(which, "cancelled_by_person")
        party = self.party_of(id)
        is_live, was_holding = party.state in reference.LIVE, party.before in reference.PLACED
        is_in_time = party.state == "cancelled_by_person" and (
            self.now - party.cancelled_at <= timedelta(minutes=10)
        )
        is_open = self.is_on() and is_in_time
        with self.step(is_live or (is_open and not (was_holding and self.is_full_for(party)))):
            services.undo(self.booking(id))
            if not is_live:
                state = "booked" if was_holding else "waiting"
                self.model.settle(id, state, state)
                party.is_reminded = False
                if not was_holding:
                    self.fill(False)

    @precondition(lambda self: self.ids)
    @rule(which=st.integers(0, 99), size=SIZES)
    def change(self, which, size):
        id = self.one(which, *reference.LIVE)
        party = self.party_of(id)
        more, is_holding = size - party.size, party.state in reference.HOLDING
        has_room = more <= 0 or not is_holding or more <= self.model.left()
        is_live = party.state in reference.LIVE and self.now < START
        with self.step(is_live and 1 <= size <= MAX_PARTY and has_room):
            services.change(self.booking(id), self.party(size, party.asks_first))
            party.size = size
            if more:
                self.model.mails.append((id, "changed"))
            if more < 0:
                self.fill(is_holding)

    @precondition(lambda self: self.ids)
    @rule(which=st.integers(0, 99))
    def accept(self, which):
        id = self.one(which, "offered")
        party = self.party_of(id)
        is_offered = party.state == "offered" and self.now < party.offered_until
        with self.step(is_offered or party.state in reference.PLACED):
            services.accept(self.booking(id))
            if is_offered:
                self.model.settle(id, "booked", "booked")

    @precondition(lambda self: self.ids)
    @rule(which=st.integers(0, 99))
    def decline(self, which):
        id = self.one(which, "offered")
        party = self.party_of(id)
        with self.step(True):
            services.decline(self.booking(id))
            if party.state == "offered":
                self.model.settle(id, "waiting", is_passed_over=True)
                self.fill(False)

    @rule()
    def lapse(self):
        with self.step(True):
            services.lapse_offers()
            for id, party in self.model.parties.items():
                if party.state == "offered" and party.offered_until <= self.now:
                    self.model.settle(id, "waiting", "lapsed", is_passed_over=True)
                    self.fill(False)

    @rule()
    def remind(self):
        due = START - timedelta(days=1)
        is_time = due <= self.now < START - timedelta(hours=2)
        with self.step(True):
            services.remind()
            for id, party in self.model.parties.items():
                was_told_lately = party.is_reminded or party.joined_at >= due
                if is_time and party.state == "booked" and not was_told_lately:
                    party.is_reminded = True
                    self.model.mails.append((id, "reminder"))

    @precondition(lambda self: self.ids)
    @rule(which=st.integers(0, 99))
    def erase(self, which):
        id = self.one(which, "waiting")
        party = self.party_of(id)
        is_live, was_holding = party.state in reference.LIVE, party.state in reference.HOLDING
        with self.step(True):
            services.erase(self.booking(id))
            self.ids.remove(id)
            party.is_erased = True
            if is_live and self.now < END:
                self.model.settle(id, "cancelled_by_person")
                self.fill(was_holding)

    @rule(places=st.integers(0, 8))
    def set_capacity(self, places):
        taken = self.model.capacity - self.model.left()
        with self.step(not self.model.is_off and places >= max(taken, 1)):
            services.set_capacity(self.date(), places)
            is_more, self.model.capacity = places > self.model.capacity, places
            self.fill(is_more)

    @rule(reason=st.sampled_from(["The boiler broke.", " "]), luck=st.integers(1, 4))
    def cancel_date(self, reason, luck):
        if luck > 1:  # a date that is off half of the time sees little else
            return
        with self.step(self.model.is_off or (self.now < END and bool(reason.strip()))):
            services.cancel_date(self.date(), reason)
            for id, party in self.model.parties.items():
                if not self.model.is_off and party.state in reference.LIVE:
                    self.model.settle(id, "cancelled_by_group", "date_cancelled")
            self.model.is_off = True

    @rule()
    def restore_date(self):
        with self.step(not self.model.is_off or self.now < START):
            services.restore_date(self.date())
            for id, party in self.model.parties.items():
                if party.state == "cancelled_by_group" and not party.is_erased:
                    state = "booked" if party.before in reference.PLACED else "waiting"
                    self.model.settle(id, state, "date_restored")
            if self.model.is_off:
                self.model.is_off = False
                self.fill(True)

    @precondition(lambda self: self.ids)
    @rule(
        which=st.integers(0, 99),
        mark=st.sampled_from(["came", "not_there"]),
        minutes=st.sampled_from([-121, -120, -120, -9, 0, 60]),
        luck=st.integers(1, 3),
    )
    def mark(self, which, mark, minutes, luck):
        if luck == 1:  # a day that came at once would leave little to happen before it
            self.now = max(self.now, START + timedelta(minutes=minutes))
        id = self.one(which, *reference.PLACED)
        party = self.party_of(id)
        opens = START - timedelta(hours=2) if mark == "came" else START
        is_time = opens <= self.now <= END + timedelta(days=14)
        with self.step(party.state == mark or (party.state in reference.PLACED and is_time)):
            verb = services.mark_here if mark == "came" else services.mark_not_there
            verb(self.booking(id))
            if party.state != mark:
                self.model.settle(id, mark)

    @rule(minutes=st.sampled_from(MINUTES))
    def time_goes_by(self, minutes):
        self.now += timedelta(minutes=minutes)

    @invariant()
    def they_agree(self):
        with self.at_work():
            rows = db.session.execute(
                select(Booking.id, Booking.state, Booking.places).order_by(Booking.id)
            )
            expected = [(id, p.state, p.size) for id, p in self.model.parties.items()]
            assert [tuple(row) for row in rows] == expected
            assert self.model.left() >= 0
            assert queries.places_left(self.date()) == self.model.left()
            line = [booking.id for booking in queries.waiting(self.date())]
            assert line == [id for id, p in self.model.parties.items() if p.state == "waiting"]

    @contextmanager
    def step(self, is_allowed):
        """Mailed as the model says, too."""
        self.model.mails.clear()
        with super().step(is_allowed):
            yield
        said = [(int(about.split(":")[1]), kind) for about, kind in self.new_mails()]
        assert said == self.model.mails

    def fill(self, is_new_place):
        if self.now < START:
            until = reference.offer_until(self.now, START, ZONE)
            self.model.fill(until, is_new_place)

    def is_on(self):
        return not self.model.is_off and self.now < START

    def is_full_for(self, party):
        return party.size > self.model.left()

    def one(self, which, *states):
        """One of the bookings; three times in four one that stands in these states, if any does."""
        likely = [id for id in self.ids if self.party_of(id).state in states]
        among = likely if likely and which % 4 else self.ids
        return among[which // 4 % len(among)]

    def party_of(self, id):
        return self.model.parties[id]

    def party(self, size, asks_first):
        email = f"kel{len(self.model.parties)}@example.org"
        return Party("Kel", size, email, asks_first=asks_first, friends=("Ash",))

    def holder(self, number=None):
        number = len(self.numbers) if number is None else number
        return {"form_key": f"form key of {number}", "browser_key": f"browser {number}"}

    def date(self):
        return events.date(*self.address)

    def booking(self, id):
        return db.session.scalars(queries.with_date(select(Booking).where(Booking.id == id))).one()


def test_whatever_happens_the_bookings_are_as_the_model_says(app, record_property):
    run(Bookings, app, EXAMPLES, STEPS)

    record_property("steps taken, each as the model says", Bookings.steps)
