"""Signing in, where its rules are."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.people import queries, services
from app.people.models import Person, SignIn, SignInCode
from app.shared import outbox
from app.shared.database import db, utcnow
from tests.factories import make_person

pytestmark = pytest.mark.usefixtures("app")

ADDRESS = "kelly@example.org"


def ask(email=ADDRESS):
    """The key of a code, and the code that was mailed ("" if none was)."""
    before = {message.id for message in outbox.latest()}
    key = services.ask_for_code(email)
    db.session.commit()
    mailed = [message for message in outbox.latest() if message.id not in before]
    return key, mailed[0].context["code"].replace(" ", "") if mailed else ""


def other(code):
    """A code that is not this one."""
    return f"{(int(code) + 1) % 1_000_000:06}"


def how_many(model):
    return db.session.scalar(select(func.count()).select_from(model))


def test_a_known_person_gets_in_with_the_code_once():
    kelly = make_person(email=ADDRESS)
    key, code = ask()

    token = services.sign_in_with_code(key, ADDRESS, code, browser="Firefox on Android")
    db.session.commit()

    signed_in = queries.sign_in_with(token)
    assert signed_in.person.id == kelly.id
    assert signed_in.browser == "Firefox on Android"
    assert how_many(Person) == 1


def test_a_person_is_made_when_the_code_is_used_and_not_before():
    key, code = ask("new@example.org")
    assert how_many(Person) == 0

    token = services.sign_in_with_code(key, "new@example.org", code)

    person = queries.sign_in_with(token).person
    assert (person.email, person.name) == ("new@example.org", "")
    assert person.first_name_and_initial == "Someone"


def test_asking_keeps_neither_the_address_nor_the_code_nor_the_key():
    key, code = ask()

    (row,) = db.session.execute(select(SignInCode.__table__)).all()

    kept = " ".join(str(value) for value in row)
    assert not [word for word in (ADDRESS, "kelly", code, key) if word in kept]


@pytest.mark.parametrize("seconds", [1, 31, 500])
def test_a_code_works_once(freeze, seconds):
    now = utcnow()
    freeze(now)
    key, code = ask()
    token = services.sign_in_with_code(key, ADDRESS, code)
    services.end_sign_in(token)

    freeze(now + timedelta(seconds=seconds))

    assert services.sign_in_with_code(key, ADDRESS, code) is None


def test_the_same_form_sent_twice_is_one_sign_in():
    key, code = ask()

    tokens = {services.sign_in_with_code(key, ADDRESS, code) for _ in range(2)}

    assert len(tokens) == 1
    assert None not in tokens
    assert how_many(SignIn) == 1


def test_a_form_sent_again_later_is_refused_even_while_the_sign_in_lasts(freeze):
    now = utcnow()
    freeze(now)
    key, code = ask()
    services.sign_in_with_code(key, ADDRESS, code)

    freeze(now + queries.REPEAT + timedelta(seconds=1))

    assert services.sign_in_with_code(key, ADDRESS, code) is None


def test_after_five_wrong_tries_the_right_code_is_wrong_too():
    key, code = ask()

    tries = [services.sign_in_with_code(key, ADDRESS, other(code)) for _ in range(5)]

    assert tries == [None] * 5
    assert services.sign_in_with_code(key, ADDRESS, code) is None


def test_the_fifth_try_may_be_the_right_one():
    key, code = ask()
    for _ in range(4):
        services.sign_in_with_code(key, ADDRESS, other(code))

    assert services.sign_in_with_code(key, ADDRESS, code)


@pytest.mark.parametrize(("minutes", "works"), [(9, True), (10, False), (11, False)])
def test_a_code_works_for_ten_minutes(freeze, minutes, works):
    now = utcnow()
    freeze(now)
    key, code = ask()

    freeze(now + timedelta(minutes=minutes))

    assert bool(services.sign_in_with_code(key, ADDRESS, code)) == works


def test_a_code_works_only_for_the_browser_that_asked_and_the_address_it_went_to():
    make_person(email="jo@example.org")
    key, code = ask()
    other_key, _ = ask("jo@example.org")

    assert services.sign_in_with_code(other_key, ADDRESS, code) is None
    assert services.sign_in_with_code(other_key, "jo@example.org", code) is None
    assert services.sign_in_with_code(key, "jo@example.org", code) is None
    assert services.sign_in_with_code("", ADDRESS, code) is None
    assert services.sign_in_with_code(key, ADDRESS, code)


def test_a_code_that_nobody_was_sent_cannot_be_guessed(monkeypatch):
    monkeypatch.setattr(services.secrets, "randbelow", lambda _: 123456)
    for _ in range(3):
        ask()
    key, mailed = ask()
    assert mailed == ""

    assert services.sign_in_with_code(key, ADDRESS, "123456") is None


@pytest.mark.parametrize("code", ["", "é", "\ud800", "9" * 10_000, "123 456", "\0"])
@pytest.mark.parametrize("which", ["key", "email", "code"])
def test_nothing_that_is_typed_is_more_than_wrong(which, code):
    key, _ = ask()
    said = {"key": key, "email": ADDRESS, "code": "x"} | {which: code}

    assert services.sign_in_with_code(**said) is None


def test_an_older_code_works_beside_a_newer_one():
    first, second = ask(), ask()

    assert services.sign_in_with_code(first[0], ADDRESS, first[1])
    assert services.sign_in_with_code(second[0], ADDRESS, second[1])


def test_one_address_gets_three_mails_in_ten_minutes_and_nobody_is_told(freeze):
    now = utcnow()
    freeze(now)
    codes = [ask()[1] for _ in range(5)]
    assert [bool(code) for code in codes] == [True, True, True, False, False]
    assert ask("jo@example.org")[1], "Others are not held up"

    freeze(now + timedelta(minutes=11))

    assert ask()[1]


def test_one_address_gets_twelve_mails_a_day(freeze):
    now = utcnow()
    sent = 0
    for turn in range(8):
        freeze(now + turn * timedelta(minutes=11))
        sent += sum(bool(ask()[1]) for _ in range(3))
    assert sent == 12

    freeze(now + timedelta(hours=25))

    assert ask()[1]


def test_known_and_unknown_addresses_cost_the_same_statements(count_queries):
    make_person(email=ADDRESS)
    db.session.commit()

    known = count_queries(lambda: ask(ADDRESS))
    unknown = count_queries(lambda: ask("nobody@example.org"))

    assert known == unknown


def test_a_mail_that_comes_too_late_is_not_sent():
    ask()

    (message,) = outbox.latest()

    assert message.drop_after - message.created_at <= timedelta(minutes=10, seconds=1)


def test_a_visit_ends_after_twelve_hours_and_a_kept_one_after_thirty_days(freeze):
    now = utcnow()
    freeze(now)
    kelly = make_person()
    visit, kept = services.start_sign_in(kelly), services.start_sign_in(kelly, is_kept=True)

    freeze(now + timedelta(hours=13))
    assert queries.sign_in_with(visit) is None
    assert queries.sign_in_with(kept)

    freeze(now + timedelta(days=31))
    assert queries.sign_in_with(kept) is None


def test_a_sign_in_is_kept_as_a_hash():
    token = services.start_sign_in(make_person())

    (row,) = db.session.execute(select(SignIn.__table__)).all()

    assert token not in [str(value) for value in row]
    assert len(token) >= 43, "256 bits"


def test_a_person_ends_their_own_sign_ins_and_nobody_elses():
    kelly, jo = make_person(), make_person()
    first, second, third = (services.start_sign_in(kelly) for _ in range(3))
    hers = services.start_sign_in(jo)

    services.end_one_of(jo, queries.sign_in_with(first).id)
    assert queries.sign_in_with(first)

    services.end_one_of(kelly, queries.sign_in_with(first).id)
    services.end_all_of(kelly, but=second)

    alive = [bool(queries.sign_in_with(token)) for token in (first, second, third, hers)]
    assert alive == [False, True, False, True]


@pytest.mark.parametrize("typed", ["mıke@example.org", "MI\N{KELVIN SIGN}E@example.org"])
def test_letters_that_fold_into_others_are_other_letters(typed):
    make_person(email="mike@example.org")

    assert queries.by_email(typed) is None
    assert queries.by_email("MIKE@example.org")


def test_what_is_over_is_forgotten(freeze):
    now = utcnow()
    freeze(now)
    kelly = make_person(email=ADDRESS)
    key, code = ask()
    services.end_sign_in(services.sign_in_with_code(key, ADDRESS, code))
    alive = services.start_sign_in(kelly)

    freeze(now + timedelta(minutes=11))
    services.forget()
    assert outbox.latest() == [], "The mail with the code"
    assert [row.code_hash for row in db.session.scalars(select(SignInCode))] == [""]
    assert [row.person_id for row in db.session.scalars(select(SignIn))] == [kelly.id]
    assert queries.sign_in_with(alive)

    freeze(now + timedelta(hours=25))
    services.forget()
    assert how_many(SignInCode) == 0
    assert how_many(SignIn) == 0


def test_a_code_that_still_works_is_not_forgotten():
    key, code = ask()

    services.forget()

    assert services.sign_in_with_code(key, ADDRESS, code)
