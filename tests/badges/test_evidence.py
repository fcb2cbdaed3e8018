"""What shows that a step is done: whose word it is, and for how long it counts."""

from datetime import UTC, datetime, timedelta

import pytest

from app.badges import queries, services
from app.badges.models import EvidenceKind
from app.badges.services.evidence import NOT_ON_THE_WAY
from app.shared.database import db, utcnow
from app.shared.errors import RuleBroken
from tests.making_badges import make_award, make_badge, make_evidence

NOON = datetime(2026, 6, 10, 11, tzinfo=UTC)
pytestmark = pytest.mark.one_database_says_it


@pytest.fixture
def asked(group, tomasz):
    """What Tomasz asked for: two steps, one of them counted."""
    hours = {"words": "Give 3 hours", "measure": "hours", "amount": 180}
    says = {"organisation": group, "state": "asked", "asked_at": utcnow()}
    award = make_award(tomasz, make_badge(criteria=("Help", hours)), **says)
    return queries.of_group(group, award.id)


def observe(award, by, position=0, on=None, key="a-form"):
    step, day = award.version.criteria[position].id, on or utcnow().date()
    services.observe(award, step, EvidenceKind.OBSERVATION, "I saw it", day, by, key)


def seen(group, award):
    """Of each step: who ticked it, and what was written down for it."""
    db.session.commit()
    award = queries.of_group(group, award.id)
    ticks = {tick.criterion_id: tick.by_id for tick in award.ticks if tick.is_done}
    words = {item.criterion_id: item.words for item in award.evidence}
    return [(each.id in ticks, words.get(each.id)) for each in award.version.criteria]


def test_a_step_is_ticked_for_a_day_that_has_been_and_never_later_than_now(freeze, asked, marcus):
    freeze(NOON - timedelta(hours=3))  # before midday
    with pytest.raises(RuleBroken, match="a day that has been"):
        observe(asked, marcus, on=NOON.date() + timedelta(days=1))

    observe(asked, marcus, on=NOON.date())

    assert [tick.done_at for tick in asked.ticks] == [utcnow()]


def test_the_first_day_that_a_step_was_seen_is_kept(freeze, group, asked, marcus, priya):
    freeze(NOON)
    observe(asked, marcus, on=NOON.date() - timedelta(days=9))
    first = asked.ticks[0].done_at

    observe(asked, priya, key="another")
    observe(asked, priya, key="another")

    assert [(tick.done_at, tick.by_id) for tick in asked.ticks] == [(first, marcus.id)]
    db.session.commit()
    assert len(queries.of_group(group, asked.id).evidence) == 2


def test_a_step_that_is_opened_again_loses_its_word_and_no_other_does(group, asked, marcus):
    observe(asked, marcus)
    observe(asked, marcus, position=1, key="another")

    services.untick(asked, asked.version.criteria[0].id, marcus)

    assert seen(group, asked) == [(False, None), (True, "I saw it")]


def test_what_was_counted_and_what_the_person_said_stays_when_a_step_is_opened(
    group, asked, tomasz, marcus
):
    step = asked.version.criteria[1].id
    services.add_evidence(tomasz, asked.badge, step, "My own", "", "a-form")
    services.counted(tomasz.id, {asked.badge_id: services.counting.Figures(minutes=180)})

    services.untick(queries.of_group(group, asked.id), step, marcus)

    assert seen(group, asked)[1] == (True, "My own")


def test_nothing_is_added_ticked_or_opened_once_it_is_earned(group, asked, tomasz, marcus):
    services.give(group, asked.badge, [tomasz], "", marcus)
    award = queries.of_group(group, asked.id)
    step = award.version.criteria[0].id

    for verb in (
        lambda: observe(award, marcus),
        lambda: services.untick(award, step, marcus),
        lambda: services.add_evidence(tomasz, award.badge, step, "More", "", "a-form"),
    ):
        with pytest.raises(RuleBroken, match=NOT_ON_THE_WAY):
            verb()


def test_evidence_is_for_a_step_of_this_badge(asked, tomasz, marcus):
    other = queries.version_of(make_badge()).criteria[0].id

    with pytest.raises(RuleBroken, match="one of the steps"):
        services.add_evidence(tomasz, asked.badge, other, "x", "", "a-form")


def test_one_takes_away_what_one_added_and_not_what_a_supporter_wrote(asked, tomasz, marcus):
    own = make_evidence(asked)
    observe(asked, marcus)
    (seen,) = queries.seen_of(asked, asked.version.criteria[0].id)

    services.drop_evidence(queries.evidence_of(tomasz, own.id))
    with pytest.raises(RuleBroken, match="so it stays"):
        services.drop_evidence(queries.evidence_of(tomasz, seen.id))

    assert [item.id for item in queries.award_of(tomasz, asked.badge).evidence] == [seen.id]


def test_a_form_that_comes_twice_adds_once(asked, tomasz):
    first, again = (
        services.add_evidence(tomasz, asked.badge, None, "x", "", "a-form") for _ in range(2)
    )

    assert again is first
