"""A badge from elsewhere, shown on the way to one of ours."""

import pytest

from app.badges import parts, queries, services
from app.badges.models import EvidenceKind
from app.credentials import queries as credentials
from app.credentials import services as elsewhere
from app.shared.database import db
from app.shared.errors import RuleBroken
from tests.credentials.test_elsewhere import bring, ours, sent, stranger
from tests.making_badges import make_badge
from tests.making_credentials import make_credential
from tests.page import get_page


def test_it_is_shown_as_what_it_is_and_ticks_nothing(client, sign_in, group, tomasz, marcus):
    badge = make_badge()
    brought = bring(tomasz, sent(stranger()))
    services.start(tomasz, badge)
    sign_in(tomasz)
    step = queries.version_of(badge).criteria[0].id
    form = get_page(client, f"/you/skills/{badge.slug}").form(f"/you/skills/{badge.slug}/evidence")

    said = {"evidence-step": step, "evidence-brought": brought.id, "evidence-words": "See page 2"}
    sent_once = client.post(f"/you/skills/{badge.slug}/evidence", data=form.fields | said)
    client.post(f"/you/skills/{badge.slug}/evidence", data=form.fields | said)

    assert sent_once.status_code == 303
    award = queries.award_of(tomasz, badge)
    (item,) = award.evidence
    assert item.kind == EvidenceKind.ELSEWHERE
    assert item.words == (
        "Team player, Peak College, 1 May 2026. Nobody changed it since it was signed. "
        "We could not check who signed it. They write: “See page 2”"
    )
    assert parts.way(award.version, award).done == 0


def test_one_that_was_withdrawn_since_is_not_shown(group, tomasz):
    badge, credential = make_badge(), make_credential()
    kept = bring(tomasz, ours(credential))
    services.start(tomasz, badge)
    elsewhere.revoke(credential)
    db.session.commit()
    brought = credentials.own_brought(tomasz, kept.id)

    with pytest.raises(RuleBroken, match="withdrawn"):
        services.show_brought(tomasz, badge, None, brought, "", "a-form")
