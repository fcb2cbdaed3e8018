"""An event's address, and how it comes before the public."""

import pytest
from sqlalchemy import func, select

from app.events import queries, services
from app.events.models import EventText, Frequency, Occurrence
from app.organisations.models import OrganisationState
from app.shared.database import db
from app.shared.errors import RuleBroken
from tests.factories import make_event, make_organisation, make_place, make_venue

pytestmark = pytest.mark.usefixtures("app")


def test_an_address_is_made_of_the_title():
    event = make_event(title="Kettle’s On: café & chat!")

    assert services.slug_for(event) == "kettles-on-cafe-chat"


def test_a_private_event_is_addressed_by_its_neutral_title():
    event = make_event(
        title="Women's recovery circle", neutral_title="Thursday circle", is_attendance_private=True
    )

    assert services.slug_for(event) == "thursday-circle"


def test_when_the_words_are_taken_the_town_follows_and_then_a_number():
    hall = make_venue(make_place(slug="hathersage", name="Hathersage"))
    found = []
    for _ in range(4):
        event = make_event(venue=hall, title="Thursday circle")
        event.slug = services.slug_for(event)
        db.session.commit()
        found.append(event.slug)

    assert found == [
        "thursday-circle",
        "thursday-circle-hathersage",
        "thursday-circle-hathersage-2",
        "thursday-circle-hathersage-3",
    ]


def test_where_there_is_no_town_only_a_number_follows():
    online = make_venue(place=False, type="online")
    make_event(slug="online-evening")

    assert services.slug_for(make_event(venue=online, title="Online evening")) == "online-evening-2"


@pytest.mark.parametrize(
    ("title", "slug"), [("Print", "print-cromford"), ("¿¡", "event"), ("x" * 120, "x" * 80)]
)
def test_no_title_makes_an_address_that_breaks(title, slug):
    hall = make_venue(make_place(slug="cromford"))

    assert services.slug_for(make_event(venue=hall, title=title)) == slug


def test_an_event_keeps_its_own_address():
    event = make_event(title="Thursday circle", slug="thursday-circle")

    assert services.slug_for(event) == "thursday-circle"


def test_publishing_shows_an_event_with_its_dates_and_makes_it_findable():
    event = make_event(published_at=None, title="Pottery", slug="pottery")

    services.publish(event)
    db.session.commit()

    assert queries.published("pottery").is_published
    assert db.session.scalar(select(func.count(Occurrence.id))) in (26, 27)
    assert db.session.scalar(select(EventText.title)) == "pottery"


def test_publishing_twice_changes_nothing():
    event = make_event(published_at=None)
    services.publish(event)
    first = event.published_at
    dates = db.session.scalar(select(func.count(Occurrence.id)))

    services.publish(event)

    assert event.published_at == first
    assert db.session.scalar(select(func.count(Occurrence.id))) == dates


@pytest.mark.parametrize(
    "state", [state for state in OrganisationState if state != OrganisationState.VERIFIED]
)
def test_a_group_that_is_not_checked_publishes_nothing(state):
    event = make_event(make_organisation(state=state), published_at=None)

    with pytest.raises(RuleBroken, match="checked"):
        services.publish(event)

    assert event.published_at is None


def test_a_rule_that_cannot_be_kept_is_not_published():
    event = make_event(published_at=None, frequency=Frequency.MONTHLY, weekdays=[1], nth=None)

    with pytest.raises(RuleBroken, match="second Saturday"):
        services.publish(event)

    assert event.published_at is None
