"""Which roles suit somebody, and in which order: nothing here looks anything up."""

from dataclasses import replace
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.events.queries import PartOfDay
from app.opportunities.matching import (
    DAYTIME,
    WEEK,
    WEEKEND,
    Answers,
    Offer,
    Time,
    against,
    good_to_know,
    match_of,
    slots,
    suggest,
    why,
)
from app.opportunities.matching.wording import is_now_and_then, kinds_told, parts_told
from app.opportunities.models import CheckLevel, LivedExperience, TaskKind
from app.shared.geography import Position

YOULGRAVE, MATLOCK, GLOSSOP = (53.175, -1.685), (53.138, -1.555), (53.443, -1.949)
ART = Offer(
    slug="art",
    near=Position(53.176, -1.685),
    tasks=(TaskKind.MAKING,),
    about=((TaskKind.MAKING, "art"),),
    times=(Time(1, time(12, 45), time(16)),),
    places=3,
)
HERE = Answers(
    near=Position(*YOULGRAVE), free=slots(WEEK, DAYTIME), likes=frozenset({TaskKind.MAKING})
)


def test_the_reasons_are_place_time_and_what_they_like():
    [match] = suggest(HERE, [ART])

    assert why(HERE, match) == "near you, Tuesday afternoon, art"


def test_reasons_say_how_far_it_is_and_that_a_skill_is_one_of_theirs():
    answers = replace(HERE, near=Position(*MATLOCK), skills=frozenset({"making-art"}))
    [match] = suggest(answers, [replace(ART, badges=frozenset({"making-art"}))])

    assert why(answers, match) == "6 miles away, Tuesday afternoon, art, a skill you have"


def test_two_mornings_are_said_in_one_breath():
    mornings = replace(ART, times=tuple(Time(day, time(10), time(12)) for day in (0, 2, 4)))
    [match] = suggest(HERE, [mornings])

    assert why(HERE, match) == "near you, Monday and Wednesday mornings, art"


@pytest.mark.parametrize(
    ("free", "is_free"),
    [
        (slots([3], [PartOfDay.MORNING]), True),  # two and a quarter hours of three and a half
        (slots([3], [PartOfDay.AFTERNOON]), False),
        (slots([4], [PartOfDay.MORNING]), False),
        (slots([3], DAYTIME), True),
    ],
)
def test_being_free_for_most_of_it_is_enough(free, is_free):
    desk = replace(ART, times=(Time(3, time(9, 45), time(13, 15)),))

    assert bool(match_of(replace(HERE, free=free), desk)) == is_free


def test_a_night_that_ends_after_midnight_is_that_evening():
    night = Time(4, time(19), time(1))

    assert night.fits(slots([4], [PartOfDay.EVENING]))
    assert night.part is PartOfDay.EVENING


def test_now_and_then_is_enough_once_a_month_but_not_every_week():
    answers = replace(HERE, free=frozenset(), is_now_and_then=True)
    monthly = replace(ART, times=(Time(1, time(12, 45), time(16), "monthly"),))

    assert match_of(answers, ART) is None
    assert match_of(answers, monthly)
    assert match_of(answers, replace(ART, is_occasional=True))


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"near": Position(*GLOSSOP)}, "further"),
        ({"free": slots(WEEKEND, DAYTIME)}, "not free"),
        ({"wants_no_check": True}, "check"),
        ({"has_lived": False}, "lived experience"),
    ],
)
def test_what_cannot_be_is_not_suggested_and_says_why(changes, reason):
    role = replace(ART, check=CheckLevel.BASIC, lived=LivedExperience.NEEDED)
    answers = replace(HERE, **changes)

    [words] = against(answers, role)

    assert reason in words
    assert suggest(answers, [role]) == []


def test_a_role_that_gives_a_lift_can_be_further():
    far = replace(HERE, near=Position(*MATLOCK), miles=3)

    assert match_of(far, ART) is None
    assert match_of(far, replace(ART, gives_lift=True))


def test_nothing_that_they_like_is_no_suggestion():
    assert suggest(replace(HERE, likes=frozenset({TaskKind.COOKING})), [ART]) == []


def test_who_answers_nothing_is_shown_every_role():
    assert len(suggest(Answers(), [ART, replace(ART, slug="other")])) == 2


def test_the_role_that_needs_people_most_comes_first():
    filled = replace(ART, slug="filled", taken=3)

    first, second = suggest(HERE, [filled, ART])

    assert (first.offer, second.offer) == (ART, filled)
    assert ("It has everyone it needs just now", False) in good_to_know(second)


def test_three_suggestions_differ_where_they_can():
    more = [replace(ART, slug=f"art-{number}") for number in range(3)]
    cafe = replace(ART, slug="cafe", tasks=(TaskKind.COOKING,), about=())
    answers = replace(HERE, likes=frozenset({TaskKind.MAKING, TaskKind.COOKING}))

    slugs = [match.offer.slug for match in suggest(answers, [*more, cafe])]

    assert "cafe" in slugs[:2]


def test_equals_take_turns_by_the_week():
    equals = [replace(ART, slug=f"art-{number}") for number in range(4)]

    firsts = {suggest(HERE, equals, week)[0].offer.slug for week in range(30)}

    assert len(firsts) == 4


def test_experience_that_nobody_spoke_of_is_not_asked_for_first():
    needs = replace(ART, slug="needs", lived=LivedExperience.NEEDED)

    said = suggest(replace(HERE, has_lived=True), [ART, needs])
    unsaid = suggest(HERE, [needs, ART])

    assert said[0].offer == needs
    assert unsaid[0].offer == ART


def test_a_groups_own_words_tell_more():
    assert kinds_told(["Book club host"])[0] == (TaskKind.WORDS, "book")
    assert parts_told(["Six evening meetings a year"]) == {PartOfDay.EVENING}
    assert parts_told(["By text"]) == set(PartOfDay)
    assert is_now_and_then(["A few hours when you can"])
    assert not is_now_and_then(["One evening a week"])


KINDS = st.frozensets(st.sampled_from(list(TaskKind)), max_size=4)
PLACES = st.builds(Position, st.floats(52.8, 53.5), st.floats(-2, -1.2))
TIMES = st.builds(
    Time, st.integers(0, 6), st.times(max_value=time(12)), st.times(min_value=time(13))
)
OFFERS = st.builds(
    Offer,
    slug=st.text("abcdef", min_size=6, max_size=6),
    near=PLACES,
    is_remote=st.booleans(),
    tasks=KINDS.map(tuple),
    times=st.lists(TIMES, max_size=2).map(tuple),
    lived=st.sampled_from(LivedExperience),
    check=st.sampled_from(CheckLevel),
    places=st.none() | st.integers(1, 6),
    taken=st.integers(0, 6),
)
MANY = st.lists(OFFERS, max_size=8, unique_by=lambda offer: offer.slug)
ANSWERS = st.builds(
    Answers,
    near=PLACES,
    miles=st.sampled_from([3, 10, 50]),
    free=st.frozensets(st.tuples(st.integers(0, 6), st.sampled_from(list(PartOfDay))), max_size=12),
    likes=KINDS,
    has_lived=st.sampled_from([True, False, None]),
    wants_no_check=st.booleans(),
)


def order(answers, offers):
    return [match.offer.slug for match in suggest(answers, offers)]


@given(ANSWERS, MANY, st.randoms(use_true_random=False))
def test_the_order_they_were_written_down_in_makes_no_difference(answers, offers, dice):
    shuffled = dice.sample(offers, len(offers))

    assert order(answers, offers) == order(answers, shuffled)


@given(ANSWERS, MANY, st.floats(0, 1))
def test_nearer_is_never_worse(answers, offers, share):
    here = answers.near
    for moved in offers:
        nearer = Position(
            here.latitude + share * (moved.near.latitude - here.latitude),
            here.longitude + share * (moved.near.longitude - here.longitude),
        )
        others = [offer for offer in offers if offer != moved]
        before = order(answers, offers)
        after = order(answers, [*others, replace(moved, near=nearer)])
        if moved.slug in before:
            assert after.index(moved.slug) <= before.index(moved.slug)


@given(ANSWERS, MANY, st.sampled_from(list(TaskKind)))
def test_liking_more_never_hides_a_role(answers, offers, kind):
    said = replace(answers, likes=answers.likes | {kind})
    if answers.likes:
        assert set(order(answers, offers)) <= set(order(said, offers))


@given(ANSWERS, MANY)
def test_only_what_can_be_is_suggested(answers, offers):
    for match in suggest(answers, offers):
        assert not against(answers, match.offer)
