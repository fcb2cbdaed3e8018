"""Writing badges: two wordings, versions, and what nobody may say outside."""

import re

import pytest
from sqlalchemy import func, select
from werkzeug.exceptions import NotFound

from app.badges import queries, services
from app.badges.forms.drawings import ICONS
from app.badges.models import Badge, BadgeVersion, Criterion, Step
from app.organisations.models import Organisation, OrganisationKind
from app.shared.database import db, utcnow
from app.shared.open_badges.picture import icons
from tests.conventions.building import rules
from tests.factories import make_membership, make_organisation, make_person, make_role
from tests.making_badges import make_award, make_badge
from tests.page import get_page

WORDS = {
    "name": "Peer support practice",
    "neutral_name": "Mentoring",
    "description": "You walk alongside someone.",
    "neutral_description": "",
    "layer": "took_part",
    "area": "people",
    "icon": "path",
    "everyday_skills": ["listening"],
    "endorsements_needed": 1,
    "expires_after_months": None,
    "alignment": [],
}
STEP = Step(1, "Help out 3 times", measure="shifts", amount=3)
TYPED = {
    **{name: value for name, value in WORDS.items() if isinstance(value, str)},
    "endorsements_needed": "1",
    "words_1": "Help out for 3 hours",
    "measure_1": "hours",
    "amount_1": "3",
}


def versions(badge):
    query = select(func.count()).select_from(BadgeVersion).filter_by(badge_id=badge.id)
    return db.session.scalar(query)


def test_what_changes_makes_a_version_and_who_is_on_the_way_keeps_theirs(group):
    badge = services.create(group, WORDS, [STEP], [])
    award = make_award(make_person(), badge)

    services.revise(badge, WORDS | {"name": "Walking alongside"}, [STEP], [], seen=1)

    assert (badge.name, badge.number, versions(badge)) == ("Walking alongside", 2, 2)
    assert db.session.get(BadgeVersion, award.version_id).name == "Peer support practice"
    assert [each.words for each in queries.version_of(badge).criteria] == ["Help out 3 times"]
    assert (badge.slug, badge.organisation_id) == ("mentoring", group.id)


def test_a_double_tap_writes_one_badge(group):
    once = services.create(group, WORDS, [STEP], [])

    assert services.create(group, WORDS, [STEP], []) is once
    assert services.create(group, WORDS | {"description": "Another."}, [STEP], []) is not once


def test_two_groups_that_write_a_badge_of_one_name_at_once_each_have_theirs(at_once, group):
    ids = group.id, make_organisation().id
    db.session.commit()

    def write(id_):
        services.create(db.session.get_one(Organisation, id_), WORDS, [STEP], [])

    at_once(lambda: write(ids[0]), lambda: write(ids[1]), looks=("badges.slug =",), waits=())

    rows = db.session.execute(select(Badge.organisation_id, Badge.slug).order_by(Badge.slug)).all()
    assert rows == [(ids[0], "mentoring"), (ids[1], "mentoring-2")]


@pytest.mark.one_database_says_it
def test_one_that_was_retired_is_not_the_one_that_is_written_again(group):
    retired = services.create(group, WORDS, [STEP], [])
    services.retire(retired)
    since = retired.retired_at
    services.retire(retired)
    assert retired.retired_at == since

    again = services.create(group, WORDS, [STEP], [])

    assert (again is retired, again.slug) == (False, "mentoring-2")
    services.bring_back(retired)
    assert retired in queries.every()


@pytest.mark.one_database_says_it
def test_what_the_network_writes_is_everyones(group):
    network = make_organisation(kind=OrganisationKind.NETWORK)

    badge = services.create(network, WORDS, [STEP], [])

    assert badge.organisation_id is None
    assert queries.of_network() == [badge]


FIXED = re.compile(r"^(?:/you/skills|/badges|/organise/<string:slug>/badges/catalogue)/([a-z-]+)")


@pytest.mark.one_database_says_it
@pytest.mark.parametrize(
    "word", sorted({found[1] for rule in rules() if (found := FIXED.match(rule.rule))})
)
def test_no_badge_hides_behind_a_page_that_is_there_already(group, word):
    badge = services.create(group, WORDS | {"neutral_name": word.capitalize()}, [STEP], [])

    assert badge.slug == f"{word}-2"


def test_nothing_changed_is_no_version(group):
    badge = services.create(group, WORDS, [STEP], [])

    assert services.revise(badge, WORDS, [STEP], [], seen=1) is False
    assert versions(badge) == 1


@pytest.mark.parametrize(
    ("values", "steps", "field"),
    [
        ({"neutral_name": "Peer-mentoring"}, [STEP], "neutral_name"),
        ({"description": "For people in recovery."}, [STEP], "neutral_description"),
        ({"neutral_name": "Helper at Kettle’s on"}, [STEP], "neutral_name"),
        ({}, [STEP, Step(4, "Know about naloxone")], "neutral_4"),
        ({"alignment": [{"name": "x", "url": "https://sober.org"}]}, [STEP], "alignment_name"),
        ({}, [], "words_1"),
        ({}, [Step(2, "Hold it", measure="badge")], "needs_2"),
    ],
)
@pytest.mark.one_database_says_it
def test_what_would_tell_or_is_not_whole_is_refused_beside_its_field(group, values, steps, field):
    with pytest.raises(services.Unfit) as refused:
        services.create(group, WORDS | values, steps, ["Kettle's On"])

    assert refused.value.field == field


def test_plain_words_may_tell_where_the_neutral_ones_do_not(group):
    says = {"description": "For people in recovery.", "neutral_description": "For people."}
    step = Step(1, "Know about naloxone", "Know first aid")

    badge = services.create(group, WORDS | says, [step], [])

    assert badge.description == "For people in recovery."


def test_no_badge_can_need_itself_by_any_way(group):
    first, second = make_badge(organisation=group), make_badge(organisation=group)
    needs_first = Step(1, "Hold the first", measure="badge", needs_id=first.id)
    services.revise(second, WORDS, [needs_first], [], seen=1)

    for needed in (first, second):
        step = Step(1, "Hold it", measure="badge", needs_id=needed.id)
        with pytest.raises(services.Unfit):
            services.revise(first, WORDS, [step], [], seen=1)


@pytest.mark.one_database_says_it
def test_what_a_badge_needed_before_it_was_changed_stands_in_no_way(group):
    first, second = make_badge(organisation=group), make_badge(organisation=group)
    needs_first = Step(1, "Hold the first", measure="badge", needs_id=first.id)
    services.revise(second, WORDS, [needs_first], [], seen=1)
    services.revise(second, WORDS, [STEP], [], seen=2)

    needs_second = Step(1, "Hold the second", measure="badge", needs_id=second.id)

    assert services.revise(first, WORDS | {"name": "First"}, [needs_second], [], seen=1)


def test_the_second_of_two_who_change_it_is_told(group):
    badge = services.create(group, WORDS, [STEP], [])
    services.revise(badge, WORDS | {"name": "One"}, [STEP], [], seen=1)

    with pytest.raises(services.Unfit, match="Somebody else"):
        services.revise(badge, WORDS | {"name": "Other"}, [STEP], [], seen=1)


def test_a_team_changes_its_own_badges_and_the_network_those_of_all(group):
    network = make_organisation(kind=OrganisationKind.NETWORK)
    own, everyones = make_badge(organisation=group), make_badge()

    assert queries.to_write(group, own.slug) is own
    assert queries.to_write(network, everyones.slug) is everyones
    for team, badge in ((group, everyones), (network, own), (make_organisation(), own)):
        with pytest.raises(NotFound):
            queries.to_write(team, badge.slug)
    assert queries.written_by(group) == [own]
    assert queries.of_network() == [everyones]


@pytest.mark.one_database_says_it
def test_a_badge_asks_first_for_one_that_its_own_group_or_everyone_gives(group):
    own, everyones = make_badge(organisation=group), make_badge()
    make_badge(organisation=make_organisation())
    make_badge(organisation=group, retired_at=utcnow())

    assert {row.id for row in queries.to_need(group)} == {own.id, everyones.id}


def test_an_organiser_writes_a_badge_changes_it_and_ends_it(client, sign_in, group, marcus):
    sign_in(marcus)
    at = f"/organise/{group.slug}/badges/catalogue"

    client.post(f"{at}/new", data=TYPED)
    badge = db.session.scalar(select(Badge))
    edited = get_page(client, f"{at}/{badge.slug}")
    client.post(f"{at}/{badge.slug}", data=TYPED | {"name": "Alongside", "seen": "1"})
    client.post(f"{at}/{badge.slug}/retirement")

    assert queries.version_of(badge).criteria[0].amount == 180
    assert 'value="3"' in edited.text
    assert (badge.name, badge.number, badge.retired_at is None) == ("Alongside", 2, False)
    assert "Alongside" in get_page(client, at).words


def test_what_would_tell_is_said_beside_its_field_and_what_was_typed_is_kept(
    client, sign_in, group
):
    sign_in(make_membership(group).person)

    response = client.post(
        f"/organise/{group.slug}/badges/catalogue/new", data=TYPED | {"neutral_name": "Sober host"}
    )

    assert response.status_code == 422
    assert "An employer would read “sober” here" in response.text
    assert 'value="Sober host"' in response.text
    make_organisation(name="Kettle Yard", neutral_name="Yard")
    named = client.post(response.request.path, data=TYPED | {"neutral_name": "Kettle Yard host"})
    assert "An employer would read “Kettle Yard” here" in named.text
    assert db.session.scalar(select(func.count()).select_from(Badge)) == 0


def test_a_step_names_a_training_of_the_group_and_keeps_it_when_no_role_has_it_any_more(
    client, sign_in, group
):
    role = make_role(group, training=["First aid", "Walk leading"])
    make_role(training=["Of another group"])
    sign_in(make_membership(group).person)
    typed = TYPED | {"measure_1": "training", "training_1": "First aid", "amount_1": "2"}
    new = f"/organise/{group.slug}/badges/catalogue/new"

    offered = client.get(new).text
    assert client.post(new, data=typed).status_code == 303
    badge = db.session.scalars(select(Badge)).one()
    role.training = []
    db.session.commit()
    at = f"/organise/{group.slug}/badges/catalogue/{badge.slug}"

    assert "Walk leading" in offered
    assert "Of another group" not in offered
    assert '<option value="First aid" selected' in client.get(at).text
    assert client.post(at, data=typed | {"seen": "1"}).status_code == 303
    assert versions(badge) == 1
    refused = client.post(at, data=typed | {"seen": "1", "training_1": "Walk leading"})
    assert refused.status_code == 422
    client.post(at, data=typed | {"seen": "1", "training_1": ""})
    assert [each.training for each in queries.version_of(badge).criteria] == [""]
    first = db.session.scalar(select(BadgeVersion).where(BadgeVersion.number == 1))
    kept = db.session.scalar(select(Criterion).filter_by(version_id=first.id))
    assert (kept.training, kept.amount) == ("First aid", 1)
    assert "Ticks itself once “First aid” is marked as done." in kept.told_by


@pytest.mark.one_database_says_it
def test_a_version_that_nobody_can_have_seen_is_not_changed(client, sign_in, group, marcus):
    sign_in(marcus)
    badge = make_badge(organisation=group)
    at = f"/organise/{group.slug}/badges/catalogue/{badge.slug}"

    refused = client.post(at, data=TYPED | {"seen": "9" * 5000})

    assert refused.status_code == 422
    assert "Somebody else changed this badge" in refused.text
    assert versions(badge) == 1


def test_every_drawing_can_be_chosen():
    assert tuple(ICONS) == icons()
