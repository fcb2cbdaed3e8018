"""Needing a lift, giving one, agreeing, and taking all of it back."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.bookings import queries as booking_queries
from app.bookings import services as bookings
from app.bookings.models import BookingState
from app.company import queries, services
from app.company.models import Lift, LiftPair, LiftRefusal
from app.shared.database import db, utcnow
from app.shared.errors import RuleBroken
from app.shared.outbox import OutboxMessage
from tests.factories import make_booking, make_lift, make_meeting, make_place

HOUR = timedelta(hours=1)


def mails(to=None):
    """The kinds of mail about lifts that were posted, to one address or to all."""
    db.session.flush()
    found = db.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id))
    return [
        mail.kind.removeprefix("company.lift_")
        for mail in found
        if mail.kind.startswith("company.lift") and to in (None, mail.recipient)
    ]


def count(model):
    return db.session.scalar(select(func.count()).select_from(model))


def again(booking):
    """The booking as a page loads it."""
    db.session.commit()
    return booking_queries.with_code(booking.code)


def said_by(name, date, **says):
    return make_lift(make_booking(date, name=name), **says)


@pytest.fixture
def agreed(need, offer):
    """Kelly asked Ashley, and she said yes."""
    services.ask_lift(again(need.booking), offer.id)
    services.agree_lift(again(offer.booking), need.id)
    db.session.commit()
    return db.session.scalars(select(LiftPair)).one()


def test_who_fits_is_told_once_however_often_it_is_said(kelly, offer):
    for area in ("Matlock", "Cromford"):
        lift = services.say_lift(again(kelly), "need", area, 1)

    assert mails() == ["possible"]
    assert (lift.area, kelly.wants_lift) == ("Cromford", True)
    assert [each.area for each in queries.others_for(lift)] == ["Youlgrave"]


def test_an_area_is_spelled_as_the_place_is(kelly):
    make_place(name="Youlgrave", slug="youlgrave")

    lift = services.say_lift(again(kelly), "offer", "yolgrave", 2)
    assert lift.area == "Youlgrave"
    assert services.say_lift(again(kelly), "need", "Top end of Bolehill", 1).area.startswith("Top")


def test_both_agree_and_both_are_told(agreed):
    assert mails("kelly@example.org") == ["agreed"]
    assert mails("ashley@example.org") == ["asked", "agreed"]
    assert agreed.is_agreed


def test_saying_yes_to_nobody_who_asked_is_refused(need, offer):
    with pytest.raises(RuleBroken, match="not there any more"):
        services.agree_lift(again(offer.booking), need.id)
    services.ask_lift(again(need.booking), offer.id)
    with pytest.raises(RuleBroken, match="not there any more"):
        services.agree_lift(again(need.booking), offer.id)

    assert count(LiftPair) == 1


def test_asking_each_other_is_agreeing(need, offer):
    services.ask_lift(again(need.booking), offer.id)
    services.ask_lift(again(need.booking), offer.id)
    services.ask_lift(again(offer.booking), need.id)

    assert mails() == ["asked", "agreed", "agreed"]


def test_a_no_tells_nothing_and_hides_the_two_from_each_other(need, offer):
    services.ask_lift(again(need.booking), offer.id)
    services.refuse_lift(again(offer.booking), need.id)
    mine, theirs = queries.lift_of(again(need.booking)), queries.lift_of(again(offer.booking))

    assert mails("kelly@example.org") == []
    assert count(LiftPair) == 0
    assert (queries.others_for(mine), queries.others_for(theirs)) == ([], [])
    assert queries.was_turned_down(need.booking)
    assert not queries.was_turned_down(offer.booking)
    services.say_lift(again(need.booking), "need", "Cromford", 1)
    with pytest.raises(RuleBroken, match="not there any more"):
        services.ask_lift(again(need.booking), theirs.id)


def test_a_no_holds_for_another_booking_of_the_same_browser(kelly, need, offer):
    services.ask_lift(again(need.booking), offer.id)
    services.refuse_lift(again(offer.booking), need.id)
    bookings.cancel(again(kelly))
    anew = make_booking(kelly.occurrence, name="K", browser_key="k")
    lift = make_lift(anew)

    assert queries.others_for(queries.lift_of(again(anew))) == []
    assert [each.id for each in queries.others_for(make_lift(make_booking(anew.occurrence)))] == [
        offer.id
    ], "Whoever else needs it sees her"
    assert lift.id not in [each.id for each in queries.others_for(queries.lift_of(offer.booking))]


def test_thinking_again_before_an_answer_leaves_no_trace(need, offer):
    services.ask_lift(again(need.booking), offer.id)
    services.refuse_lift(again(need.booking), offer.id)
    services.ask_lift(again(need.booking), offer.id)

    assert mails() == ["asked"], "One mail for each two, however often"
    assert count(LiftRefusal) == 0


@pytest.mark.parametrize("mine", [True, False])
@pytest.mark.parametrize("theirs", [True, False])
def test_women_only_is_seen_by_women_only(kelly, mine, theirs):
    offer = said_by("Other", kelly.occurrence, kind="offer", is_women_only=theirs)
    lift = make_lift(kelly, is_women_only=mine)

    assert bool(queries.others_for(lift)) == (mine == theirs)
    assert bool(queries.others_for(offer)) == (mine == theirs)
    assert (queries.other_with_id(lift, offer.id) is not None) == (mine == theirs)


def test_seats_are_counted(kelly, need, offer):
    party = said_by("Two", kelly.occurrence, seats=2)
    assert queries.others_for(party) == [], "One seat is not enough for two"
    late = said_by("Late", kelly.occurrence)
    for each in (need, late):
        services.ask_lift(again(each.booking), offer.id)
    services.agree_lift(again(offer.booking), need.id)

    assert queries.seats_left(offer) == 0
    assert queries.pairs_of(late) == [], "Who asked in vain hears nothing"
    with pytest.raises(RuleBroken):
        services.agree_lift(again(offer.booking), late.id)


def test_whoever_has_a_lift_asks_nobody_else_any_more(kelly, need, offer):
    other = said_by("Other", kelly.occurrence, kind="offer")
    for each in (other, offer):
        services.ask_lift(again(need.booking), each.id)
    services.agree_lift(again(offer.booking), need.id)

    assert queries.pairs_of(other) == []
    with pytest.raises(RuleBroken, match="not there any more"):
        services.ask_lift(again(other.booking), need.id)
    with pytest.raises(RuleBroken, match="End it first"):
        services.say_lift(again(need.booking), "offer", "Matlock", 1)
    with pytest.raises(RuleBroken, match="End it first"):
        services.ask_lift(again(need.booking), other.id)
    services.ask_lift(again(need.booking), offer.id)
    assert count(LiftPair) == 1, "Asking again whom it was agreed with is no harm"


def test_ending_what_was_agreed_tells_the_other(agreed, need, offer):
    services.refuse_lift(again(offer.booking), need.id)

    assert mails("kelly@example.org") == ["agreed", "ended"]
    assert queries.seats_left(offer) == 1


def test_words_are_for_whom_it_was_agreed_with(agreed, need, offer):
    services.write_about_lift(again(offer.booking), need.id, "By the church")
    services.write_about_lift(again(offer.booking), need.id, "By the church")

    assert mails("kelly@example.org") == ["agreed", "words"]
    assert agreed.words_of(offer) == "By the church"
    stranger = said_by("Other", need.occurrence, kind="offer")
    with pytest.raises(RuleBroken):
        services.write_about_lift(again(stranger.booking), need.id, "Psst")


@pytest.mark.parametrize(
    "end",
    [
        lambda booking: services.take_back_lift(booking),
        lambda booking: bookings.cancel(booking),
        lambda booking: bookings.erase(booking),
        lambda booking: bookings.set_lift(booking, False),
    ],
    ids=["taken back", "cancelled", "erased", "tick taken out"],
)
def test_however_it_ends_the_other_is_told_once(agreed, need, offer, end):
    end(again(need.booking))
    db.session.flush()
    assert queries.pairs_of(offer) == [], "Not seen any more, even before the other is told"
    services.keep_up()
    services.keep_up()

    assert mails("ashley@example.org") == ["asked", "agreed", "ended"]
    assert [each.id for each in db.session.scalars(select(Lift))] == [offer.id]
    assert count(LiftPair) == 0


def test_of_a_date_that_is_off_one_mail_is_enough(agreed, need):
    bookings.cancel_date(again(need.booking).occurrence, "The boiler broke.")
    services.keep_up()

    assert mails("ashley@example.org") == ["asked", "agreed"]
    kinds = db.session.scalars(select(OutboxMessage.kind)).all()
    assert kinds.count("bookings.date_cancelled") == 2
    assert count(Lift) == 0


def test_a_booking_that_moves_takes_no_lift_along(agreed, need, offer):
    other = make_meeting(need.occurrence.event.organisation)
    need.booking.occurrence = other
    services.keep_up()

    assert mails("ashley@example.org") == ["asked", "agreed", "ended"]
    assert count(Lift) == 1


def test_two_days_after_nothing_is_left(agreed, need, offer):
    said_by("Other", need.occurrence, kind="offer")
    services.refuse_lift(again(offer.booking), need.id)
    date = need.occurrence
    services.forget(date.ends_at + 48 * HOUR - HOUR)
    assert (count(Lift), count(LiftRefusal)) == (3, 1)

    services.forget(date.ends_at + 48 * HOUR)
    services.forget(date.ends_at + 48 * HOUR)

    assert (count(Lift), count(LiftPair), count(LiftRefusal)) == (0, 0, 0)


@pytest.mark.parametrize("why", ["waits", "private", "begun"])
def test_nobody_is_put_in_touch(kelly, why):
    if why == "waits":
        kelly.state = BookingState.WAITING
    elif why == "private":
        kelly.occurrence.event.is_attendance_private = True
    else:
        kelly.occurrence.starts_at = utcnow() - HOUR
    with pytest.raises(RuleBroken, match="no lift to arrange"):
        services.say_lift(again(kelly), "need", "Matlock", 1)

    assert count(Lift) == 0


def test_organisers_see_who_still_needs_one(kelly, agreed, need, offer):
    said_by("Gordon Ware", kelly.occurrence, area="Bakewell")
    make_booking(kelly.occurrence, name="Moira Dunn", wants_lift=True)

    still = queries.still_needed(kelly.occurrence)

    assert [(booking.first_name_and_initial, area) for booking, area in still] == [
        ("Gordon W", "Bakewell"),
        ("Moira D", ""),
    ]
    assert queries.seats_offered(kelly.occurrence) == 0
