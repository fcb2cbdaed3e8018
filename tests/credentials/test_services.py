"""What is issued, signed and withdrawn, and what still holds afterwards."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from sqlalchemy import event, select, update

from app.credentials import parts, queries, services
from app.credentials.models import Alignment, Issuer, SigningKey, StatusList
from app.credentials.services import documents, issuing, signing
from app.organisations.models import Organisation
from app.shared import doctor, health
from app.shared.database import db, utcnow, writing
from app.shared.errors import RuleBroken
from app.shared.open_badges.verifying import Outcome
from tests.factories import make_organisation
from tests.making_credentials import FACTS, make_credential, make_issuer

DAY = datetime(2026, 11, 22, 12, tzinfo=UTC)


def files(credential):
    db.session.rollback()
    return parts.files(queries.file(credential.public_id))


def outcomes(credential, now=None):
    """What the JSON and the JWT are worth."""
    both = files(credential)
    now = now or utcnow()
    return {services.verdict_on(text, now).outcome for text in (both.document, both.jwt)}


@pytest.fixture
def no_secret(app, monkeypatch):
    """Production that was given no BADGE_SECRET."""
    settings = app.config["SETTINGS"]
    monkeypatch.setitem(app.config, "SETTINGS", type(settings)(production=True))
    return lambda: monkeypatch.setitem(app.config, "SETTINGS", settings)


def test_the_first_badge_of_a_group_makes_its_keys_and_the_same_words_are_one_achievement(app):
    group = make_organisation()

    one, two = (services.issue(group, FACTS) for _ in range(2))
    db.session.commit()

    assert len(db.session.scalars(select(SigningKey)).all()) == 2
    assert one.achievement_id == two.achievement_id
    assert len({one.status_index, two.status_index, one.public_id, two.subject_id}) == 4


def test_a_badge_is_the_same_whether_or_not_the_worker_came_first(app):
    until = utcnow() + timedelta(days=365)
    links = (Alignment("Customer service", "https://skills.example/7"),)
    told = {"evidence": ("Saw it",), "endorsements": ("Calm",), "email": "sam@example.org"}
    credential = make_credential(valid_until=until, alignment=links, **told)
    before = files(credential)

    services.sign_due()

    assert files(credential) == before
    assert outcomes(credential) == {Outcome.GOOD}
    assert "sam@example.org" not in before.document
    assert '"hashed":true' in before.document


def test_many_at_once_of_a_group_that_never_gave_one(app):
    group_id, start = make_organisation().id, Barrier(6)
    db.session.rollback()

    def give(_):
        with app.app_context(), writing():
            start.wait(timeout=30)
            made = services.issue(db.session.get(Organisation, group_id), FACTS)
            db.session.commit()
            return made.public_id

    with ThreadPoolExecutor(6) as pool:
        ids = list(pool.map(give, range(6)))  # all of them, before anything is looked at
    given = [queries.checked(public_id) for public_id in ids]

    assert len({(each.status_list_id, each.status_index) for each in given}) == 6
    assert len({each.achievement_id for each in given}) == 1
    assert services.sign_due() == 6


@pytest.mark.one_database_says_it
def test_a_badge_without_a_description_still_has_one_for_verifiers(app):
    credential = make_credential(description="", criteria=())

    assert '"description":"Customer welcome and front of house"' in files(credential).document
    assert outcomes(credential) == {Outcome.GOOD}


@pytest.mark.one_database_says_it
def test_only_pages_of_the_web_are_linked_to(app):
    links = tuple(Alignment("x", url) for url in ("javascript:1", "https://skills.example/7"))

    said = make_credential(alignment=links).achievement.alignment

    assert [link["url"] for link in said] == ["https://skills.example/7"]


@pytest.mark.one_database_says_it
def test_nothing_shows_a_private_key(app):
    signers = documents.signers_of(make_issuer(make_organisation()))

    assert "PRIVATE" not in f"{signers!r} {signers.ed25519!r} {signers.rsa.key!r}"


def test_what_waits_is_signed_once(app):
    group = make_organisation()
    first, _ = make_credential(group), make_credential(group)
    assert services.sign_due() == 2
    kept = files(first)
    make_credential(group)

    assert services.sign_due() == 1

    assert files(first) == kept


def test_a_group_whose_keys_do_not_open_holds_up_no_other(app):
    group = make_organisation()
    _, good = make_credential(group), make_credential()
    theirs = SigningKey.issuer_id == queries.issuer_of(group).id
    db.session.execute(update(SigningKey).where(theirs).values(private="locked by somebody else"))
    db.session.commit()

    assert services.sign_due() == 1
    assert outcomes(good) == {Outcome.GOOD}
    said = [finding.words for finding in doctor.examine(app.config["SETTINGS"])]
    assert "BADGE_SECRET does not open 2 of the keys that sign badges." in said


def test_a_worker_that_is_killed_is_taken_over_from(app, monkeypatch):
    group = make_organisation()
    made = [make_credential(group) for _ in range(3)]
    reached = []

    def killed(at):
        reached.append(at)
        if reached.count("credentials.signed") == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(signing, "BATCH", 1)
    with monkeypatch.context() as dying:
        dying.setattr(signing, "failpoint", killed)
        with pytest.raises(KeyboardInterrupt):
            services.sign_due()
    first = files(made[0])

    assert services.sign_due() == 2
    assert files(made[0]) == first
    assert {outcome for each in made for outcome in outcomes(each)} == {Outcome.GOOD}


def test_two_workers_at_once_sign_each_badge_once(app, monkeypatch):
    credential = make_credential()
    other = []

    def overtaken(at):
        if at == "credentials.signed" and not other:
            other.append(0)
            other.append(services.sign_due())
            kept.append(files(credential))

    kept = []
    monkeypatch.setattr(signing, "failpoint", overtaken)

    assert services.sign_due() == 0
    assert other == [0, 1]
    assert kept == [files(credential)]


def test_a_withdrawn_badge_is_refused_before_and_after_the_worker_says_so(app):
    group = make_organisation()
    gone, stays = make_credential(group), make_credential(group)
    services.sign_due()
    assert outcomes(gone) == {Outcome.GOOD}

    services.revoke(gone)
    db.session.commit()
    at_once = outcomes(gone)
    services.sign_due()

    assert at_once == outcomes(gone) == {Outcome.WITHDRAWN}
    assert outcomes(stays) == {Outcome.GOOD}
    assert not db.session.scalars(select(StatusList.is_stale)).one()
    first = gone.revoked_at
    services.revoke(gone)
    assert gone.revoked_at == first
    assert not db.session.scalars(select(StatusList.is_stale)).one(), "nothing new is to be said"


def test_a_list_says_what_its_own_group_withdrew_and_nobody_else(app):
    gone, other = make_credential(), make_credential()

    own, others = (queries.checked(each.public_id).status_list for each in (gone, other))

    services.revoke(gone)

    assert queries.withdrawn(own) == [gone.status_index]
    assert queries.withdrawn(others) == []


@pytest.mark.one_database_says_it
def test_a_list_is_held_before_it_is_read_so_that_nothing_withdrawn_meanwhile_is_lost(app):
    make_credential()
    sent = []

    def listen(_connection, _cursor, statement, *_rest):
        sent.append(statement)

    engine = db.engine
    event.listen(engine, "before_cursor_execute", listen)
    services.sign_due()
    event.remove(engine, "before_cursor_execute", listen)

    held = next(n for n, each in enumerate(sent) if each.startswith("UPDATE status_lists"))
    assert held < next(n for n, each in enumerate(sent) if "revoked_at IS NOT NULL" in each)


@pytest.mark.one_database_says_it
def test_where_the_list_cannot_be_signed_it_stays_open_what_was_withdrawn(app, monkeypatch):
    credential = make_credential()
    kept = files(credential).document
    settings = app.config["SETTINGS"]
    without = type(settings)(production=True, site_url=settings.site_url)

    monkeypatch.setitem(app.config, "SETTINGS", without)
    verdict = services.verdict_on(kept, utcnow())

    assert (verdict.outcome, verdict.is_status_known) == (Outcome.GOOD, False)


@pytest.mark.one_database_says_it
def test_a_badge_does_not_count_before_its_first_day_nor_after_its_last(app):
    credential = make_credential(valid_from=DAY, valid_until=DAY + timedelta(days=1))

    assert outcomes(credential, DAY - timedelta(days=1)) == {Outcome.NOT_YET}
    assert outcomes(credential, DAY + timedelta(days=2)) == {Outcome.ENDED}


def test_a_new_key_leaves_what_the_old_one_signed_good(app):
    group = make_organisation()
    credential = make_credential(group)
    services.sign_due()
    old = db.session.scalars(select(SigningKey)).all()

    services.rotate(queries.issuer_of(group))
    db.session.commit()
    assert db.session.scalars(select(StatusList.is_stale)).all() == [True], "to be signed anew"
    services.sign_due()

    assert outcomes(credential) == {Outcome.GOOD}
    wiped = select(SigningKey.private).where(SigningKey.id.in_([key.id for key in old]))
    assert db.session.scalars(wiped).all() == [None, None]
    assert outcomes(make_credential(group)) == {Outcome.GOOD}


@pytest.mark.one_database_says_it
def test_a_badge_of_another_issuer_under_our_name_is_refused(app):
    ours, theirs = files(make_credential()), make_credential()
    other = files(theirs).document.replace(
        theirs.achievement.issuer.public_id, "00000000-0000-4000-8000-000000000000"
    )

    assert services.verdict_on(other, utcnow()).outcome == Outcome.UNKNOWN_KEY
    changed = ours.document.replace("front of house", "front of horse")
    assert services.verdict_on(changed, utcnow()).outcome == Outcome.CHANGED


@pytest.mark.one_database_says_it
def test_without_a_secret_badges_are_given_and_wait(app, no_secret, freeze):
    freeze(DAY)
    credential = services.issue(make_organisation(), FACTS)
    db.session.commit()

    assert services.sign_due() == 0
    with pytest.raises(parts.CannotSign):
        files(credential)
    freeze(DAY + timedelta(minutes=30))
    assert "The oldest badge has waited for 30 minutes to be signed." in health.readyz()[1]

    no_secret()  # is over
    assert services.sign_due() == 1
    assert outcomes(credential) == {Outcome.GOOD}


@pytest.mark.one_database_says_it
def test_a_full_list_is_followed_by_another(app, monkeypatch):
    group = make_organisation()
    monkeypatch.setattr(issuing, "BITS", 1)

    numbers = [make_credential(group).status_list.number for _ in range(2)]

    assert numbers == [1, 2]


def test_what_is_forgotten_is_gone(app):
    gone, stays = make_credential(), make_credential()

    services.forget([gone])
    db.session.commit()

    assert queries.checked(gone.public_id) is None
    assert queries.checked(stays.public_id)


def test_what_was_withdrawn_stays_so_when_it_is_forgotten_and_its_bit_is_given_to_nobody(
    app, monkeypatch
):
    group = make_organisation()
    monkeypatch.setattr(issuing, "BITS", 1)
    gone = make_credential(group)
    kept = files(gone)
    services.revoke(gone)

    services.forget([gone])
    after = make_credential(group)

    assert services.verdict_on(kept.document, utcnow()).outcome == Outcome.WITHDRAWN
    assert after.status_list.number == 2


@pytest.mark.one_database_says_it
def test_keys_are_made_only_with_a_secret_to_lock_them(app, no_secret):
    issuer = Issuer(organisation=make_organisation())
    db.session.add(issuer)

    for verb in (services.make_keys, services.rotate):
        with pytest.raises(RuleBroken, match="BADGE_SECRET"):
            verb(issuer)


@pytest.mark.one_database_says_it
def test_the_secret_can_be_changed(app, monkeypatch):
    issuer = make_issuer(make_organisation())
    settings = app.config["SETTINGS"]
    (old,) = settings.badge_secrets()

    def say(*secrets):
        settings_with = type(settings)(badge_secret=secrets, site_url=settings.site_url)
        monkeypatch.setitem(app.config, "SETTINGS", settings_with)

    say("a new one", old)
    assert services.relock() == 2
    db.session.commit()
    say("a new one")
    assert outcomes(make_credential(issuer.organisation)) == {Outcome.GOOD}

    say("another")
    with pytest.raises(RuleBroken, match="old secret"):
        services.relock()
