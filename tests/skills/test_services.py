"""Making a link, changing its end, stopping it, and being told that it ends."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select, update

from app.badges.models import BadgeAward
from app.people.models import Person
from app.shared import outbox
from app.shared.codes import hashed, new_key
from app.shared.database import db, utcnow
from app.shared.errors import RuleBroken
from app.skills import queries, services
from app.skills.models import Chosen, RecordChoice, ShareLink
from tests.factories import (
    make_application,
    make_organisation,
    make_person,
    make_role,
    make_step,
)
from tests.making_badges import make_award
from tests.making_skills import make_link

TODAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def share(person, chosen, **says):
    how = {"months": 3, "today": TODAY, "for_whom": "", "code": "", "form_key": new_key()}
    return services.share(person, chosen, **how | says)


def test_a_link_holds_only_what_is_earned_and_ones_own(app):
    person = make_person()
    earned = make_award(person, state="earned")
    not_yet, others = make_award(person), make_award(state="earned")

    link = share(person, Chosen("Ash", (earned.id, not_yet.id, others.id)))

    assert link.award_ids == [earned.id]
    assert link.ends_on == date(2027, 2, 23)


@pytest.mark.one_database_says_it
def test_what_was_withdrawn_while_the_form_was_sent_is_neither_shared_nor_signed(app):
    person = make_person()
    award = make_award(person, state="earned")
    (read,) = queries.awards_of(person)
    meanwhile = update(BadgeAward).values(state="withdrawn", reason="Not theirs")
    db.session.execute(meanwhile, execution_options={"synchronize_session": False})
    assert read.is_earned, "as it was read before"

    with pytest.raises(RuleBroken):
        share(person, Chosen("Ash", (award.id,)))


def test_the_database_knows_no_token_and_no_code_and_the_owner_sees_the_link_again(app):
    person = make_person()
    link = share(person, Chosen("Ash", has_hours=True), code="Otter 12")
    token = services.token_of(link)

    assert len(bytes.fromhex(token)) * 8 == 128
    kept = {str(getattr(link, column.name)) for column in link.__table__.columns}
    assert not kept & {token, "Otter 12", "otter12", hashed("otter12")}
    assert queries.with_token(token) is link
    assert services.is_code_right(link, "OTTER12")
    assert not services.is_code_right(link, "")
    other = share(person, Chosen("Ash", has_hours=True), code="Otter 12")
    assert other.code_hash != link.code_hash, "nobody sees that two codes are one"


def test_the_same_form_sent_twice_is_one_link(app):
    person, key = make_person(), new_key()

    first = share(person, Chosen("Ash", has_hours=True), form_key=key)

    assert share(person, Chosen("Ash", has_hours=True), form_key=key) is first
    assert queries.with_form_key(make_person(), key) is None


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        (Chosen("Ash"), "at least one thing"),
        (Chosen("Ash", has_words=True), "at least one thing"),
        (Chosen("Ash of Sober Yard", has_hours=True), "Leave that out"),
        (Chosen("Ash, in recovery", has_hours=True), "Leave that out"),
    ],
)
@pytest.mark.one_database_says_it
def test_nothing_to_show_and_a_name_that_tells_are_refused(app, chosen, words):
    make_organisation(name="Sober Yard", neutral_name="The Yard")

    with pytest.raises(RuleBroken, match=words):
        share(make_person(), chosen)


def test_two_taps_at_once_on_what_a_record_shows_are_one_choice_and_the_last_one_stands(at_once):
    person_id = make_person().id  # without a badge, whose row would be waited for
    db.session.commit()

    def show(*sections):
        services.choose_shown(db.session.get_one(Person, person_id), [], sections)

    at_once(lambda: show("hours"), lambda: show("words"), looks=("FROM record_choices",))

    db.session.rollback()
    (choice,) = db.session.scalars(select(RecordChoice)).all()
    assert (choice.hides_hours, choice.hides_words) == (True, False)


def test_a_form_sent_twice_at_once_is_one_link(at_once):
    person_id, key = make_person().id, new_key()
    db.session.commit()

    at_once(
        lambda: share(
            db.session.get_one(Person, person_id), Chosen("Ash", has_hours=True), form_key=key
        ),
        looks=("FROM share_links",),
    )

    assert len(db.session.scalars(select(ShareLink.id)).all()) == 1


def stop(link):
    services.stop(link)


def let_it_work_longer(link):
    services.change_end(link, 3, TODAY)


def tell(_link):
    services.tell_endings(NOON)


@pytest.mark.parametrize("second", [stop, let_it_work_longer, tell])
def test_what_is_done_with_a_link_while_it_is_stopped_changes_nothing(at_once, second):
    ends = TODAY + timedelta(days=5)
    link_id = make_link(make_person(email="ash@example.org"), ends_on=ends).id
    stopped, refused = [], []
    db.session.commit()

    def stop_first():
        link = db.session.get_one(ShareLink, link_id)
        services.stop(link)
        stopped.append(link.stopped_at)

    def do_second():
        try:
            second(None if second is tell else db.session.get_one(ShareLink, link_id))
        except RuleBroken as rule:
            refused.append(str(rule))

    at_once(stop_first, do_second)

    link = db.session.get_one(ShareLink, link_id, populate_existing=True)
    assert (link.stopped_at, link.ends_on, link.ending_told_at) == (stopped[0], ends, None)
    assert bool(refused) == (second is let_it_work_longer)
    assert outbox.latest() == []


@pytest.mark.one_database_says_it
def test_in_the_groups_own_words_a_name_may_tell(app):
    chosen = Chosen("Ash, in recovery", has_hours=True, is_neutral=False)

    assert share(make_person(), chosen).shown_name == "Ash, in recovery"


@pytest.mark.one_database_says_it
def test_the_end_of_a_link_that_was_stopped_is_not_told_any_more(app):
    link = make_link(ends_on=utcnow().date() + timedelta(days=6))
    services.tell_endings()

    services.stop(link)

    assert not outbox.is_waiting(f"share_link:{link.id}", "skills.ends_soon")


@pytest.mark.one_database_says_it
def test_what_is_left_out_can_be_shown_again_and_what_is_on_the_way_is_not_chosen(app):
    person = make_person()
    earned = make_award(person, state="earned", is_hidden=True)
    on_the_way = make_award(person)

    services.choose_shown(person, [earned.id], [])

    assert (earned.is_hidden, on_the_way.is_hidden) == (False, False)
    assert not queries.choice_of(make_person()).hides_hours, "others did not choose"


def test_a_link_that_was_stopped_or_has_ended_is_over_for_good(app):
    stopped = make_link()
    ended = make_link(ends_on=TODAY - timedelta(days=1))
    services.stop(stopped)
    first = stopped.stopped_at
    services.stop(stopped)

    assert stopped.stopped_at == first
    assert make_link(ends_on=TODAY).is_live_on(TODAY)
    for link in (stopped, ended):
        with pytest.raises(RuleBroken, match="make a new one"):
            services.change_end(link, 6, TODAY)


def test_a_month_is_all_that_is_kept_of_who_looked(app):
    link = make_link()

    services.note_opened(link, date(2026, 11, 23))
    services.note_opened(link, date(2026, 10, 2))

    db.session.refresh(link)
    assert link.last_opened_month == date(2026, 11, 1)


def test_the_owner_is_told_once_in_the_last_week_in_words_that_tell_nothing(app):
    person = make_person(email="ash@example.org")
    today = utcnow().date()
    make_link(person, ends_on=today + timedelta(days=6), for_whom="Aisha")
    make_link(person, ends_on=today + timedelta(days=9))
    make_link(person, ends_on=today + timedelta(days=6), stopped_at=utcnow())
    make_link(person, ends_on=today - timedelta(days=2))

    assert [services.tell_endings(), services.tell_endings()] == [1, 0]

    (mail,) = outbox.unsent()
    assert mail.kind == "skills.ends_soon"
    assert "for_whom" not in mail.context


@pytest.mark.one_database_says_it
def test_who_wants_full_words_is_told_which_link_and_nobody_at_night(app, freeze):
    freeze(datetime(2026, 11, 22, 23, 30, tzinfo=UTC))
    person = make_person(wants_full_words=True)
    make_link(person, ends_on=date(2026, 11, 25), for_whom="Aisha")

    services.tell_endings()

    (mail,) = outbox.unsent()
    assert mail.send_after == datetime(2026, 11, 23, 8, tzinfo=UTC)
    assert mail.context["for_whom"] == "Aisha"


def test_who_lets_a_link_work_longer_is_told_of_the_new_end_and_not_of_the_old(app):
    today = utcnow().date()
    link = make_link(ends_on=today + timedelta(days=6))
    services.tell_endings()

    services.change_end(link, 1, today)

    assert not outbox.is_waiting(f"share_link:{link.id}", "skills.ends_soon")
    assert services.tell_endings(utcnow() + timedelta(days=25)) == 1


def test_a_year_after_it_is_over_nothing_is_left_of_a_link(app):
    now = utcnow()
    make_link(stopped_at=now), make_link(ends_on=now.date())
    live = make_link()

    services.forget(now + timedelta(days=363))
    assert len(db.session.scalars(select(ShareLink.id)).all()) == 3
    services.forget(now + timedelta(days=367))

    left = db.session.scalars(select(ShareLink.id)).all()
    assert left == [live.id]


@pytest.mark.one_database_says_it
def test_training_is_what_a_group_marked_as_done_of_this_person_once_each(app):
    application = make_application(make_role(), make_person())
    done = {"kind": "training", "state": "done"}
    for at, says in enumerate(
        [
            {"about": "Listening", "done_on": TODAY},
            {"about": "Listening", "done_on": TODAY - timedelta(days=400)},
            {"about": ""},
            {"about": "To do", "state": "to_do"},
            {"about": "A check", "kind": "check"},
        ],
        start=3,
    ):
        make_step(application, **done | {"number": at} | says)
    make_step(make_application(application.opportunity), about="Of others", number=3, **done)

    found = [each.name for each in queries.trainings_of(application.person)]

    assert found == ["Listening"]


def test_a_link_outlives_the_secret_it_was_made_with(app, monkeypatch):
    link = make_link()
    token = services.token_of(link)

    monkeypatch.setitem(app.config, "SECRET_KEY", "another")

    assert services.token_of(link) == ""
    assert queries.with_token(token) is link
