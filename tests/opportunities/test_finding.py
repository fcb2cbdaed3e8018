"""Finding roles: what is chosen, by words, in order, and at what cost."""

from datetime import time, timedelta

import pytest

from app.opportunities import queries
from app.opportunities.models import LivedExperience, OpportunityTask, OpportunityTime, TaskKind
from app.opportunities.queries import Filters, Often, Sort, When
from app.opportunities.services import index_role
from app.shared.database import db, utcnow
from app.shared.geography import Position
from tests.factories import make_organisation, make_place, make_role, make_venue

pytestmark = pytest.mark.usefixtures("app")

LONDON = "Europe/London"


def make_found(**says):
    role = make_role(**says)
    index_role(queries.one_of_team(role.organisation, role.id))
    db.session.commit()


def titles(**asked):
    return [card.title for card in queries.on_page(Filters(**asked)).cards]


def at(weekday, hour):
    return OpportunityTime(weekday=weekday, start_time=time(hour), end_time=time(hour + 2))


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (When.MORNING, ["Market stall"]),
        (When.EVENING, ["Quiz night"]),
        (When.WEEKEND, ["Market stall"]),
        (When.NOW_AND_THEN, ["Moving in"]),
    ],
)
def test_roles_are_found_by_when_somebody_is_free(when, expected):
    make_role(title="Market stall", times=[at(5, 9)])
    make_role(title="Quiz night", times=[at(3, 19)])
    make_role(title="Moving in", is_regular=False)

    assert titles(when=(when,)) == expected


@pytest.mark.parametrize(
    "asked",
    [
        {"likes": (TaskKind.GROWING,)},
        {"lived": (LivedExperience.NEEDED,)},
        {"often": Often.ONE_OFF},
        {"no_check": True},
        {"remote": True},
    ],
)
@pytest.mark.one_database_says_it
def test_a_choice_leaves_only_the_roles_that_answer_it(asked):
    make_role(title="No", check_level="basic", tasks=[OpportunityTask(kind="making")])
    make_role(
        title="Yes",
        tasks=[OpportunityTask(kind="cooking"), OpportunityTask(kind="growing")],
        lived_experience="needed",
        is_regular=False,
        is_remote=True,
    )

    assert titles(**asked) == ["Yes"]


@pytest.mark.parametrize(
    "typed", ["allotment", "ALLOT", "gardening", "gardin", "alotment", "belper", "riverweir"]
)
def test_a_role_is_found_by_its_words_even_misspelled(typed):
    make_found(
        title="Allotment mentor",
        summary="Help in the garden",
        organisation=make_organisation(name="Riverweir"),
        venue=make_venue(make_place(name="Belper")),
    )
    make_found(title="Driver", venue=make_venue(make_place(name="Matlock")))

    assert titles(wording=queries.understood(typed, LONDON)) == ["Allotment mentor"]


@pytest.mark.parametrize("typed", ["zzzzzz", "'; DROP TABLE", "%", "_", "\\", "😀"])
def test_strange_words_break_nothing(typed):
    make_found(title="Driver")

    assert titles(wording=queries.understood(typed, LONDON)) in ([], ["Driver"])


def test_a_private_address_is_not_found_by_its_name():
    venue = make_venue(make_place(name="Belper"), name="Acorn House", is_address_private=True)
    make_found(title="Host", venue=venue)

    assert titles(wording=queries.understood("acorn", LONDON)) == []


def test_nearest_comes_first_and_what_is_done_from_home_is_within_any_distance():
    here = Position(53.23, -1.42)
    near = make_venue(make_place(latitude=53.24, longitude=-1.42), latitude=None, longitude=None)
    far = make_venue(make_place(latitude=53.6, longitude=-1.42), latitude=None, longitude=None)
    make_role(title="Far", venue=far)
    make_role(title="Near", venue=near)
    make_role(title="From home", venue=None, is_remote=True)

    assert titles(near=here) == ["Near", "Far", "From home"]
    assert titles(near=here, within=5) == ["Near", "From home"]


def test_the_one_that_closes_soonest_can_come_first():
    today = utcnow().date()
    make_role(title="Any time")
    make_role(title="Next week", closes_on=today + timedelta(days=7))
    make_role(title="Over", closes_on=today - timedelta(days=2))

    assert titles(sort=Sort.CLOSING) == ["Next week", "Any time"]
