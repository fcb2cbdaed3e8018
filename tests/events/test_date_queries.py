"""Which event, which date, which ones next; and who may know of them."""

from datetime import timedelta

import pytest
from werkzeug.exceptions import NotFound

from app.events import queries
from app.events.queries import dates
from app.organisations.models import OrganisationState
from app.shared.database import utcnow
from tests.factories import make_event, make_occurrence, make_organisation, make_place, make_venue

pytestmark = pytest.mark.usefixtures("app")

DAY = timedelta(days=1)


def cancel(occurrence):
    occurrence.cancelled_at = utcnow()
    occurrence.cancellation_reason = "Snow"
    return occurrence


def test_a_published_event_is_found_by_its_address():
    event = make_event(slug="pottery")

    assert queries.published("pottery") is event


def test_a_date_is_found_by_its_key_also_the_second_of_a_day():
    event = make_event(slug="pottery")
    first = make_occurrence(event)
    second = make_occurrence(event)

    assert queries.date("pottery", first.key) is first
    assert second.key == f"{first.key}-2"
    assert queries.date("pottery", second.key) is second


@pytest.mark.parametrize(
    "state", [state for state in OrganisationState if state != OrganisationState.VERIFIED]
)
def test_nothing_of_a_group_that_is_not_checked_is_found(state):
    event = make_event(make_organisation(state=state), slug="pottery")
    occurrence = make_occurrence(event)

    with pytest.raises(NotFound):
        queries.published("pottery")
    with pytest.raises(NotFound):
        queries.date("pottery", occurrence.key)
    assert queries.in_feed() == []


def test_nothing_of_an_event_that_is_not_published_is_found():
    event = make_event(published_at=None, slug="pottery")
    occurrence = make_occurrence(event)

    with pytest.raises(NotFound):
        queries.published("pottery")
    with pytest.raises(NotFound):
        queries.date("pottery", occurrence.key)
    assert queries.in_feed() == []
    assert queries.next_dates_of_group(event.organisation, 5) == []


@pytest.mark.parametrize(
    "key",
    [
        *("", "today", "2026-13-01", "2026-02-30", "2026-1-1", "20261126", "0000-00-00"),
        *("2026-11-26-", "2026-11-26-0", "2026-11-26-1", "2026-11-26-999", "2026-11-26\0"),
        "٢٠٢٦-١١-٢٦",
    ],
)
def test_a_key_that_is_no_date_is_not_found(key):
    make_event(slug="pottery")

    with pytest.raises(NotFound):
        queries.date("pottery", key)


@pytest.mark.parametrize("slug", ["", "Pottery", "pot\0tery", "' OR 1=1 --", "x" * 200, "pot/tery"])
def test_an_address_that_is_none_is_not_found(slug):
    with pytest.raises(NotFound):
        queries.published(slug)
    with pytest.raises(NotFound):
        queries.date(slug, "2026-11-26")


def test_next_dates_are_those_not_over_soonest_first_cancelled_ones_among_them():
    event = make_event()
    make_occurrence(event, starts_in=-DAY)
    later = make_occurrence(event, starts_in=3 * DAY)
    on_now = make_occurrence(event, starts_in=-timedelta(minutes=30))
    off = cancel(make_occurrence(event, starts_in=2 * DAY))
    make_occurrence(starts_in=DAY)

    assert queries.next_dates(event, 5) == [on_now, off, later]
    assert queries.next_dates(event, 2) == [on_now, off]
    assert queries.next_dates(event, 5, after=utcnow() + 2.5 * DAY) == [later]


def test_next_dates_of_a_group_are_of_all_its_events_and_of_no_other():
    group = make_organisation()
    later = make_occurrence(make_event(group), starts_in=2 * DAY)
    sooner = make_occurrence(make_event(group), starts_in=DAY)
    make_occurrence(starts_in=DAY)

    assert queries.next_dates_of_group(group, 5) == [sooner, later]


def test_a_feed_reaches_26_weeks_ahead():
    event = make_event()
    make_occurrence(event, starts_in=-DAY)
    soon = make_occurrence(event, starts_in=DAY)
    off = cancel(make_occurrence(event, starts_in=2 * DAY))
    last = make_occurrence(event, starts_in=timedelta(weeks=26) - DAY)
    make_occurrence(event, starts_in=timedelta(weeks=26) + DAY)

    assert queries.in_feed() == [soon, off, last]


def test_a_feed_can_be_of_one_event_or_of_one_place():
    here, there = make_place(), make_place()
    at_ours = make_occurrence(make_event(venue=make_venue(here)))
    at_theirs = make_occurrence(make_event(venue=make_venue(there)))

    assert queries.in_feed(event=at_ours.event) == [at_ours]
    assert queries.in_feed(place_id=there.id) == [at_theirs]


def test_a_feed_is_bounded(monkeypatch):
    monkeypatch.setattr(dates, "MAX_IN_FEED", 2)
    event = make_event()
    sooner, later = (make_occurrence(event, starts_in=n * DAY) for n in (1, 2))
    make_occurrence(event, starts_in=3 * DAY)

    assert queries.in_feed() == [sooner, later]
