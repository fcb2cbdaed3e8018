"""What is signed for an award, and that it stands for as long as the award does."""

import json
from datetime import UTC, date, datetime

import pytest

from app.badges import queries, services
from app.badges.models import AwardState
from app.shared.database import db, utcnow
from app.shared.neutral import disclosing
from tests.factories import make_organisation, make_person
from tests.making_badges import make_award, make_badge


@pytest.fixture
def earned(tomasz):
    """What Tomasz earned, with names that tell."""
    group = make_organisation(name="Recovery Road", neutral_name="Road Neighbours")
    badge = make_badge(
        name="Peer support",
        neutral_name="One-to-one support",
        description="Sit with people in recovery",
        criteria=(
            "Come to a recovery meeting",
            {"words": "Lead a recovery group", "neutral_words": "Lead a group"},
        ),
        alignment=[{"name": "Recovery skills", "url": "https://example.org"}],
    )
    return make_award(
        tomasz, badge, organisation=group, state=AwardState.EARNED, earned_at=utcnow()
    )


def test_the_neutral_credential_leaves_out_what_tells(earned):
    services.issue_due()
    services.issue_due()

    credential = queries.credentials_of([earned.id])[earned.id]
    db.session.refresh(credential, ["achievement"])
    said = credential.achievement
    words = json.dumps([said.name, said.description, said.criteria, said.group_name])
    assert disclosing(words, ["Recovery Road"]) == []
    assert said.criteria == ["Lead a group"]
    assert said.alignment == []
    assert len(queries.all_credentials_of(earned)) == 1


@pytest.mark.one_database_says_it
def test_the_groups_own_words_are_signed_once_where_they_are_asked_for(earned, tomasz):
    award = queries.award_of(tomasz, earned.badge)
    award.version.neutral_description = "Sit with people"

    credential = services.issue(award, is_neutral=False)

    assert services.issue(award, is_neutral=False) is credential
    said = credential.achievement
    assert (said.name, said.group_name) == ("Peer support", "Recovery Road")
    assert said.description == "Sit with people in recovery"
    assert said.criteria == ["Come to a recovery meeting", "Lead a recovery group"]


@pytest.mark.one_database_says_it
def test_it_is_valid_to_the_end_of_its_last_day(group, tomasz):
    says = {"state": "earned", "earned_at": utcnow(), "organisation": group}
    award = make_award(tomasz, expires_on=date(2027, 6, 30), **says)

    credential = services.issue(queries.award_of(tomasz, award.badge))

    assert credential.valid_until == datetime(2027, 6, 30, 23, tzinfo=UTC)


@pytest.mark.one_database_says_it
@pytest.mark.parametrize("says", [{"state": "withdrawn", "reason": "x"}, {"organisation": None}])
def test_what_does_not_stand_or_no_group_gave_is_not_signed(group, tomasz, says):
    stands = {"state": "earned", "earned_at": utcnow(), "organisation": group}

    assert services.issue(make_award(tomasz, **stands | says)) is None


def test_what_is_given_up_is_no_longer_valid_in_any_wording(earned, tomasz):
    services.issue_due()
    services.issue(queries.award_of(tomasz, earned.badge), is_neutral=False)

    services.stop(tomasz, earned.badge)

    standing = [each.revoked_at is not None for each in queries.all_credentials_of(earned)]
    assert standing == [True, True]


@pytest.mark.one_database_says_it
def test_what_is_given_to_many_is_made_ready_by_the_worker(group, marcus, monkeypatch):
    people, badge = [make_person() for _ in range(3)], make_badge()
    monkeypatch.setattr(services.awarding, "FEW", 2)

    services.give(group, make_badge(), people[:2], "", marcus)
    assert queries.without_credential(9) == [], "a few are ready at once"
    services.give(group, badge, people, "", marcus)
    assert len(queries.without_credential(9)) == 3
    services.issue_due()

    assert queries.without_credential(9) == []


@pytest.mark.parametrize("at_once", [1, 9])
def test_one_that_cannot_be_issued_holds_up_no_other(tomasz, group, monkeypatch, caplog, at_once):
    monkeypatch.setattr(services.credentials, "AT_ONCE", at_once)
    given = {"organisation": group, "state": AwardState.EARNED, "earned_at": utcnow()}
    broken = make_award(tomasz, make_badge(alignment=[{"url": "no name"}]), **given)
    others = [make_award(**given) for _ in range(2)]

    services.issue_due()

    assert set(queries.credentials_of([each.id for each in others])) == {o.id for o in others}
    assert [each.id for each in queries.without_credential(9)] == [broken.id]
    assert [each.getMessage() for each in caplog.records if each.levelname == "ERROR"] == [
        f"Award {broken.id} cannot be issued: KeyError"
    ]
