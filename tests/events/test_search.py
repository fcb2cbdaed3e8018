"""Finding events by words: both engines, misspellings, and nothing that breaks them."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.events import queries
from app.events.queries import Filters
from app.events.queries.search import slips_between, words_of
from app.events.services.indexing import index_event
from app.shared.database import db
from tests.factories import (
    make_event,
    make_kind,
    make_occurrence,
    make_organisation,
    make_place,
    make_venue,
)

pytestmark = pytest.mark.usefixtures("app")

HOSTILE = (
    "\"", "'", "*", "AND", "OR NOT", "NEAR(", "NEAR/2", "title:pottery", "-pottery", "pottery)",
    "{pottery}", "^pottery", "a:*", "pottery & | !", "<->", "'; DROP TABLE events; --", "%", "_",
    "\\", "😀", "١٢٣", "日本", "x" * 10_000, "pottery " * 500, "a b c d e f g h i j k l",
)  # fmt: skip


def make_indexed(**says):
    event = make_event(**says)
    make_occurrence(event)
    index_event(event)
    db.session.commit()
    return event


def found(typed):
    search = queries.understood(typed)
    return {card.title for card in queries.upcoming(Filters(wording=search)).cards}


def make_pottery():
    return make_indexed(
        title="Pottery for beginners",
        summary="Clay and company",
        organisation=make_organisation(name="Riverweir"),
        venue=make_venue(make_place(name="Belper"), name="Weavers’ Loft"),
        kind=make_kind("make", name="Creative workshops"),
    )


@pytest.mark.parametrize(
    "typed",
    [
        *("pottery", "POTTERY", "pott", "beginner", "clay", "belper", "riverweir", "creative"),
        *("workshop", "weavers loft", "weaver's", "pottery in belper", "the pottery", "Póttery"),
    ],
)
def test_an_event_is_found_by_title_words_group_place_and_kind(typed):
    make_pottery()
    make_indexed(title="Riverside walk", kind=make_kind("walk", name="Walks"))

    assert found(typed) == {"Pottery for beginners"}


def test_every_word_has_to_match():
    make_pottery()

    assert found("pottery belper") == {"Pottery for beginners"}
    assert found("pottery matlock swimming") == set()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("pottry", "pottery"),
        ("potery", "pottery"),
        ("pottrey", "pottery"),
        ("begginers", "beginners"),
        ("potery begginers", "pottery beginners"),
    ],
)
def test_a_misspelled_word_is_understood_and_said(typed, meant):
    make_pottery()

    search = queries.understood(typed)

    assert (search.words, search.is_corrected) == (meant, True)
    assert found(typed) == {"Pottery for beginners"}


def test_swapped_letters_of_a_short_word_are_understood():
    make_indexed(title="Riverside walk")

    assert found("wlak") == {"Riverside walk"}


def test_a_word_that_is_known_is_left_as_it_is():
    make_indexed(title="Riverside walk")
    make_indexed(title="The wall of words")

    search = queries.understood("walks")

    assert not search.is_corrected
    assert found("walks") == {"Riverside walk"}


def test_a_word_like_no_other_finds_nothing():
    make_pottery()

    assert not queries.understood("trampolining").is_corrected
    assert found("trampolining") == set()


def test_nothing_to_look_for_is_no_search():
    for typed in ("", "   ", "the", "... !?"):
        assert queries.understood(typed) is None


def test_what_is_indexed_again_is_found_by_its_new_words_only():
    event = make_pottery()
    event.title = event.neutral_title = "Basketry for beginners"
    for _ in range(2):
        index_event(event)
        db.session.commit()

    assert found("basketry") == {"Basketry for beginners"}
    assert found("basketry clay") == {"Basketry for beginners"}
    assert found("pottery") == set()


@pytest.mark.parametrize("secret", [{"is_attendance_private": True}, {}])
def test_a_private_address_cannot_be_searched_for(secret):
    hall = make_venue(
        make_place(name="Hathersage"), name="Canary Lodge", is_address_private=not secret
    )
    make_indexed(title="Circle", venue=hall, **secret)

    assert found("hathersage") == {"Circle"}
    assert found("canary") == set()


@pytest.mark.parametrize("typed", HOSTILE)
def test_hostile_words_are_only_words(typed):
    make_pottery()

    assert found(typed) <= {"Pottery for beginners"}


@given(typed=st.text(max_size=60))
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_no_text_breaks_the_search(typed):
    typed = typed.replace("\0", "")

    assert found(typed) == set()


def test_understanding_costs_a_few_statements(count_queries):
    make_pottery()

    assert count_queries(lambda: queries.understood("pottery clay belper")) == 1
    assert count_queries(lambda: queries.understood("potery clay belper")) == 2


@pytest.mark.parametrize(
    ("typed", "known", "slips"),
    [
        ("pottery", "pottery", 0),
        ("pottry", "pottery", 1),
        ("potttery", "pottery", 1),
        ("wlak", "walk", 1),
        ("walk", "talk", 1),
        ("", "walk", 4),
        ("kitten", "sitting", 3),
    ],
)
def test_slips_are_letters_lost_added_changed_or_swapped(typed, known, slips):
    assert slips_between(typed, known) == slips


def test_words_are_compared_without_accents_and_signs():
    assert words_of("Café à la Crème, it’s 2-for-1!") == [
        *("cafe", "a", "la", "creme", "its", "2", "for", "1")
    ]
