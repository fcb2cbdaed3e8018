"""How was it? Two questions that nobody signs in for, counted so that no answer is anyone's."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.bookings import queries, services
from app.bookings.models import Feeling, Pulse, PulseLink
from app.shared.database import db, utcnow, writing
from tests.factories import make_event, make_occurrence, make_pulse_link
from tests.page import get_page, read_page

HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}
YES, A_BIT, NO = Feeling


@pytest.fixture
def date(app):
    return make_occurrence(starts_in=-timedelta(days=1))


def say(date, times=1, welcome=YES, connected=None):
    for _ in range(times):
        assert services.answer(make_pulse_link(date), welcome, connected)
        db.session.commit()


def pulses():
    db.session.expire_all()
    return db.session.scalars(select(Pulse).order_by(Pulse.id)).all()


def test_the_page_names_a_day_and_nothing_else_to_someone_who_is_signed_out(date, client):
    page = get_page(client, f"/how-was-it/{make_pulse_link(date)}")

    day = f"{date.local_start:%A}"
    assert page.title.startswith(f"How was {day}?")
    assert date.event.title not in page.words
    assert date.event.organisation.name not in page.words


def test_an_answer_is_a_number_and_its_link_is_gone(date, client):
    path = f"/how-was-it/{make_pulse_link(date)}"
    form = get_page(client, path).form(path)

    answer = client.post(path, data={**form.fields, "welcome": "yes", "connected": "a_bit"})

    assert "nobody can tell that it was you" in get_page(client, answer.headers["Location"]).words
    [pulse] = pulses()
    assert (pulse.people, pulse.welcome_yes, pulse.connected_a_bit) == (1, 1, 1)
    assert (pulse.event_id, pulse.day) == (date.event_id, date.local_date)
    assert db.session.scalars(select(PulseLink)).all() == []
    assert {column.name for column in Pulse.__table__.columns} == {
        *("id", "event_id", "day", "people"),
        *(f"{name}_{said}" for name in ("welcome", "connected") for said in Feeling),
    }


def test_opening_it_as_often_as_a_mail_scanner_does_uses_nothing_up(date, client):
    path = f"/how-was-it/{make_pulse_link(date)}"

    for _ in range(3):
        get_page(client, path)

    assert pulses() == []
    assert client.post(path, data={"welcome": "no"}).status_code == 303
    assert [pulse.welcome_no for pulse in pulses()] == [1]


def test_sent_twice_it_counts_once(date, client):
    path = f"/how-was-it/{make_pulse_link(date)}"

    first, second = (client.post(path, data={"welcome": "yes"}) for _ in range(2))

    assert (first.status_code, second.status_code) == (303, 404)
    assert "thank you, it was counted" in second.text
    assert [pulse.people for pulse in pulses()] == [1]


def test_one_question_may_be_left_out_and_both_left_out_are_not_counted(date, client):
    path = f"/how-was-it/{make_pulse_link(date)}"

    empty = client.post(path, data={"welcome": "<script>"})
    assert empty.status_code == 422
    assert "Choose an answer to one of the two" in read_page(empty).words
    part = client.post(path, data={}, headers=HTMX)
    assert part.text.lstrip().startswith('<form id="pulse-form"')
    assert pulses() == []

    client.post(path, data={"connected": "no"})
    [pulse] = pulses()
    assert (pulse.people, pulse.connected_no) == (1, 1)
    assert (pulse.welcome_yes, pulse.welcome_a_bit, pulse.welcome_no) == (0, 0, 0)


def test_a_link_ends_after_two_weeks(date, client, freeze):
    key = make_pulse_link(date, ends_at=utcnow() + timedelta(days=14))
    freeze(utcnow() + timedelta(days=14))

    assert client.get(f"/how-was-it/{key}").status_code == 404
    assert not services.answer(key, YES, YES)
    services.forget_links()
    assert db.session.scalars(select(PulseLink)).all() == []


def test_nothing_is_shown_before_five_have_answered(date):
    say(date, 4)
    assert queries.felt(date.event) is None

    say(date, welcome=NO)

    felt = queries.felt(date.event)
    assert felt.people == 5
    assert felt.answers["welcome"] == {YES: 4, A_BIT: 0, NO: 1}


def test_a_sixth_answer_changes_nothing_that_is_shown_until_the_tenth(date):
    say(date, 5)
    before = queries.felt(date.event)

    say(date, 4, welcome=NO)
    assert queries.felt(date.event) == before

    say(date, welcome=NO)
    assert queries.felt(date.event).answers["welcome"] == {YES: 5, A_BIT: 0, NO: 5}


def test_answers_about_all_dates_of_an_event_come_together_and_no_others(date):
    other = make_occurrence(event=date.event, starts_in=-timedelta(days=8))
    say(date, 2)
    say(other, 3)
    say(make_occurrence(make_event(), starts_in=-timedelta(days=1)), 4)

    assert queries.felt(date.event).people == 5
    assert pulses()[0].day == date.local_date


def test_people_who_answer_at_once_are_all_counted(app, date):
    keys = [make_pulse_link(date) for _ in range(12)]

    def answer(key):
        with app.app_context(), writing():
            services.answer(key, YES, NO)
            db.session.commit()

    with ThreadPoolExecutor(4) as crowd:
        list(crowd.map(answer, [*keys, *keys]))

    assert sorted(pulse.people for pulse in pulses()) == [2, 5, 5]
    assert sum(pulse.connected_no for pulse in pulses()) == 12


@pytest.mark.parametrize("numbers", [{"people": 6}, {"people": 1, "welcome_yes": 2}])
def test_the_database_refuses_numbers_that_cannot_be(date, numbers):
    db.session.add(Pulse(event_id=date.event_id, day=date.local_date, **numbers))

    with pytest.raises(IntegrityError):
        db.session.flush()
