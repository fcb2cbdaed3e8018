"""What is private stays where it belongs: every private column holds a canary, every page is asked
by every role, and no answer may hold a canary that its reader may not see."""

import re

import pytest
from sqlalchemy import JSON, String, select, update

from app.bookings.models import BookingAnswer, BookingGuest, DateMessage
from app.company.models import LiftPair
from app.events.models import Event, Occurrence, WaitingImport
from app.opportunities.models import ApplicationNote, ReferenceReply, RememberedAnswer
from app.organisations.models import OrganisationState
from app.people.models import SignIn
from app.people.services import start_sign_in
from app.places.models import Venue
from app.rota.models import RotaChoice, Shift, ShiftPattern
from app.shared import outbox
from app.shared.database import db, utcnow
from app.shared.outbox import OutboxMessage
from tests.conventions.building import app as inspected
from tests.conventions.building import rules
from tests.conventions.roles import asking, make_world, nothing_kept
from tests.conventions.test_requests import OF_THE_NETWORK, samples
from tests.factories import (
    make_application,
    make_booking,
    make_claim,
    make_draft,
    make_event,
    make_follow,
    make_hours,
    make_invitation,
    make_lift,
    make_membership,
    make_organisation,
    make_person,
    make_reference,
    make_reflection,
    make_request,
    make_role,
    make_shift,
    make_signup,
    save,
)

NOBODY = frozenset()
ORGANISING = frozenset({"organiser", "admin"})
DECIDING = ORGANISING | {"screener"}
WITH_A_PLACE = ORGANISING | {"holder"}
TEAM = frozenset({"admin", "network"})

MAY_SEE = {
    "application_notes.form_key": NOBODY,
    "application_notes.words": DECIDING,
    "applications.email": DECIDING,
    "applications.free": DECIDING,
    "applications.name": NOBODY,  # the surname: the team sees first name and initial
    "applications.needs": DECIDING,
    "applications.phone": DECIDING,
    "applications.reason": DECIDING,
    "applications.referee_email": NOBODY,  # nor who speaks for them, until they are asked
    "applications.referee_name": NOBODY,
    "applications.why": DECIDING,
    "bookings.name": NOBODY,  # the surname: organisers see first name and initial
    "bookings.email": NOBODY,
    "bookings.note": ORGANISING,
    "bookings.code": NOBODY,
    "bookings.form_key": NOBODY,
    "bookings.browser_key": NOBODY,
    "bookings.block_code": NOBODY,
    "buddy_refusals.browser_key": NOBODY,
    "buddy_requests.wearing": NOBODY,  # but who said yes, and who asked
    "buddy_requests.buddy_spot": NOBODY,
    "buddy_requests.buddy_wearing": NOBODY,
    "booking_answers.words": ORGANISING,
    "booking_guests.name": ORGANISING,
    "date_messages.form_key": NOBODY,
    "date_messages.words": WITH_A_PLACE,
    "event_drafts.answers": ORGANISING,
    "event_drafts.form_key": NOBODY,
    "events.joining": WITH_A_PLACE,
    "expense_claims.form_key": NOBODY,
    "expense_claims.what": ORGANISING,
    "expense_claims.words": ORGANISING,
    "follows.email": NOBODY,
    "follows.key": NOBODY,
    "hours_entries.form_key": NOBODY,
    "hours_entries.note": ORGANISING,
    "hours_entries.words": ORGANISING,
    "invitations.email": TEAM,
    "invitations.key": NOBODY,
    "lift_pairs.need_words": NOBODY,  # but the two who agreed
    "lift_pairs.offer_words": NOBODY,
    "lifts.area": ORGANISING,
    "lifts.phone": NOBODY,
    "memberships.title": NOBODY,  # the words of somebody who is not shown
    "outbox_messages.about": NOBODY,
    "outbox_messages.attachments": NOBODY,
    "outbox_messages.context": NOBODY,
    "outbox_messages.key": NOBODY,
    "outbox_messages.last_error": NOBODY,
    "outbox_messages.recipient": NOBODY,
    "people.email": NOBODY,
    "people.name": NOBODY,  # the surname
    "rota_choices.calendar_hash": NOBODY,
    "shift_patterns.note": ORGANISING,
    "shift_signups.override_note": ORGANISING,
    "shifts.note": ORGANISING,  # and who has the role
    "reference_replies.how_long": DECIDING,
    "reference_replies.in_what_way": DECIDING,
    "reference_replies.words": DECIDING,
    "screening_steps.reason": DECIDING,
    "screening_steps.referee_email": NOBODY,
    "screening_steps.referee_name": DECIDING,
    "reflections.words": NOBODY,
    "reflections.form_key": NOBODY,
    "remembered_answers.said": NOBODY,  # but oneself
    "sign_ins.browser": NOBODY,  # but oneself
    "sign_ins.token_hash": NOBODY,
    "venues.getting_there": WITH_A_PLACE,  # of a venue whose address is private
    "venues.name": WITH_A_PLACE,
    "venues.what_to_look_for": WITH_A_PLACE,
    "waiting_imports.text": frozenset({"organiser"}),  # whose file it is
}
"""Each private column: the roles that may see what stands in it, of their own group."""

FIRST_NAMES = {"applications": DECIDING, "bookings": ORGANISING, "people": ORGANISING | TEAM}
"""Who may see the first name of somebody who booked or would like to help, and of the team."""

OPENED_BY_ITS_CODE = {"date_messages.words", "events.joining"}
OPENED_BY_ITS_CODE |= {"lifts.area"}  # of those who fit
OPENED_BY_ITS_CODE |= {"venues.getting_there", "venues.name", "venues.what_to_look_for"}
"""What whoever has the code of a booking may see on the pages of that booking."""

NOT_PRIVATE = {
    "application_moves": "event state",
    "applications": "state referee_when agreement_version answered",
    "reference_replies": "is_happy",
    "screening_steps": "kind about state token_hash level",
    "opportunities": "slug title neutral_title summary what_you_will_do what_you_get "
    "time_commitment when_words lived_experience expenses benefits check_level check_why training "
    "induction search_words",
    "opportunity_tasks": "kind",
    "opportunity_times": "how_often",
    "audiences": "slug name",
    "badges": "slug name neutral_name description layer criteria",
    "booking_answers": "asked",
    "booking_moves": "event state",
    "bookings": "state consent_version leaving_reason",
    "buddy_requests": "state point holder_said buddy_said",
    "date_totals": "thing",
    "event_kinds": "slug name look counts",
    "event_questions": "words why options",
    "event_texts": "title body",
    "events": "slug title neutral_title summary description what_to_expect cost bring picture "
    "walk booking_mode frequency weekdays zone left_out",
    "expense_claims": "state",
    "hours_entries": "state source",
    "invitations": "position",
    "lifts": "kind",
    "memberships": "position",
    "occurrences": "zone notice cancellation_reason",
    "organisations": "slug name neutral_name kind state stage legal_form areas summary about "
    "who_leads projects offers pledge checks_done email website",
    "outbox_messages": "kind message_id state worker",
    "places": "slug name outcode district settlement",
    "recognitions": "slug",
    "search_words": "word",
    "cover_asks": "answer",
    "rota_choices": "cover",
    "shift_patterns": "frequency zone",
    "shift_signups": "state before_off",
    "shifts": "zone",
    "venues": "slug type outcode mobile_signal",
    "waiting_imports": "event_ids",
    "worker_heartbeats": "name",
    "worker_tasks": "name worker",
}
"""Columns of words that are public once the row they stand in is, or say nothing of anyone."""

HASHES = {"sign_in_codes", "maybes", "door_taps", "imported_entries", "pulse_links"}
"""Tables of keys and hashes alone, which no page reads out."""

OF_TEAMS = [
    rule
    for rule in rules()
    if rule.rule.startswith("/organise/") and "GET" in rule.methods
    if rule.endpoint not in OF_THE_NETWORK
]

UNSEEN_GROUP, UNSEEN_EVENT = "Zqunseengroup", "Zqunseenevent"
"""A group that is not checked yet, and an event that is not published."""


def test_every_column_of_words_is_private_or_is_not():
    inspected()
    said = {f"{table}.{name}" for table, names in NOT_PRIVATE.items() for name in names.split()}
    columns = {
        f"{table.name}.{column.name}"
        for table in db.metadata.sorted_tables
        if table.name not in HASHES
        for column in table.columns
        if isinstance(column.type, String | JSON)
    }

    new, gone = sorted(columns - said - MAY_SEE.keys()), sorted((said | MAY_SEE.keys()) - columns)

    assert not new, (
        f"{new}: say in test_canaries.py who may see it (MAY_SEE, and put a canary in `hide`), or "
        "that it is not private (NOT_PRIVATE)"
    )
    assert not gone, f"Take {gone} out of test_canaries.py"
    assert not said & MAY_SEE.keys()


@pytest.mark.one_database_says_it
def test_nobody_is_shown_what_they_may_not_see(app, monkeypatch):
    world = make_world(app, monkeypatch)
    with nothing_kept(monkeypatch):
        hide()
        own = pages_of_a_team(make_membership(person=world.people["other"], position="admin"))
    db.session.commit()
    everywhere = {canary(column): allowed for column, allowed in MAY_SEE.items()}
    everywhere |= {first(table): allowed for table, allowed in FIRST_NAMES.items()}
    everywhere |= {UNSEEN_GROUP.lower(): {"network"}, UNSEEN_EVENT.lower(): ORGANISING}
    by_code = {canary(column) for column in OPENED_BY_ITS_CODE}
    seen, shown = set(), []
    with nothing_kept(monkeypatch):
        for rule in rules():
            if "GET" not in rule.methods or rule.endpoint.startswith("demo."):
                continue  # the demonstration shows all its mail to anyone: nobody in it is real
            for role in asking(app, rule):
                found = in_answer(world.ask(role, "GET", rule), everywhere)
                seen |= found
                allowed = {word for word in found if role in everywhere[word]}
                allowed |= by_code if rule.rule.startswith("/b/<") else set()
                shown += [f"{rule.rule} shows {word} to {role}" for word in sorted(found - allowed)]
        for address in own:  # an organiser of another group, on their own pages
            answer = world.ask_at("other", "GET", address)
            assert answer.status_code < 400, f"{address} answered {answer.status}"
            shown += [f"{address} shows {word}" for word in in_answer(answer, everywhere)]

    assert not shown, "\n".join(["What someone may not see must not leave the database:", *shown])
    assert {
        canary("bookings.note"),
        canary("booking_answers.words"),
        canary("venues.name"),
        first("people"),
    } <= seen


def pages_of_a_team(member):
    """The address of each page of the group that somebody organises."""
    fill_in = samples(OF_TEAMS[0], member)
    places = [rule.rule.replace("<string:step>", "place") for rule in OF_TEAMS]
    addresses = {*places, *(rule.rule for rule in OF_TEAMS)}
    return [re.sub(r"<[^>]*?(\w+)>", fill_in, address) for address in sorted(addresses)]


def canary(column):
    """A word that stands nowhere but in this column."""
    return "zq" + column.replace("_", "").replace(".", "")


def first(table):
    return f"zqfirst{table}"


def in_answer(response, words):
    """Which of these words are anywhere in an answer."""
    text = response.get_data().decode(errors="replace").lower() + str(response.headers).lower()
    return {word for word in words if word in text}


def hide():
    """Put a canary in every private column, in rows beside those that the addresses name."""
    secret = make_person(
        name=f"{first('people')} {canary('people.name')}",
        email=f"{canary('people.email')}@example.org",
    )
    start_sign_in(secret, browser=canary("sign_ins.browser"))
    fill(SignIn, "token_hash", where=SignIn.person_id == secret.id)
    words = {"like": [canary("remembered_answers.said")]}
    save(RememberedAnswer(person_id=secret.id, said=words))
    events = db.session.scalars(select(Event)).all()
    for n, group in enumerate(
        {event.organisation_id: event.organisation for event in events}.values()
    ):
        of_group(group, secret, n)
    for n, event in enumerate(events):
        email = f"{canary('follows.email')}{n}@example.org"
        make_follow(event, email=email, key=f"{canary('follows.key')}{n}")
    for n, date in enumerate(db.session.scalars(select(Occurrence)).all()):
        book(date, n)
    make_organisation(name=UNSEEN_GROUP, state=OrganisationState.SUBMITTED)
    fill(Venue, "name", "getting_there", "what_to_look_for", is_address_private=True)
    fill(Event, "joining")
    table = f"Name,Date,Starts\n{canary('waiting_imports.text')},24/11/2030,18:30"
    db.session.execute(update(WaitingImport).values(text=table))
    words = {name: canary(f"outbox_messages.{name}") for name in ("key", "about", "context")}
    to = f"{canary('outbox_messages.recipient')}@example.org"
    outbox.post(kind="bookings.booked", to=to, full=False, **words | {"context": words})
    db.session.execute(
        update(OutboxMessage).values(
            last_error=canary("outbox_messages.last_error"),
            attachments=[canary("outbox_messages.attachments")],
        )
    )


_OF_AN_APPLICATION = (
    *("email", "free", "needs", "phone", "why", "reason", "referee_email", "referee_name"),
)


def of_group(group, secret, n):
    """In each group somebody who is not shown, somebody who was asked, and what is not out yet."""
    make_membership(group, secret, position="volunteer", title=canary("memberships.title"))
    email = f"{canary('invitations.email')}@example.org"
    note = {name: f"{canary(f'reflections.{name}')}{n}"[:24] for name in ("form_key", "words")}
    make_reflection(secret, **note)
    make_invitation(group, email=email, key=f"{canary('invitations.key')}{n}")
    make_event(group, title=UNSEEN_EVENT, published_at=None)
    answers = {"name": {"title": [canary("event_drafts.answers")]}}
    words = {name: canary(f"applications.{name}") for name in _OF_AN_APPLICATION}
    words["name"] = f"{first('applications')} {canary('applications.name')}"
    role = make_role(group)
    application = make_application(role, secret, **words)
    said = {name: canary(f"application_notes.{name}") for name in ("words", "form_key")}
    save(
        ApplicationNote(
            application_id=application.id, **said | {"form_key": f"{said['form_key']}{n}"}
        )
    )
    asked = ("reason", "referee_email", "referee_name")
    step, _ = make_reference(
        application, **{name: canary(f"screening_steps.{name}") for name in asked}
    )
    said = ("how_long", "in_what_way", "words")
    words = {name: canary(f"reference_replies.{name}") for name in said}
    save(ReferenceReply(step_id=step.id, is_happy="yes", answered_at=utcnow(), **words))
    for make, table, said in (
        (make_hours, "hours_entries", ("note", "words")),
        (make_claim, "expense_claims", ("what", "words")),
    ):
        words = {name: canary(f"{table}.{name}") for name in said}
        make(role, secret, form_key=f"{canary(f'{table}.form_key')}{n}", **words)
    shifts_of(make_role(group), secret, n)
    make_draft(group, answers=answers, form_key=f"{canary('event_drafts.form_key')}{n}")


def shifts_of(role, secret, n):
    """Somebody whom a coordinator put on a shift, and who has it in their calendar."""
    note = {"override_note": canary("shift_signups.override_note")}
    make_signup(make_shift(role, note=canary("shifts.note")), secret, **note)
    fill(Shift, "note")
    fill(ShiftPattern, "note")
    owner = make_person(name="Ash")
    save(RotaChoice(person_id=owner.id, calendar_hash=f"{canary('rota_choices.calendar_hash')}{n}"))


def book(date, n):
    """Somebody books on this date who is none of those who ask."""
    unique = {name: f"{canary(f'bookings.{name}')}{n}" for name in ("form_key", "code")}
    others = {name: canary(f"bookings.{name}") for name in ("note", "browser_key", "block_code")}
    booking = make_booking(
        date,
        name=f"{first('bookings')} {canary('bookings.name')}",
        email=f"{canary('bookings.email')}@example.org",
        places=2,
        wants_meeting=True,
        **unique | others,
    )
    sent = {name: f"{canary(f'date_messages.{name}')}{n}" for name in ("form_key", "words")}
    save(DateMessage(occurrence_id=date.id, bookings=1, by_mail=1, **sent))
    said = ("wearing", "buddy_spot", "buddy_wearing")
    to_meet = make_booking(date, name="Ash", wants_meeting=True)
    make_request(to_meet, **{name: canary(f"buddy_requests.{name}") for name in said})
    said = {name: canary(f"lifts.{name}") for name in ("area", "phone")}
    need, offer = make_lift(booking, **said), make_lift(make_booking(date), kind="offer", **said)
    words = {name: canary(f"lift_pairs.{name}") for name in ("need_words", "offer_words")}
    save(LiftPair(need=need, offer=offer, is_from_offer=True, agreed_at=utcnow(), **words))
    make_lift(make_booking(date, name=booking.name), kind="offer", **said)
    answer = {"asked": "What size?", "words": canary("booking_answers.words"), "keep_days": 30}
    save(BookingAnswer(booking_id=booking.id, **answer))
    save(BookingGuest(booking_id=booking.id, name=canary("booking_guests.name")))


def fill(model, *columns, where=True, **more):
    """Write the canary of each of these columns in every row, or in those of `where`."""
    words = {name: canary(f"{model.__tablename__}.{name}") for name in columns}
    chosen = update(model).where(where) if where is not True else update(model)
    db.session.execute(chosen.values(**words, **more))
