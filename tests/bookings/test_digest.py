"""The morning mail to organisers: who has it, and above all what is not in it."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.bookings import services
from app.bookings.models import Booking, LeavingReason
from app.bookings.services import Party
from app.shared import mail
from app.shared.database import db
from tests.bookings.digests import DATE, DAY, EIGHT, HOUR, MORNING, book, digests, lines, text_of
from tests.factories import (
    make_event,
    make_membership,
    make_occurrence,
    make_organisation,
    make_person,
)


def test_it_says_what_changed_and_how_each_date_stands(make_date, digest, freeze):
    date = make_date()
    freeze(EIGHT - 2 * DAY)
    book(date, 6)
    leaving = book(date, 2)
    freeze(EIGHT - 2 * HOUR)
    book(date, 3)
    services.cancel(leaving)
    book(date, 2)
    book(date, 2)

    digest()

    assert lines() == [
        "Tuesday 1 December, 1.30pm: 5 booked, 2 cancelled, 2 joined the waiting list. "
        "11 of 12 places taken, 2 waiting."
    ]
    assert mail.render(digests()[0]).subject == "9 changes to your dates"


def test_a_place_from_the_list_is_booked_and_a_turn_given_up_has_left(make_date, digest, freeze):
    date = make_date()
    freeze(EIGHT - 2 * DAY)
    full = book(date, 6), book(date, 6)
    waiting = [book(date), book(date)]
    freeze(EIGHT - 2 * HOUR)
    services.cancel(waiting[1])
    services.cancel(full[0])

    digest()

    assert lines() == [
        "Tuesday 1 December, 1.30pm: 1 booked, 6 cancelled, 1 left the waiting list. "
        "7 of 12 places taken."
    ]


@pytest.mark.parametrize("moment", [EIGHT - DAY - HOUR, EIGHT + timedelta(minutes=1)], ids=str)
def test_only_the_day_up_to_eight_is_told_of(make_date, digest, freeze, moment):
    date = make_date()
    freeze(moment)
    book(date)

    digest()

    assert digests() == []


@pytest.mark.parametrize("moment", [EIGHT - DAY, EIGHT - timedelta(seconds=1)], ids=str)
def test_the_day_is_told_of_from_its_first_moment_to_its_last(make_date, digest, freeze, moment):
    date = make_date()
    freeze(moment)
    book(date)

    digest()

    assert len(lines()) == 1


def test_whoever_came_and_went_is_no_change(make_date, digest):
    date = make_date()
    services.cancel(book(date))

    digest()

    assert digests() == []


def test_what_the_group_did_itself_is_no_news_to_it(make_date, digest, freeze):
    date = make_date()
    freeze(EIGHT - 3 * DAY)
    leaving, _staying = book(date), book(date)
    services.cancel_date(date, "The boiler broke.")
    freeze(EIGHT - HOUR)
    services.restore_date(date)

    digest()
    assert digests() == []

    freeze(EIGHT + HOUR)
    services.cancel(leaving)
    digest(MORNING + DAY)
    assert lines() == ["Tuesday 1 December, 1.30pm: 1 cancelled. 1 of 12 places taken."]


@pytest.mark.parametrize(
    ("of_date", "of_event"),
    [
        ({"starts_at": MORNING - HOUR}, {}),
        ({"cancelled_at": MORNING}, {}),
        ({}, {"published_at": None}),
    ],
    ids=["begun", "off", "not published"],
)
def test_only_public_dates_to_come_are_told_of(make_date, digest, of_date, of_event):
    date = make_date()
    book(date)
    for thing, says in ((date, of_date), (date.event, of_event)):
        for name, value in says.items():
            setattr(thing, name, value)

    digest()

    assert digests() == []


@pytest.mark.parametrize(
    ("position", "person", "group", "has_one"),
    [
        ("organiser", {}, {}, True),
        ("admin", {}, {}, True),
        ("volunteer", {}, {}, False),
        ("safeguarding_lead", {}, {}, False),
        ("organiser", {"wants_digest": False}, {}, False),
        ("organiser", {"email": None}, {}, False),
        ("organiser", {}, {"state": "paused"}, False),
    ],
)
def test_who_has_one(app, freeze, digest, position, person, group, has_one):
    freeze(EIGHT - HOUR)
    group = make_organisation(**group)
    make_membership(group, make_person(**person), position=position)
    make_membership(make_organisation(), make_person())
    book(make_occurrence(event=make_event(group), starts_at=DATE))

    digest()

    assert len(digests()) == has_one


def test_with_two_groups_and_two_positions_it_is_one_mail_with_a_heading_for_each(
    make_date, digest
):
    date = make_date(make_organisation(name="B", neutral_name="Bakewell"))
    priya = make_person()
    other = make_organisation(name="A", neutral_name="Ashford")
    for group, position in ((date.event.organisation, "admin"), (other, "organiser")):
        make_membership(group, priya, position=position)
    make_membership(other, priya, position="admin")
    for each in (date, make_occurrence(event=make_event(other), starts_at=DATE)):
        book(each)

    digest()

    both, of_one = sorted((text_of(each) for each in digests()), key=len, reverse=True)
    assert both.index("Ashford") < both.index("Bakewell")
    assert both.count("1 booked") == 2
    assert "Bakewell" not in of_one
    assert of_one.count("1 booked") == 1


@pytest.mark.parametrize("is_full", [True, False], ids=["full", "discreet"])
def test_nothing_of_who_booked_is_in_it_nor_in_the_outbox(make_date, digest, freeze, is_full):
    date = make_date()
    make_membership(date.event.organisation, make_person(wants_full_words=is_full))
    secret = {"email": "hidden@example.com", "note": "Nut allergy", "friends": ("Zebedee",)}
    first = services.book(date, Party("Xanthippe Quill", 2, **secret, wants_lift=True))
    freeze(EIGHT - HOUR)
    second = services.book(date, Party("Yolanda", 2, **secret))
    services.cancel(first, LeavingReason.UNWELL)
    freeze(EIGHT - HOUR / 2)
    services.erase(services.book(date, Party("Wilhelmina", 1)))
    services.book(date, Party("Ottoline", 3))

    digest()

    told = [
        "\n".join((*vars(mail.render(each)).values(), str(each.context), str(each.attachments)))
        for each in digests()
    ]
    codes = db.session.scalars(select(Booking.code)).all()
    hidden = ["Xanthippe", "Quill", "Yolanda", "Zebedee", "Wilhelmina", "Ottoline", "hidden@"]
    assert len(told) == 2
    for words in told:
        assert "5 booked" in words
        for secret in (*hidden, *codes, "Nut", "allergy", "lift", "unwell", "not well"):
            assert secret.lower() not in words.lower()
    assert second.code in codes


@pytest.mark.parametrize("part", ["subject", "text", "html"])
def test_discreet_words_give_nothing_away_and_full_words_name_it(make_date, digest, part):
    group = make_organisation(name="Lantern Yard Recovery Community", neutral_name="Lantern")
    date = make_date(
        group, title="Recovery art group", neutral_title="Tuesday art", slug="recovery-art-group"
    )
    make_membership(group, make_person(email="full@example.org", wants_full_words=True))
    book(date)

    digest()

    full, discreet = digests()
    words = getattr(mail.render(discreet), part)
    assert not re.search(r"recovery|community", words + str(discreet.context), re.I)
    if part == "subject":
        assert mail.render(full).subject == words == "1 change to your dates"
    else:
        assert "Tuesday art" in words
        assert "Recovery art group" in getattr(mail.render(full), part)


@pytest.mark.parametrize("is_full", [True, False], ids=["full", "discreet"])
def test_it_leads_to_the_organisers_page_of_the_date_and_to_the_way_out(
    app, client, sign_in, make_date, digest, is_full
):
    date = make_date()
    reader = make_person(wants_full_words=is_full, email="a@example.org")
    make_membership(date.event.organisation, reader)
    book(date)

    digest()

    words, site = mail.render(digests()[0]), app.config["SETTINGS"].site_url
    address = f"/organise/dates/{date.id}"
    for text in (words.text, words.html):
        assert f"{site}{address}" in text
        assert f"{site}/you/settings#setting-digest" in text
    sign_in(reader)
    assert "Kelly" in client.get(address).text
    assert 'id="setting-digest"' in client.get("/you/settings").text


def test_it_goes_over_the_wire_in_both_forms(make_date, digest):
    book(make_date(title="Café Łódź", neutral_title="Café Łódź"))

    digest()

    raw = mail.SafeMessage(digests()[0]).as_bytes()
    assert raw.isascii()
    assert raw.count(b"Content-Type: text/") == 2
