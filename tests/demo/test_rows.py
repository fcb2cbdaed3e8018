"""What was asked for, row by row as product.md writes it (part 3), on the demonstration itself."""

import re

from sqlalchemy import select

from app.events.models import Event
from app.opportunities.models import Application
from app.people.models import Person
from app.places.models import Venue
from app.shared.database import db
from app.shared.outbox import OutboxMessage
from tests.demo.steps import book, date_of, send
from tests.page import get_page, read_page

SURNAMES = ("Marsden", "Wragg", "Nowak", "Ware", "Pell")


def test_p3_an_address_is_told_to_who_has_a_place(visit):
    kelly = visit()
    address, _ = date_of("Women's circle")
    before = get_page(kelly, address)
    booked = book(kelly, address)

    assert "Hathersage" in before.words
    query = select(Venue).join(Event, Event.venue_id == Venue.id)
    venue = db.session.scalars(query.where(Event.title == "Women's circle")).one()
    assert venue.name not in before.text
    assert venue.name in booked.words
    for event in db.session.scalars(select(Event.slug).where(Event.published_at.is_not(None))):
        assert "Report a concern" in get_page(kelly, f"/events/{event}").words


def test_p4_a_friend_and_a_face_at_the_door(visit):
    address, desk = date_of("Mocktails and open mic")
    book(visit(), address, places="2", wants_meeting="y")

    seen = get_page(visit("Marcus"), desk)

    assert re.search(r"Ash and 1.{0,40}Meet at the door", seen.words)


def test_p8_who_comes_is_known_to_the_group_alone_by_first_name_and_initial(visit):
    _, desk = date_of("Tuesday Circle")
    priya, marcus = visit("Priya"), visit("Marcus")

    for page in ("", "/door", "/door/print", "/book", "/message", "/capacity"):
        assert priya.get(f"{desk}{page}").status_code == 404
    listed = get_page(marcus, desk)
    assert "Booked: " in listed.words
    for person in db.session.scalars(select(Person.name)):
        first, _, surname = person.partition(" ")
        assert len(surname) < 2 or f"{first} {surname}" not in listed.words


def test_p13_nobody_is_asked_what_a_clinic_asks_and_gordon_gets_a_slip(visit):
    asked = "GP|NHS number|date of birth|treatment|referr"
    address, desk = date_of("Page One book club")
    for page in (f"{address}/book", "/sign-in", "/bookings/find"):
        labels = re.findall(r"<(?:label|legend)[^>]*>(.*?)</", get_page(visit(), page).text)
        assert not [words for words in labels if re.search(asked, words, re.IGNORECASE)]

    priya = visit("Priya")
    form = get_page(priya, f"{desk}/book")
    slip = send(priya, form, f"{desk}/book", name="Gordon", email="", consent="y")
    assert slip.status == 200, (slip.words, form.form(f"{desk}/book"))

    assert "Gordon" in slip.words
    assert re.search(r"[A-Z]+-[A-Z0-9]{6}", slip.words)


def test_p18_what_came_of_a_litter_pick_is_added_up(visit):
    marcus = visit("Marcus")
    address, desk = date_of("Canalside litter pick%", is_over=True)
    series = address.rsplit("/", 1)[0]
    before = bags(get_page(visit(), series))
    form = get_page(marcus, f"{desk}/totals")
    was = int(form.form(f"{desk}/totals").fields["of_bags"] or 0)

    send(marcus, form, f"{desk}/totals", of_bags="11")

    assert bags(get_page(visit(), series)) == before - was + 11


def bags(page):
    return int(re.search(r"So far: ([\d,]+) bags? collected", page.words)[1].replace(",", ""))


def test_p19_a_card_goes_when_its_person_says_so(visit):
    sandra = visit("Sandra")
    page = get_page(visit(), "/groups/lantern-yard")
    assert "Leads us" in page.words
    assert "Sandra" in page.words

    fields = get_page(sandra, "/you/groups").form("/you/groups/lantern-yard").fields
    ticked = {name: value for name, value in fields.items() if not name.endswith("is_shown")}
    assert len(ticked) == len(fields) - 1
    sandra.post("/you/groups/lantern-yard", data=ticked)

    assert "Sandra" not in get_page(visit(), "/groups/lantern-yard").words


def test_p23_a_pop_up_moves_indoors_when_it_rains(visit):
    sandra, dean = visit("Sandra"), visit("Dean")
    address, desk = date_of("Pop-up in the park%")
    event = address.rsplit("/", 1)[0]
    send(dean, get_page(dean, event), f"{event}/follow")
    form = get_page(sandra, f"{desk}/change")
    hall = re.search(r'<option value="(\d+)"[^>]*>[^<]*Saltbox', form.text)[1]
    mails = db.session.scalars(select(OutboxMessage.id)).all()

    send(sandra, form, f"{desk}/change", venue=hall, notice="Rain. We are in the hall next door.")

    page = get_page(visit(), address)
    assert "Moved" in page.words
    assert "Rain. We are in the hall next door." in page.words
    assert "Just turn up" in page.words
    db.session.rollback()
    sent = select(OutboxMessage).where(OutboxMessage.id.not_in(mails))
    assert any("dean" in mail.recipient for mail in db.session.scalars(sent))
    poster = get_page(visit(), f"{address}/poster")
    assert "<svg" in poster.text
    assert re.search(r"/d/\w+", poster.words)


def test_p33_your_groups_and_places_and_nobody_elses_name(visit):
    you = get_page(visit("Dean"), "/you")

    assert "Near you" in you.words
    assert "Groups you follow" in you.words
    assert "Hearthstone" in you.words


def test_p35_one_shift_is_tried_without_an_application_and_without_a_check(visit):
    kelly = visit("Kelly")
    address = "/volunteer/signposting-volunteer/taster"
    page = get_page(kelly, address)
    shift = re.search(r'name="shift_id"[^>]*value="(\d+)"', page.text)[1]

    tried = send(kelly, page, address, shift_id=shift)

    assert tried.heading == "See you there"
    assert re.search(r"You will meet (somebody who knows it|Danny|Ruth|Tomasz)", tried.words)
    person = db.session.scalars(select(Person).where(Person.name.startswith("Kelly"))).one()
    assert not db.session.scalars(select(Application).filter_by(person_id=person.id)).all()


def test_p41_the_next_dates_in_a_frame_on_a_groups_own_site(visit):
    answer = visit().get("/groups/hearthstone/embed")
    page = read_page(answer)

    assert len([link for link in page.links if link.startswith("/events/")]) == 5
    assert "<script" not in page.text
    assert "Set-Cookie" not in answer.headers
    assert "frame-ancestors" in answer.headers["Content-Security-Policy"]


def test_w5_dean_becomes_an_organiser_and_keeps_his_bookings(visit):
    jo, dean = visit("Jo"), visit("Dean")
    before = get_page(dean, "/you/bookings").words
    person = db.session.scalars(select(Person).where(Person.name.startswith("Dean"))).first()
    page = get_page(jo, f"/organise/hearthstone/team/{person.id}")
    (form,) = (each for each in page.forms if "positions" in each.fields)

    jo.post(form.action, data=form.fields | {"positions": ["participant", "organiser"]})

    assert "Hearthstone" in get_page(dean, "/organise/hearthstone").words
    assert get_page(dean, "/you/bookings").words == before
    kinds = get_page(visit(), "/groups/hearthstone").words
    assert [kind for kind in ("Leads us", "Organises", "Volunteers") if kind in kinds]


def test_w11_words_that_may_hurt_are_met_with_others_and_never_a_wall(visit):
    priya = visit("Priya")
    address = "/organise/hearthstone/events/bank-top-art-group/words"
    hard = "You must be clean for 30 days."
    form = get_page(priya, address)

    looked = send(priya, form, address, description=hard, look="1")
    assert "clean" in looked.words
    fields = looked.form(address).fields | {"description": hard}
    fields.pop("look", None)
    kept = priya.post(address, data=fields)

    assert kept.status_code == 303
    assert hard in get_page(visit(), "/events/bank-top-art-group").words


def test_w23_every_event_names_a_person_to_ask_and_how_to_get_there(visit):
    stranger = visit()
    for slug in db.session.scalars(select(Event.slug).where(Event.published_at.is_not(None))):
        page = get_page(stranger, f"/events/{slug}")
        assert re.search(r"Getting (here|there)|Online|By phone", page.words), slug
        assert re.search(r"mailto:|/groups/", " ".join(page.links)), slug


def test_w24_two_groups_hold_one_date_and_a_third_is_asked(visit):
    address, _ = date_of("Beacon photo walk")
    assert "Amber Threads and Hearthstone" in get_page(visit(), address).words

    marcus, events = visit("Marcus"), "/organise/lantern-yard/events"
    asked = get_page(marcus, events)
    form = next(each for each in asked.forms if "/cohosting/" in each.action)
    assert "Visible: a recovery art show" in asked.words
    marcus.post(form.action, data=form.fields | {"act": "accept"})

    address, _ = date_of("Visible: a recovery art show")
    assert "Amber Threads and Lantern Yard" in get_page(visit(), address).words


def test_w27_today_and_last_weeks_date_once_more(visit):
    priya = visit("Priya")
    assert get_page(visit(), "/events?when=today").status == 200

    desk = "/organise/hearthstone/events/soup-and-songs"
    copy = get_page(priya, desk).form(f"{desk}/copies")
    when = priya.post(copy.action, data=copy.fields).location
    page = send(priya, get_page(priya, when), when)
    assert page.heading == "Check it, then publish"
    (publish,) = (form for form in page.forms if form.action.endswith("/publication"))
    event = read_page(priya.post(publish.action, data=publish.fields, follow_redirects=True))

    assert event.heading == "Soup and songs"
    assert [link for link in event.links if re.match(r"/events/soup-and-songs-", link)]


def test_nothing_of_the_cast_is_public(visit):
    stranger = visit()
    for page in ("/", "/events", "/groups", "/groups/lantern-yard", "/events/programme"):
        words = stranger.get(page, follow_redirects=True).text
        assert not [name for name in SURNAMES if name in words], page
