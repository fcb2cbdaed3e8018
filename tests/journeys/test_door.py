"""The door at a hall without signal: every tap arrives, once, and nothing stays on the phone."""

import json
import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import delete, func, select, update

from app.bookings.models import Booking, BookingState
from app.events.models import Event, Occurrence
from app.organisations.models import Membership
from app.organising.models import DoorTap, WalkIn
from app.people.models import Person, SignIn
from app.shared.database import db, utcnow, writing
from tests.factories import make_booking, make_event, make_membership, make_occurrence
from tests.journeys.test_signing_in import NOTHING, STORED
from tests.support import databases
from tests.support.odd import inside

NAMES = [f"{name} Marsden" for name in ("Kelly", "Dean", "Bev", "Ash", "Ines")]
TWENTY = 20
CACHED = """async () => {
  const cache = await caches.open("door");
  const all = await cache.keys();
  const words = await Promise.all(all.map(async (it) => (await cache.match(it)).text()));
  return all.map((it, number) => [new URL(it.url).pathname, words[number]]);
}"""
KEPT = """() => new Promise((done) => {
  indexedDB.open("door").onsuccess = ({ target: { result } }) => {
    const asked = result.transaction("copies").objectStore("copies").getAll();
    asked.onsuccess = () => {
      result.close();
      const read = (it) => new TextDecoder("latin1").decode(it.locked);
      done(asked.result.map((it) => [it.key.extractable, read(it)]));
    };
  };
})"""
REPLAY = """async ([address, body, token]) => (await fetch(address, {
  method: "POST", body, headers: {"Content-Type": "application/json", "X-CSRFToken": token},
})).status"""


@pytest.fixture
def site_database(site):
    """Look into the site's own database, or arrange something in it."""
    return lambda: inside(databases.test_settings(site.environment["DATABASE_URL"]))


@pytest.fixture
def door(site_database):
    """The address of the door of a date that began just now, with twenty bookings."""
    with site_database(), writing():
        priya = db.session.scalars(select(Person).where(Person.name.like("Priya%"))).one()
        group = make_membership(person=priya).organisation
        event = make_event(organisation=group, title="Tuesday art group", capacity=TWENTY)
        date = make_occurrence(event=event, starts_in=timedelta(minutes=-20))
        for number in range(TWENTY):
            make_booking(occurrence=date, name=f"{NAMES[number % 5]}")
        return f"/organise/dates/{date.id}/door"


@pytest.fixture
def phone(visit, door):
    """phone() is another phone of Priya's, at the door."""

    def phone(**says):
        page = visit(**says).page
        page.goto("/demo")
        page.get_by_role("button", name="Try it as Priya").click()
        page.goto(door)
        return page

    return phone


@pytest.fixture
def noted(site_database, door):
    """noted(): how many are here, how many taps came, how many walk-ins were counted."""

    def noted():
        of_date = int(door.split("/")[3])
        with site_database():
            here = select(func.count()).where(
                Booking.occurrence_id == of_date, Booking.state == BookingState.CAME
            )
            taps = select(func.count()).where(DoorTap.occurrence_id == of_date)
            walk_ins = select(WalkIn.number).where(WalkIn.occurrence_id == of_date)
            return [db.session.scalar(each) for each in (here, taps, walk_ins)]

    return noted


def keep_a_copy(page):
    page.get_by_role("button", name="Keep a copy on this phone").click()
    expect(page.get_by_text("A copy made at")).to_be_visible()
    page.wait_for_function("() => navigator.serviceWorker.controller?.state === 'activated'")


def test_twenty_ticked_in_without_signal_arrive_once_each(phone, door, noted):
    page = phone()
    keep_a_copy(page)
    page.context.set_offline(True)
    for button in page.get_by_role("button", name=re.compile(": Here")).all():
        button.click()
    strip = page.locator("[data-signal]")
    expect(strip).to_contain_text("No signal. 20 saved on this phone, not sent yet.")
    assert noted() == [0, 0, None]

    page.close()
    page = page.context.new_page()
    page.goto(door)
    expect(page.get_by_role("heading", level=1)).to_have_text("Tuesday art group")
    expect(page.locator(".people [aria-pressed=true]")).to_have_count(TWENTY)
    page.get_by_label("Find a name or code").fill("kel")
    expect(page.locator(".people li:visible")).to_have_count(4)
    page.get_by_role("button", name="Add a walk-in").click()
    expect(page.locator("[data-signal]")).to_contain_text("21 saved on this phone")
    with page.expect_request(lambda asked: asked.url.endswith("/sync")) as sent:
        page.context.set_offline(False)
    expect(page.locator("[data-signal]")).to_contain_text("All sent at")
    assert noted() == [TWENTY, TWENTY + 1, 1]

    page.goto(door)
    token = page.locator("[name=csrf_token]").first.input_value()
    assert page.evaluate(REPLAY, [f"{door}/sync", sent.value.post_data, token]) == 200
    assert noted() == [TWENTY, TWENTY + 1, 1]


def test_a_copy_is_locked_and_nobody_is_in_the_pages_put_aside(phone, door):
    page = phone()
    keep_a_copy(page)
    for other in (f"{door}/print", door.removesuffix("/door"), "/you", door):
        page.goto(other)

    ((extractable, locked),) = page.evaluate(KEPT)
    put_aside = dict(page.evaluate(CACHED))

    assert not extractable
    assert all(name.split()[0] not in locked for name in NAMES)
    pages = [path for path in put_aside if not path.startswith("/static/")]
    assert pages == ["/organise/door-shell"]
    assert "Kelly" not in put_aside[pages[0]]
    assert "csrf_token" not in put_aside[pages[0]]


@pytest.mark.parametrize("way", ["sign out", "leave without signal", "no longer an organiser"])
def test_nothing_stays_on_the_phone(phone, door, site_database, way):
    page = phone()
    keep_a_copy(page)

    if way == "sign out":
        page.goto("/you")
        page.get_by_role("button", name="Sign out").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("You are signed out")
    elif way == "leave without signal":
        page.context.set_offline(True)
        with page.expect_event("requestfailed", lambda asked: asked.url.endswith("/leave")):
            page.get_by_role("link", name="Leave").click()
        page.context.set_offline(False)
        page.goto("/help")
    else:
        with site_database(), writing():
            date = db.session.get(Occurrence, int(door.split("/")[3]))
            event = db.session.get(Event, date.event_id)
            of_group = Membership.organisation_id == event.organisation_id
            db.session.execute(delete(Membership).where(of_group))
            db.session.commit()
        page.get_by_role("button", name="Kelly M: Here").first.click()
        expect(page.locator("[data-said]")).to_contain_text("not open to you any more")
        expect(page.get_by_text("Kelly M")).to_have_count(0)

    nothing = json.dumps(NOTHING, separators=(",", ":"))
    page.wait_for_function(f"async () => JSON.stringify(await ({STORED})()) === '{nothing}'")


def test_taps_outlive_the_sign_in_and_the_list_does_not(phone, door, noted, site_database):
    page = phone()
    keep_a_copy(page)
    page.context.set_offline(True)
    page.get_by_role("button", name="Kelly M: Here").first.click()
    expect(page.locator("[data-signal]")).to_contain_text("1 saved on this phone")
    with site_database(), writing():
        db.session.execute(update(SignIn).values(ended_at=utcnow()))
        db.session.commit()
    page.context.set_offline(False)
    expect(page.locator("[data-said]")).to_contain_text("1 saved on this phone, not sent yet")
    expect(page.get_by_text("Kelly M")).to_have_count(0)
    assert page.evaluate(KEPT) == []

    page.goto("/demo")
    page.get_by_role("button", name="Try it as Priya").click()
    page.goto(door)

    expect(page.locator("[data-total=here]")).to_have_text("1")
    nothing = json.dumps(NOTHING, separators=(",", ":"))
    page.wait_for_function(f"async () => JSON.stringify(await ({STORED})()) === '{nothing}'")
    assert noted() == [1, 1, None]


def test_two_phones_agree(phone):
    one, other = phone(), phone()
    one.get_by_role("button", name="Kelly M: Here").first.click()
    expect(one.locator("[data-total=here]")).to_have_text("1")
    other.get_by_role("button", name="Dean M: Here").first.click()

    expect(other.locator("[data-total=here]")).to_have_text("2")
    expect(other.get_by_role("button", name="Kelly M: Here").first).to_have_attribute(
        "aria-pressed", "true"
    )


def test_without_javascript_the_door_works_with_signal(phone, noted):
    page = phone(has_javascript=False)

    page.get_by_role("button", name="Kelly M: Here").first.click()
    page.get_by_role("button", name="Add a walk-in").click()
    expect(page.get_by_role("heading", level=2, name="Walk-ins: 1")).to_be_visible()
    page.get_by_role("button", name="Kelly M: Not here").first.click()

    expect(page.get_by_text("They were marked here at")).to_be_visible()
    assert noted() == [1, 2, 1]
