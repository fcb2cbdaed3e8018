"""Which dates a list shows, in which order, and what that costs."""

from datetime import date, timedelta

import pytest

from app.events import queries
from app.events.models import BookingMode
from app.events.queries import Cursor, Filters, PartOfDay, Sort, When, lists, matches
from app.organisations.models import OrganisationState
from app.shared.database import utcnow
from app.shared.geography import Position
from tests.factories import (
    local,
    make_audience,
    make_event,
    make_kind,
    make_occurrence,
    make_organisation,
    make_place,
    make_venue,
)

pytestmark = pytest.mark.usefixtures("app")

CROMFORD = Position(53.108, -1.561)
BY_A_MILE = 1 / 69.09
"""Degrees of latitude."""
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def titles(filters=None, **options):
    return [card.title for card in queries.upcoming(filters or Filters(), **options).cards]


def make_venue_at(miles, **says):
    """A hall so many miles north of the middle of Cromford."""
    place = make_place(name=f"Milestone {miles}", latitude=53.108 + miles * BY_A_MILE)
    return make_venue(place, **says)


def make_date(title="Supper", when=DAY, **says):
    return make_occurrence(make_event(title=title, **says), starts_in=when)


def test_dates_come_soonest_first():
    make_date("Later", 2 * DAY)
    make_date("Sooner", DAY)

    assert titles() == ["Sooner", "Later"]


@pytest.mark.parametrize("state", [state for state in OrganisationState if state != "verified"])
def test_dates_of_groups_that_are_not_checked_are_unseen(state):
    make_date(organisation=make_organisation(state=state))

    assert titles() == []


def test_dates_that_are_not_published_are_unseen():
    make_date(published_at=None)

    assert titles() == []


def test_a_date_is_listed_until_it_ends():
    make_date("On now", -HOUR)
    make_date("Over", -3 * HOUR)

    (card,) = queries.upcoming(Filters()).cards

    assert card.title == "On now"
    assert card.is_on_now


def test_a_cancelled_date_stays_listed_with_its_reason():
    gone = {"cancelled_at": utcnow(), "cancellation_reason": "The boiler is being fixed"}
    make_occurrence(make_event(), starts_in=DAY, **gone)

    (card,) = queries.upcoming(Filters()).cards

    assert card.is_cancelled
    assert card.cancellation_reason == "The boiler is being fixed"
    assert not card.is_on_now


def test_distance_is_kept_and_told():
    make_date("Near", venue=make_venue_at(2))
    make_date("Far", venue=make_venue_at(7))

    (card,) = queries.upcoming(Filters(near=CROMFORD, within=5)).cards

    assert card.title == "Near"
    assert card.miles == pytest.approx(2, abs=0.01)


def test_a_place_without_a_distance_leaves_nothing_out():
    make_date(venue=make_venue_at(400))

    assert titles(Filters(near=CROMFORD)) == ["Supper"]


def test_by_phone_and_online_are_not_near_anywhere():
    make_date("Ring in", venue=make_venue(place=False, type="phone"))
    make_date("Log in", 2 * DAY, venue=make_venue(place=False, type="online"))
    make_date("Walk in", 3 * DAY, venue=make_venue_at(1))
    near = Filters(near=CROMFORD, within=5)

    assert titles(near) == ["Walk in"]
    assert titles(near.but(is_remote=True)) == ["Ring in", "Log in"]
    assert titles(near.but(by_phone=True)) == ["Ring in"]
    assert titles(near.but(by_phone=True, sort=Sort.NEAREST)) == ["Ring in"]


@pytest.mark.parametrize("secret", [{"is_attendance_private": True}, {}])
def test_a_private_address_is_neither_named_nor_measured(secret):
    town = make_place(name="Hathersage", latitude=53.108 + 10 * BY_A_MILE)
    hall = make_venue(town, name="Canary Lodge", latitude=53.108, is_address_private=not secret)
    make_date(venue=hall, **secret)

    (card,) = queries.upcoming(Filters(near=CROMFORD, within=20)).cards

    assert card.where == "Hathersage"
    assert card.miles == pytest.approx(10, abs=0.01)
    assert titles(Filters(near=CROMFORD, within=3)) == []
    assert titles(Filters(near=CROMFORD, within=3, sort=Sort.NEAREST)) == []


def test_nearest_first_shows_each_event_once_with_its_next_date():
    near = make_event(title="Near", venue=make_venue_at(1))
    far = make_event(title="Far", venue=make_venue_at(4))
    make_occurrence(far, starts_in=DAY)
    make_occurrence(near, starts_in=9 * DAY)
    first = make_occurrence(near, starts_in=2 * DAY)

    page = queries.upcoming(Filters(near=CROMFORD, within=5, sort=Sort.NEAREST))

    assert [card.title for card in page.cards] == ["Near", "Far"]
    assert page.cards[0].occurrence_id == first.id
    assert page.count == 2


def test_a_date_moved_out_of_reach_is_not_its_events_next_one():
    event = make_event(venue=make_venue_at(1))
    make_occurrence(event, starts_in=DAY, venue=make_venue_at(300))
    here = make_occurrence(event, starts_in=8 * DAY)

    for sort in Sort:
        (card,) = queries.upcoming(Filters(near=CROMFORD, within=5, sort=sort)).cards
        assert card.occurrence_id == here.id


@pytest.mark.parametrize(
    ("choice", "says"),
    [
        ({"step_free": True}, {"is_step_free": True}),
        ({"free": True}, {"is_free": True}),
        ({"gives_time": True}, {"gives_time": True}),
        ({"drop_in": True}, {"booking_mode": BookingMode.DROP_IN}),
        ({"drop_in": True}, {"booking_mode": BookingMode.MIXED}),
    ],
)
def test_each_tick_keeps_what_it_says(choice, says):
    others = {"is_free": False, "is_step_free": None, "gives_time": False}
    make_date("Kept", **others | says)
    make_date("Left out", **others)

    assert titles(Filters(**choice)) == ["Kept"]


def test_several_kinds_and_audiences_may_be_chosen():
    for kind, audience in (("walk", "open"), ("cafe", "women"), ("talk", "open"), ("walk", "men")):
        make_date(f"{kind} {audience}", kind=make_kind(kind), audience=make_audience(audience))
    kinds = Filters(kinds=("walk", "cafe"))

    assert sorted(titles(kinds)) == ["cafe women", "walk men", "walk open"]
    assert sorted(titles(kinds.but(audiences=("open", "women")))) == ["cafe women", "walk open"]
    assert titles(Filters(kinds=("nothing-like-it",))) == []


def test_the_time_of_day_is_that_of_the_wall_clock(freeze):
    freeze(local("2026-07-01 08:00"))
    for clock in ("11:59", "12:00", "16:59", "17:00", "23:30"):
        make_occurrence(make_event(title=clock), starts_at=local(f"2026-07-02 {clock}"))

    assert titles(Filters(parts_of_day=(PartOfDay.MORNING,))) == ["11:59"]
    assert titles(Filters(parts_of_day=(PartOfDay.AFTERNOON,))) == ["12:00", "16:59"]
    assert titles(Filters(parts_of_day=(PartOfDay.EVENING,))) == ["17:00", "23:30"]
    assert len(titles(Filters(parts_of_day=tuple(PartOfDay)))) == 5


def test_days_begin_and_end_at_midnight_of_the_sites_clock(freeze):
    freeze(local("2026-06-30 12:00"))
    for clock in ("2026-06-30 23:45", "2026-07-01 00:00", "2026-07-01 23:45", "2026-07-02 00:00"):
        make_occurrence(make_event(title=clock), starts_at=local(clock))

    day = date(2026, 7, 1)

    assert titles(Filters(first_day=day, last_day=day)) == ["2026-07-01 00:00", "2026-07-01 23:45"]


def test_what_goes_on_from_yesterday_belongs_to_today(freeze):
    freeze(local("2026-07-01 00:30"))
    make_occurrence(make_event(title="Late shift"), starts_at=local("2026-06-30 23:30"))

    today = date(2026, 7, 1)

    assert titles(Filters(first_day=today, last_day=today)) == ["Late shift"]


@pytest.mark.parametrize(
    ("today", "when", "first", "last"),
    [
        ("2026-11-25", When.TODAY, "2026-11-25", "2026-11-25"),
        ("2026-11-25", When.THIS_WEEK, "2026-11-25", "2026-12-01"),
        ("2026-11-23", When.THIS_WEEK, "2026-11-23", "2026-11-29"),
        ("2026-11-29", When.THIS_WEEK, "2026-11-29", "2026-12-05"),
        ("2026-11-25", When.WEEKEND, "2026-11-28", "2026-11-29"),
        ("2026-11-29", When.WEEKEND, "2026-11-29", "2026-11-29"),
        ("2026-12-31", When.THIS_WEEK, "2026-12-31", "2027-01-06"),
    ],
)
def test_weeks_start_on_monday(today, when, first, last):
    days = when.days(date.fromisoformat(today))

    assert days == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize("most_counted", [200, 3])
def test_pages_follow_each_other_without_gap_or_repeat(monkeypatch, sort, most_counted):
    monkeypatch.setattr(lists, "MOST_COUNTED", most_counted)
    venue = make_venue_at(1)
    for n in range(7):
        make_date(f"Supper {n}", DAY + timedelta(hours=n // 2), venue=venue)
    filters = Filters(near=CROMFORD, within=5, sort=sort)

    seen, after = [], None
    while True:
        page = queries.upcoming(filters, after, limit=2)
        seen += [card.title for card in page.cards]
        assert page.seen == len(seen)
        if page.next is None:
            break
        after = Cursor.read(str(page.next))

    assert seen == [f"Supper {n}" for n in range(7)]


def test_the_count_is_of_all_pages():
    for n in range(12):
        make_date(when=DAY + n * HOUR)

    page = queries.upcoming(Filters())

    assert (len(page.cards), page.count, page.seen) == (10, 12, 10)
    assert queries.upcoming(Filters(), page.next).count == 12


@pytest.mark.parametrize(("few", "many", "nearest"), [(1, 9, 9), (1, 9, 1), (1, 2, 1), (1, 1, 1)])
def test_many_venues_and_events_give_the_same_as_few(monkeypatch, few, many, nearest):
    for n in range(6):
        make_date(f"Supper {n}", DAY + n * HOUR, venue=make_venue_at(n + 1), gives_time=n % 2 == 0)
    filters = Filters(near=CROMFORD, within=10, gives_time=True)
    orders = [filters, filters.but(sort=Sort.NEAREST)]
    expected = [titles(order) for order in orders]

    monkeypatch.setattr(matches, "FEW", few)
    monkeypatch.setattr(matches, "MANY", many)
    monkeypatch.setattr(matches, "NEAREST", nearest)

    assert [titles(order) for order in orders] == expected
    assert expected == 2 * [["Supper 0", "Supper 2", "Supper 4"]]


@pytest.mark.parametrize("sort", Sort)
def test_costs_the_same_for_one_or_many(count_queries, sort):
    filters = Filters(near=CROMFORD, within=20, gives_time=True, sort=sort)
    make_date(gives_time=True, venue=make_venue_at(1))
    one = count_queries(lambda: queries.upcoming(filters))
    for n in range(1, 15):
        make_date(when=DAY + n * HOUR, gives_time=True, venue=make_venue_at(n))

    many = count_queries(lambda: queries.upcoming(filters))

    assert many == one <= 4


def test_an_unfiltered_list_is_two_statements(count_queries):
    make_date()

    assert count_queries(lambda: queries.upcoming(Filters())) == 2
