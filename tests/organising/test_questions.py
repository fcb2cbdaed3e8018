"""What people are asked when they book, who reads the answers, and when they are gone."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.bookings import queries, services
from app.bookings.models import Booking, BookingAnswer
from app.events.models import EventQuestion
from app.events.services.words import never_asked
from app.shared.codes import new_key
from app.shared.database import db
from app.shared.outbox import OutboxMessage
from tests.factories import make_booking, make_event, make_occurrence, make_question
from tests.page import get_page, read_page

HTMX = {"HX-Request": "true"}
APRON = {
    "words": "Which size of apron?",
    "why": "So that we bring enough",
    "keep_days": "1",
    "options": "Small\nLarge\nSmall\n",
}


@pytest.fixture
def desk(date, priya):
    """Where Priya asks things."""
    event = date.event
    return f"/organise/{event.organisation.slug}/events/{event.slug}/questions"


@pytest.fixture
def apron(date):
    words = {"words": "Which size of apron?", "why": "So that we bring enough"}
    return make_question(date.event, options=["Small", "Large"], keep_days=1, **words)


def book(client, date, headers=None, **typed):
    said = {"name": "Kelly", "consent": "y", "places": "1", "form_key": new_key()} | typed
    address = f"/events/{date.event.slug}/{date.key}/book"
    return client.post(address, data=said, headers=headers or {})


def answers():
    db.session.expire_all()
    rows = db.session.scalars(select(BookingAnswer).order_by(BookingAnswer.id))
    return [(row.asked, row.words, row.keep_days) for row in rows]


def test_a_question_stands_on_the_form_with_why_and_how_long(client, date, desk):
    response = client.post(desk, data=APRON)
    form = get_page(client, f"/events/{date.event.slug}/{date.key}/book").words

    assert response.location == desk
    assert "Which size of apron? (optional)" in form
    assert "So that we bring enough. Only the people who run it see your answer." in form
    assert "We keep it until the day after the date." in form
    assert form.count("Small") == 1
    assert "Kept until the day after the date." in get_page(client, desk).words


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"why": " "}, "Say why you ask"),
        ({"keep_days": "365"}, "Choose how long the answer is kept"),
        ({"keep_days": ""}, "Choose how long the answer is kept"),
        ({"options": "Small"}, "Give two to 6 answers, or none"),
        ({"options": "1\n2\n3\n4\n5\n6\n7"}, "Give two to 6 answers, or none"),
        ({"words": "What is your date of birth?"}, "Nobody is asked for their age"),
        ({"words": "Any criminal convictions?"}, "Nobody is asked about convictions"),
        ({"words": "Do you take any medication?"}, "Nobody is asked about health"),
        ({"words": "How are you?", "options": "Fine\nSober"}, "Nobody is asked about recovery"),
    ],
)
def test_what_cannot_be_asked_is_told_beside_its_field_and_kept(client, date, desk, typed, words):
    response = client.post(desk, data=APRON | typed)

    assert response.status_code == 422
    assert words in read_page(response).words
    assert "So that we bring enough" in response.text or "why" in typed
    assert db.session.scalar(select(EventQuestion)) is None


def test_everyday_questions_are_let_through():
    for words in (
        "Which size of apron would you like?",
        "Will you bring a dog?",
        "Tea or coffee?",
        "What would you like to make?",
        "Do you need a bike?",
        "Which bus do you come on?",
    ):
        assert never_asked(words) == ""


def test_three_are_enough_and_the_same_twice_is_one(client, date, desk):
    for n in (1, 1, 2, 3):
        client.post(desk, data=APRON | {"words": f"Question {n}?"})
    fourth = client.post(desk, data=APRON)

    assert len(db.session.scalars(select(EventQuestion)).all()) == 3
    assert fourth.status_code == 422
    assert "3 questions are enough" in read_page(fourth).words


def test_an_answer_is_kept_under_its_question_and_read_by_its_organisers(
    client, date, desk, apron, sign_in
):
    code = book(client, date, **{f"question_{apron.id}": "Large"}).location.rpartition("/")[2]

    assert answers() == [("Which size of apron?", "Large", 1)]
    booking = db.session.scalars(select(Booking)).one()
    assert "Which size of apron? Large" in get_page(client, f"/organise/dates/{date.id}").words
    one = f"/organise/dates/{date.id}/bookings/{booking.id}"
    assert "Which size of apron? Large" in get_page(client, one).words
    assert "Which size of apron? Large" in get_page(client, f"/b/{code}").words
    for address in ("door", "door/print", f"slip/{code}"):
        assert "Large" not in get_page(client, f"/organise/dates/{date.id}/{address}").words
    assert not any(
        "Large" in str(mail.context) for mail in db.session.scalars(select(OutboxMessage))
    )
    export = f"/organise/{date.event.organisation.slug}/export/bookings.csv"
    assert "Large" not in client.get(export).text


def test_an_answer_may_be_left_out_unless_it_is_needed(client, date, apron):
    needed = make_question(date.event, words="Which bus?", is_required=True)

    for headers in ({}, HTMX):
        response = book(client, date, headers, **{f"question_{apron.id}": "Large"})
        assert response.status_code == 422
        assert "Answer this, so that the group can plan" in response.text
        assert ("<html" in response.text) == (headers == {})
        assert f'checked id="question_{apron.id}-1"' in response.text
    tampered = book(client, date, **{f"question_{apron.id}": "Huge", f"question_{needed.id}": "6"})
    assert "Choose one of these answers" in tampered.text
    assert book(client, date, **{f"question_{needed.id}": "The 6.1"}).status_code == 303
    assert answers() == [("Which bus?", "The 6.1", 30)]


def test_whoever_books_for_someone_may_leave_it_all_empty(client, date, priya, apron):
    make_question(date.event, words="Which bus?", is_required=True)
    typed = {"name": "Gordon", "consent": "y", "places": "1", "form_key": new_key()}

    form = get_page(client, f"/organise/dates/{date.id}/book").words
    response = client.post(f"/organise/dates/{date.id}/book", data=typed)

    assert "Which bus? (optional)" in form
    assert response.status_code == 303
    assert answers() == []


def test_on_the_waiting_list_too(client, date, priya, apron):
    make_booking(date, places=12)
    typed = {f"question_{apron.id}": "Small", "waits_if_full": "yes"}

    assert book(client, date, **typed).status_code == 303
    words = get_page(client, f"/organise/dates/{date.id}").words
    assert "Waiting, in order: 1 Kelly Which size of apron? Small" in words


def test_a_course_is_asked_once_and_each_of_its_dates_knows(client, app):
    event = make_event(frequency="block", block_length=2)
    dates = [make_occurrence(event, starts_in=timedelta(days=days)) for days in (3, 10)]
    question = make_question(event)

    assert book(client, dates[0], **{f"question_{question.id}": "Clay"}).status_code == 303

    for date in dates:
        ((answer,),) = queries.answers_on(date).values()
        assert answer.words == "Clay"


def test_a_changed_question_leaves_what_was_answered_under_the_old_words(client, date, desk, apron):
    book(client, date, **{f"question_{apron.id}": "Large"})
    old = apron.id
    form = get_page(client, f"{desk}/{old}").text
    assert "\nSmall\nLarge</textarea>" in form
    changed = APRON | {"words": "How many aprons?", "options": "", "keep_days": "90"}
    assert client.post(f"{desk}/{old}", data=changed).status_code == 303

    assert answers() == [("Which size of apron?", "Large", 1)]
    assert client.get(f"{desk}/{old}").status_code == 404
    # A form that was shown with the old words puts nothing under the new ones.
    book(client.application.test_client(), date, **{f"question_{old}": "Small"})
    assert answers() == [("Which size of apron?", "Large", 1)]
    new = db.session.scalars(select(EventQuestion)).one()
    client.post(f"{desk}/{new.id}/removal")
    assert db.session.scalar(select(EventQuestion)) is None
    assert len(answers()) == 1


def test_answers_are_gone_when_it_was_said_and_no_sooner(app):
    date = make_occurrence(starts_in=timedelta(hours=-2))
    booking = make_booking(date)
    for days in (1, 30, 90):
        row = {"asked": f"For {days}?", "words": "x", "keep_days": days}
        db.session.add(BookingAnswer(booking_id=booking.id, **row))
    db.session.commit()

    def left(days, seconds):
        services.forget_answers(date.ends_at + timedelta(days=days, seconds=seconds))
        return [row.keep_days for row in queries.answers_of(booking)]

    assert left(1, -1) == [1, 30, 90]
    assert left(1, 1) == [30, 90]
    assert left(30, -1) == [30, 90]
    assert left(30, 1) == [90]
    assert left(90, 1) == []


def test_whoever_is_erased_takes_their_answers_with_them(app):
    booking = make_booking()
    db.session.add(BookingAnswer(booking_id=booking.id, asked="Q?", words="x", keep_days=90))
    db.session.commit()

    services.erase(booking)

    assert answers() == []
    assert db.session.get_one(Booking, booking.id).erased_at


def test_for_another_group_no_question_is_there(desk, apron, refused):
    for path in (desk, f"{desk}/{apron.id}"):
        assert refused(path)
        assert refused(path, **APRON)
    assert refused(f"{desk}/{apron.id}/removal", x="1")


def test_another_like_it_asks_the_same(client, date, desk, apron):
    event = date.event
    draft = client.post(f"{desk.removesuffix('/questions')}/copies").location.rpartition("/")[0]
    client.post(f"{draft}/about", data={"summary": "Paint", "cost": "free"})

    check = get_page(client, f"{draft}/check").words
    client.post(f"{draft}/publication")

    assert "You ask Which size of apron?" in check
    again = db.session.scalars(
        select(EventQuestion).where(EventQuestion.event_id != event.id)
    ).one()
    assert (again.why, again.options, again.keep_days) == (apron.why, ["Small", "Large"], 1)


def test_a_double_tap_changes_a_question_once_and_takes_it_away_once(client, desk, apron):
    address, changed = f"{desk}/{apron.id}", APRON | {"words": "How many aprons?", "options": ""}
    taps = [client.post(address, data=changed).status_code for _ in range(2)]
    new = db.session.scalars(select(EventQuestion)).one()
    removal, words = f"{desk}/{new.id}/removal", new.words
    away = [client.post(removal).status_code for _ in range(2)]

    assert taps + away == [303] * 4
    assert words == "How many aprons?"
    assert db.session.scalar(select(EventQuestion)) is None


def test_whoever_changes_a_question_that_has_gone_loses_no_word(client, desk, apron):
    address = f"{desk}/{apron.id}"
    client.post(address, data=APRON | {"words": "How many aprons?"})

    late = client.post(address, data=APRON | {"words": "Apron or smock?"})

    assert late.status_code == 422
    assert "Somebody changed that question meanwhile." in late.text
    assert 'value="Apron or smock?"' in late.text
    assert db.session.scalars(select(EventQuestion.words)).all() == ["How many aprons?"]


def test_a_form_without_its_answers_to_pick_from_keeps_them(client, desk, apron):
    typed, options = {name: APRON[name] for name in APRON if name != "options"}, apron.options

    assert client.post(f"{desk}/{apron.id}", data=typed).status_code == 303
    assert db.session.scalars(select(EventQuestion)).one().options == options
