"""Bringing a file in: each entry once, all or nothing, and unseen until it is published."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from app.events.models import Event, ImportedEntry, Occurrence, WaitingImport
from app.events.queries import in_feed
from app.events.services import forget_imports
from app.events.services import importing as services
from app.events.services.importing import Choices, Fate
from app.shared.calendar import Item
from app.shared.database import db, utcnow
from app.shared.errors import RuleBroken
from tests.factories import (
    make_audience,
    make_booking,
    make_event,
    make_kind,
    make_membership,
    make_occurrence,
    make_place,
    make_venue,
)
from tests.shared.test_calendar import write
from tests.support.calendar_files import WINDOW, calendar_file, entry, only

WEEKLY = entry("RRULE:FREQ=WEEKLY", uid="series", title="Walk")


@pytest.fixture
def team(app):
    return make_membership()


@pytest.fixture
def hall(app):
    return make_venue(make_place(name="Youlgrave"), name="Bank Top Village Hall")


@pytest.fixture
def bring(team, hall):
    """bring(text): give a file and bring it in."""

    def bring(text, **says):
        waiting = services.keep_import(text, team.organisation, team.person, WINDOW)
        choices = Choices(make_kind(), make_audience(), str(hall.id), **says)
        services.bring_in(waiting, team.organisation, choices, WINDOW)
        db.session.commit()
        return waiting

    return bring


def fates(text, team):
    return [row.fate for row in services.plan(text, team.organisation, WINDOW).rows]


def events():
    return db.session.scalars(select(Event).order_by(Event.id)).all()


def dates():
    return db.session.scalars(select(Occurrence).order_by(Occurrence.starts_at)).all()


def publish(event):
    event.published_at = utcnow()
    db.session.commit()


def test_a_date_becomes_an_event_that_nobody_sees_yet(bring, team, hall):
    bring(calendar_file(entry("LOCATION:Bank Top village hall\\, Youlgrave")))

    (event,), (date_,) = events(), dates()
    assert (event.title, event.frequency, event.venue_id) == ("Art group", "once", hall.id)
    assert event.published_at is None
    assert event.organisation_id == team.organisation_id
    assert date_.starts_at == datetime(2026, 11, 24, 18, 30, tzinfo=ZoneInfo("Europe/London"))
    assert in_feed() == []


def test_the_same_file_twice_changes_nothing(bring, team):
    text = calendar_file(WEEKLY, entry(), entry("RRULE:FREQ=MONTHLY;BYMONTHDAY=13", uid="3"))
    bring(text)
    before = (len(events()), len(dates()))

    assert fates(text, team) == [Fate.SAME] * 3
    bring(text)

    assert (len(events()), len(dates())) == before


def test_one_press_twice_brings_it_in_once(bring, team):
    waiting = bring(calendar_file(entry()))
    choices = Choices(make_kind(), make_audience())

    services.bring_in(waiting, team.organisation, choices, WINDOW)

    assert len(events()) == 1
    assert waiting.text == ""


def test_single_dates_of_one_name_and_place_are_one_event(bring, team):
    second = entry(uid="2", start="20261201T183000")
    bring(calendar_file(entry(), second, entry(uid="3", title="Walk")))
    bring(calendar_file(second, entry(uid="4", start="20261208T183000")))

    assert [event.title for event in events()] == ["Art group", "Walk"]
    assert [str(each.local_date) for each in dates() if each.event_id == events()[0].id] == [
        "2026-11-24",
        "2026-12-01",
        "2026-12-08",
    ]
    assert events()[0].last_date == date(2026, 12, 8)


def test_a_series_keeps_its_rule_and_its_exceptions(bring):
    moved = entry("RECURRENCE-ID:20261201T183000", uid="series", start="20261202T190000")
    bring(calendar_file(WEEKLY.replace("END:", "EXDATE:20261208T183000\r\nEND:"), moved))

    (event,), (exception,) = events(), dates()
    assert (event.frequency, event.weekdays) == ("weekly", [1])
    assert event.left_out == ["2026-12-08"]
    assert exception.original_date == date(2026, 12, 1)
    assert (exception.local_date, exception.start_time) == (date(2026, 12, 2), time(19))


def test_a_series_from_long_ago_begins_with_its_next_date(bring):
    bring(calendar_file(entry("RRULE:FREQ=WEEKLY;INTERVAL=2", start="20200107T183000")))

    (event,) = events()
    assert event.first_date == date(2026, 12, 1)  # a fortnight on from 7 January 2020, 180 times


def test_what_changed_there_follows_while_nobody_sees_it(bring, team):
    bring(calendar_file(entry(), WEEKLY))
    later = calendar_file(
        entry(start="20261125T190000"), WEEKLY.replace("FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=2")
    )

    assert fates(later, team) == [Fate.CHANGED, Fate.CHANGED]
    bring(later)

    (date_,) = dates()
    assert (date_.local_date, date_.start_time) == (date(2026, 11, 25), time(19))
    assert [event.frequency for event in events()] == ["once", "fortnightly"]
    assert fates(later, team) == [Fate.SAME, Fate.SAME]


def test_what_people_can_see_is_left_to_its_page(bring, team):
    bring(calendar_file(entry()))
    publish(events()[0])
    later = calendar_file(entry(start="20261125T190000"))

    assert fates(later, team) == [Fate.PUBLIC]
    bring(later)

    assert dates()[0].local_date == date(2026, 11, 24)


def test_what_is_called_off_there_is_left_out_or_taken_off(bring, team):
    off = calendar_file(entry("STATUS:CANCELLED"))
    assert fates(off, team) == [Fate.CANCELLED]

    bring(calendar_file(entry()))
    assert fates(off, team) == [Fate.CHANGED]
    bring(off)

    assert dates()[0].is_cancelled


def test_over_and_far_away_are_told(team):
    text = calendar_file(
        entry(start="20261101T183000"), entry(uid="2", start="20280101T183000"), WEEKLY
    )

    assert fates(text, team) == [Fate.OVER, Fate.FAR, Fate.NEW]


def test_entries_of_one_group_mean_nothing_to_another(bring, team):
    bring(calendar_file(entry()))

    assert fates(calendar_file(entry()), make_membership()) == [Fate.NEW]


def test_a_hostile_series_is_refused_before_it_is_written(bring):
    many = "\r\n".join(
        entry(f"RRULE:FREQ=DAILY;INTERVAL=2;COUNT={200 + n}", uid=f"{n}", title=f"T{n}")
        for n in range(40)
    )
    with pytest.raises(RuleBroken, match="more than 2,000 dates"):
        bring(calendar_file(many))
    db.session.rollback()

    assert db.session.scalar(select(func.count(Event.id))) == 0


def test_more_events_than_anyone_looks_through_are_refused(bring):
    many = "\r\n".join(entry(uid=f"{n}", title=f"T{n}") for n in range(201))
    with pytest.raises(RuleBroken, match="more than 200 events"):
        bring(calendar_file(many))
    db.session.rollback()


def test_what_came_of_a_file_can_be_published_at_once(bring, team):
    waiting = bring(calendar_file(entry(), WEEKLY))

    assert services.publish_brought(waiting, team.organisation) == 2
    db.session.commit()

    assert len([each for each in dates() if each.event_id == events()[1].id]) == 26
    assert len([each for each in dates() if each.event_id == events()[0].id]) == 1


def test_a_link_for_a_place_is_kept_for_those_who_come(bring):
    bring(calendar_file(entry("LOCATION:https://meet.example.org/abc")))

    (event,) = events()
    assert event.joining == "https://meet.example.org/abc"


def test_files_are_forgotten_after_a_day(bring, team):
    waiting = bring(calendar_file(entry()))
    assert forget_imports() == 0
    waiting.created_at = datetime(2026, 1, 1, tzinfo=ZoneInfo("UTC"))
    db.session.flush()

    assert forget_imports() == 1
    assert db.session.scalars(select(WaitingImport)).all() == []
    assert len(db.session.scalars(select(ImportedEntry)).all()) == 1


def test_our_own_files_are_known_again(team):
    event = make_event(team.organisation, title="Art group")
    date_ = make_occurrence(
        event=event, starts_at=datetime(2026, 12, 1, 18, 30, tzinfo=ZoneInfo("Europe/London"))
    )
    make_booking(occurrence=date_)
    own = entry(uid=f"date-{date_.id}@any.example", start="20261201T183000")
    table = f"Name,Date,Starts,Id\nArt group,2026-12-01,18:30,date-{date_.id}\n"

    assert fates(calendar_file(own), team) == fates(table, team) == [Fate.SAME]
    assert fates(calendar_file(own), make_membership()) == [Fate.NEW]


@given(st.datetimes(datetime(2026, 11, 22), datetime(2027, 5, 1)), st.integers(1, 24 * 60))
def test_our_calendar_file_is_read_back_on_the_same_wall_clock(wall, minutes):
    starts_at = wall.replace(second=0, microsecond=0, tzinfo=ZoneInfo("Europe/London"))
    starts_at = starts_at.astimezone(ZoneInfo("UTC"))
    here = starts_at.astimezone(ZoneInfo("Europe/London"))
    item = Item("date-7", "Tuesday", starts_at, starts_at + timedelta(minutes=minutes))

    (slot,) = only(write(item).decode()).slots

    assert (slot.day, slot.start) == (here.date(), here.time())
