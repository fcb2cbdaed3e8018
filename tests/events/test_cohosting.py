"""Two groups hold one event: the second is asked, and named only once it says yes."""

import pytest
from sqlalchemy import select, update

from app.events import services
from app.events.models import Event, cohost_requests
from app.organisations.models import OrganisationState
from app.shared import outbox
from app.shared.database import db, utcnow
from app.shared.mail.words import render
from app.shared.outbox import MOST_A_DAY, OutboxMessage
from tests.factories import make_event, make_membership, make_occurrence, make_organisation
from tests.page import get_page, read_page

DESK = "/organise/hearthstone/events/art-group"
WORDS = f"{DESK}/words"
EVENTS = "/organise/lantern-yard/events"


@pytest.fixture
def event(app):
    group = make_organisation(name="Hearthstone", slug="hearthstone")
    event = make_event(organisation=group, title="Art group", slug="art-group", summary="Paint.")
    make_occurrence(event)
    return event


@pytest.fixture
def priya(event, sign_in):
    """She organises the event, and is signed in."""
    person = make_membership(event.organisation).person
    sign_in(person)
    return person


@pytest.fixture
def other(event):
    return make_organisation(name="Lantern Yard", slug="lantern-yard")


@pytest.fixture
def marcus(other):
    return make_membership(other).person


@pytest.fixture
def ask(client, priya):
    """ask(group, ...) ticks these groups and no others; what comes of it."""

    def ask(*groups):
        fields = get_page(client, WORDS).form(WORDS).fields
        chosen = {"cohosts": [group.id for group in groups]}
        return client.post(WORDS, data=fields | chosen)

    return ask


@pytest.fixture
def answer(client, event, sign_in, marcus):
    """answer("accept") as Marcus presses it; the page that comes of it."""

    def answer(act):
        sign_in(marcus)
        address = f"/organise/lantern-yard/cohosting/{event.id}"
        return read_page(client.post(address, data={"act": act}, follow_redirects=True))

    return answer


def is_named(client):
    page = get_page(client, "/events/art-group").words
    on_theirs = "Art group" in get_page(client, "/groups/lantern-yard").words
    assert ("Lantern Yard" in page) == on_theirs
    return on_theirs


def mails():
    db.session.rollback()
    query = select(OutboxMessage).where(OutboxMessage.kind == "events.asked_to_cohost")
    return db.session.scalars(query.order_by(OutboxMessage.id)).all()


def test_a_group_is_asked_and_named_once_it_says_yes(client, ask, answer, other, marcus):
    ask(other)
    assert not is_named(client)
    assert [mail.recipient for mail in mails()] == [marcus.email]
    assert "Lantern Yard (asked)" in get_page(client, WORDS).words

    page = answer("accept")

    assert "You hold it together now." in page.words
    assert "By Hearthstone, with you." in page.words
    assert is_named(client)


def test_discreet_mail_says_neither_what_nor_who(ask, other, marcus):
    marcus.wants_full_words = False
    ask(other)

    (mail,) = mails()

    shown = render(mail)
    for word in ("Art group", "Hearthstone", "Lantern Yard"):
        assert word not in f"{shown.subject} {shown.text} {shown.html}"


@pytest.fixture
def unseen(event):
    """Nobody sees the event yet."""
    event.published_at = None
    db.session.commit()
    return event


@pytest.mark.parametrize("is_at_once", [True, False], ids=["at once", "when it is due"])
def test_a_group_is_asked_by_mail_once_the_event_is_public(
    client, unseen, ask, answer, other, marcus, is_at_once
):
    ask(other)
    assert mails() == []
    assert "(asked)" in get_page(client, WORDS).words

    if is_at_once:
        client.post(f"{DESK}/publication", data={"when": "now", "listing": "everyone"})
    else:
        unseen.publish_at = utcnow()
        db.session.commit()
        assert services.publish_due() == 1
        db.session.commit()

    assert [mail.recipient for mail in mails()] == [marcus.email]
    assert "You hold it together now." in answer("accept").words


def test_what_comes_back_before_the_public_asks_nobody_twice(client, ask, other, marcus):
    ask(other)

    client.post(f"{DESK}/withdrawal")
    client.post(f"{DESK}/publication", data={"when": "now", "listing": "everyone"})

    assert get_page(client, "/events/art-group").heading == "Art group"
    assert [mail.recipient for mail in mails()] == [marcus.email]


@pytest.mark.usefixtures("marcus")
def test_a_group_that_is_not_checked_asks_nobody_by_mail(client, event, ask, other):
    event.organisation.state = OrganisationState.SUBMITTED
    db.session.commit()

    ask(other)

    assert "(asked)" in get_page(client, WORDS).words
    assert mails() == []


def test_what_came_out_while_somebody_wrote_asks_at_once(unseen, priya, other, marcus):
    assert not unseen.is_published
    elsewhere = update(Event).values(published_at=utcnow())
    db.session.execute(elsewhere.execution_options(synchronize_session=False))

    services.hold_words(unseen)
    services.revise(unseen, services.words_of_event(unseen) | {"cohosts": [other.id]}, priya)
    db.session.commit()

    assert [mail.recipient for mail in mails()] == [marcus.email]


def test_an_address_that_had_enough_today_is_not_asked(client, ask, other, marcus):
    for _ in range(MOST_A_DAY):
        outbox.post(kind="bookings.booked", to=marcus.email, full=False, context={})
    db.session.commit()

    ask(other)

    assert mails() == []
    assert "(asked)" in get_page(client, WORDS).words


def test_a_no_leaves_nothing_and_asks_nobody_twice(client, ask, answer, other, priya, sign_in):
    ask(other)
    answer("decline")
    sign_in(priya)
    assert "(asked)" not in get_page(client, WORDS).words

    ask(other)

    assert len(mails()) == 1
    assert not is_named(client)


def test_who_holds_it_with_others_may_stop(client, ask, answer, other):
    ask(other)
    answer("accept")

    answer("decline")

    assert not is_named(client)


def test_a_tick_taken_away_takes_back_what_was_asked(client, ask, answer, other):
    ask(other)
    ask()

    assert answer("accept").status == 404
    assert not is_named(client)


def test_a_double_tap_on_yes_is_one_yes(client, ask, answer, other):
    ask(other)
    answer("accept")

    assert "Nothing has changed" in answer("accept").words
    assert is_named(client)


def test_only_that_group_answers(client, event, ask, other, sign_in):
    ask(other)
    sign_in(make_membership(make_organisation(slug="third")).person)

    for slug in ("third", "lantern-yard"):
        address = f"/organise/{slug}/cohosting/{event.id}"
        assert client.post(address, data={"act": "accept"}).status_code == 404
    assert not is_named(client)


def test_a_group_that_is_not_checked_is_not_asked(ask, event):
    ask(make_organisation(name="Not yet", state=OrganisationState.SUBMITTED))

    db.session.rollback()
    assert db.session.execute(select(cohost_requests)).all() == []
