"""Working towards a badge no more, having it no more, and keeping it out of one's record."""

import pytest
from sqlalchemy import select

from app.badges import queries, services
from app.badges.models import AwardState, Reflection
from app.badges.services.earning import RETIRED
from app.shared.database import db, utcnow
from app.shared.errors import RuleBroken
from app.shared.outbox import OutboxMessage, State
from tests.making_badges import make_award, make_badge
from tests.page import get_page


def test_what_a_group_was_asked_for_is_given_up_and_its_notes_are_gone(group, tomasz, marcus):
    badge = make_badge()
    services.reflect(tomasz, badge, "I listened", group, "a-form")
    services.ask(tomasz, badge, group)
    award = queries.award_of(tomasz, badge)
    award.look_again = "Hours were corrected later."
    db.session.commit()

    services.stop(tomasz, badge)

    assert (award.state, award.look_again) == (AwardState.GIVEN_UP, "")
    assert db.session.scalars(select(Reflection)).all() == []
    asked = select(OutboxMessage.state).where(OutboxMessage.kind == "badges.asked")
    assert set(db.session.scalars(asked)) == {State.DROPPED}, "nobody waits for the group"


@pytest.mark.one_database_says_it
def test_a_retired_badge_is_begun_by_nobody_and_goes_on_for_whoever_began(tomasz, priya):
    badge = make_badge()
    begun = services.start(tomasz, badge)
    services.retire(badge)

    assert services.start(tomasz, badge) is begun
    with pytest.raises(RuleBroken, match=RETIRED):
        services.start(priya, badge)


@pytest.mark.one_database_says_it
def test_a_badge_is_hidden_from_the_record_and_shown_again(client, sign_in, group, tomasz):
    award = make_award(tomasz, organisation=group, state="earned", earned_at=utcnow())
    sign_in(tomasz)
    hiding = f"/you/skills/{award.badge.slug}/hiding"

    client.post(hiding, data={"is_hidden": "yes"})
    assert "Left out of your record" in get_page(client, "/you/skills").words
    client.post(hiding, data={"is_hidden": ""})

    assert "Left out of your record" not in get_page(client, "/you/skills").words
