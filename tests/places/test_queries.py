"""Which place someone means, and what is offered while they type."""

import pytest

from app.places import queries
from app.shared.geography import Choice, Found
from tests.factories import make_place

pytestmark = pytest.mark.usefixtures("app")


def test_a_place_is_found_by_name_and_by_postcode():
    place = make_place(name="Youlgrave", outcode="DE45")

    found = queries.found("yolgrave")

    assert isinstance(found, Found)
    assert (found.words, found.position.latitude) == ("Youlgrave", place.latitude)
    assert queries.found("DE45").kind == "outcode"
    assert queries.found("de4 5gl").words == "DE4 5"


def test_places_of_one_name_are_a_choice():
    make_place(name="Hope", district="High Peak")
    make_place(name="Hope", district="Derbyshire Dales")

    found = queries.found("hope")

    assert isinstance(found, Choice)
    assert {option.words for option in found.options} == {
        "Hope, High Peak",
        "Hope, Derbyshire Dales",
    }


def test_at_most_eight_names_and_outcodes_are_offered():
    for n in range(12):
        make_place(name=f"Matlock {n}")
    make_place(name="Bakewell", outcode="DE45")

    assert len(queries.offered("mat")) == 8
    assert queries.offered("bake") == ["Bakewell"]
    assert "DE45" in queries.offered("de4")
    assert queries.offered("zzzz") == []


def test_finding_a_place_costs_the_same_for_one_or_many(count_queries):
    make_place(name="Hope")
    one = count_queries(lambda: queries.found("hope"))
    for n in range(5):
        make_place(name=f"Village {n}")

    assert count_queries(lambda: queries.found("hope")) == one == 2
    assert count_queries(lambda: queries.found("Hope")) == 1
