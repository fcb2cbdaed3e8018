"""What is private stays where it belongs: every private column holds a canary, every page is asked
by every role, and no answer may hold a canary that its reader may not see."""

import re

import pytest
from sqlalchemy import JSON, String, select, update

from app.badges.models import Endorsement, EvidenceItem
from app.bookings.models import BookingAnswer, BookingGuest, DateMessage
from app.company.models import LiftPair
from app.credentials.models import Credential, SigningKey
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
from tests.conventions.privacy import (
    FIRST_NAMES,
    HASHES,
    MAY_SEE,
    NOT_PRIVATE,
    OPENED_BY_ITS_CODE,
    ORGANISING,
    VOUCHING,
)
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
    make_request,
    make_role,
    make_shift,
    make_signup,
    save,
)
from tests.making_badges import make_award, make_reflection
from tests.making_credentials import make_credential, make_foreign_badge
from tests.making_skills import make_link

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
        f"{new}: say in privacy.py who may see it (MAY_SEE, and put a canary in `hide`), or "
        "that it is not private (NOT_PRIVATE)"
    )
    assert not gone, f"Take {gone} out of privacy.py"
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
                allowed |= {first("people")} if role in VOUCHING.get(rule.rule, ()) else set()
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


_OF_A_SUBJECT = ("subject_id", "email_hash", "email_salt")
_OF_AN_APPLICATION = (
    *("email", "free", "needs", "phone", "why", "reason", "referee_email", "referee_name"),
)


def of_group(group, secret, n):
    """In each group somebody who is not shown, somebody who was asked, and what is not out yet."""
    make_membership(group, secret, position="volunteer", title=canary("memberships.title"))
    email = f"{canary('invitations.email')}@example.org"
    note = {name: f"{canary(f'reflections.{name}')}{n}"[:24] for name in ("form_key", "words")}
    make_reflection(secret, **note)
    asked_for(group, secret, n)
    signed_for_somebody(group, n)
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
    said = {name: canary(f"share_links.{name}") for name in ("for_whom", "shown_name", "code_hash")}
    once = {name: f"{canary(f'share_links.{name}')}{n}"[:24] for name in ("form_key", "nonce")}
    make_link(secret, token_hash=f"{canary('share_links.token_hash')}{n}", **said | once)
    make_draft(group, answers=answers, form_key=f"{canary('event_drafts.form_key')}{n}")


def asked_for(group, secret, n):
    """Somebody asked the group for a badge, and showed things for it."""
    words = {name: canary(f"badge_awards.{name}") for name in ("words", "reason", "look_again")}
    award = make_award(secret, organisation=group, state="asked", asked_at=utcnow(), **words)
    said = {name: canary(f"evidence_items.{name}") for name in ("words", "link")}
    key = f"{canary('evidence_items.form_key')}{n}"
    save(EvidenceItem(award_id=award.id, kind="link", form_key=key, **said))
    save(Endorsement(award_id=award.id, words=canary("endorsements.words")))
    said = ("name", "issuer_name", "issuer_id", "document")
    make_foreign_badge(secret, **{name: canary(f"foreign_badges.{name}") for name in said})


def signed_for_somebody(group, n):
    """A badge of somebody else, and keys that no answer may hold."""
    made = make_credential(group).id
    words = {name: canary(f"credentials.{name}") for name in ("document", "jwt", *_OF_A_SUBJECT)}
    words |= {name: [canary(f"credentials.{name}")] for name in ("evidence", "endorsements")}
    words["public_id"] = f"{canary('credentials.public_id')}{n}"
    db.session.execute(update(Credential).where(Credential.id == made).values(words))
    fill(SigningKey, "private")


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
