"""Habits that only show when something is asked of the app."""

import re

import pytest
from sqlalchemy import insert, select

from app.bookings.models import BookingState
from app.events.models import cohost_requests
from app.organisations.models import OrganisationKind
from app.rota.models import CoverAsk
from app.rota.services import new_calendar
from app.shared import outbox
from app.shared.database import db, utcnow
from app.skills.services import token_of
from tests.conventions.building import rules
from tests.factories import (
    make_application,
    make_booking,
    make_claim,
    make_draft,
    make_event,
    make_follow,
    make_host,
    make_hours,
    make_invitation,
    make_lift,
    make_membership,
    make_occurrence,
    make_pattern,
    make_person,
    make_place,
    make_pulse_link,
    make_question,
    make_reference,
    make_request,
    make_role,
    make_shift,
    make_signup,
    make_venue,
    make_waiting_import,
    save,
)
from tests.making_badges import make_award, make_badge, make_evidence, make_reflection
from tests.making_credentials import make_credential, make_foreign_badge
from tests.making_skills import make_link

ANYTHING = {"int": "1", "string": "x", "key": "2026-11-26", "path": "x", "uuid": "0" * 32}
WITHOUT_TOKEN = {"following.stop", "skills.unlock", "skills.opened"}
"""What mail programs send by themselves (RFC 8058, 3.1), with a key that only the mail holds; and
what the page of a shared record sends, which sets no cookie: whoever knows its key may."""
OF_THE_NETWORK = {"places.towns"}
"""Pages of a team that only the network's has."""
POSTS = [rule for rule in rules() if "POST" in rule.methods and rule.endpoint not in WITHOUT_TOKEN]


def alike(rule):
    """The room of an address and what it begins with: those share what stands in for variables."""
    return f"{rule.endpoint.split('.')[0]} {rule.rule.split('/')[1]}"


GETS = [rule for rule in rules() if "GET" in rule.methods]
ALIKE = {name: [rule for rule in GETS if alike(rule) == name] for name in sorted(map(alike, GETS))}


@pytest.mark.parametrize("rule", POSTS, ids=str)
def test_no_post_is_taken_without_its_token(app, client, monkeypatch, rule):
    monkeypatch.setitem(app.config, "WTF_CSRF_CHECK_DEFAULT", True)
    url = re.sub(r"<(?:(\w+)(?:\([^)]*\))?:)?\w+>", lambda found: ANYTHING[found[1]], rule.rule)

    response = client.post(url)

    assert response.status_code == 400, (
        f"{rule.endpoint} took a POST that another site could have sent. Do not exempt it"
    )


@pytest.mark.one_database_says_it  # PostgreSQL refuses by itself: a GET's transaction only reads
@pytest.mark.parametrize("rules", ALIKE.values(), ids=ALIKE)
def test_looking_changes_nothing(app, client, sign_in, rules):
    """Nor does it when an organiser of the group looks."""
    organiser, stranger = make_membership(), app.test_client()
    urls = addresses(rules, lambda: organiser)
    sign_in(organiser.person)
    before = _everything()

    for rule in rules:
        looking = client if app.view_functions[rule.endpoint].access == "signed_in" else stranger
        response = looking.get(urls[rule.rule])

        said = f"{urls[rule.rule]}: fill in what it takes in samples"
        assert response.status_code not in (400, 404, 405), said
        assert _everything() == before, (
            f"GET {urls[rule.rule]} changed the database. Mail scanners open every link: POST it"
        )


def addresses(rules, make_organiser):
    """Where each of these rules leads, filled in with samples: those that are alike share them."""
    filled = {}
    for rule in rules:
        if alike(rule) not in filled:
            filled[alike(rule)] = samples(rule, make_organiser())
    return {rule.rule: re.sub(r"<[^>]*?(\w+)>", filled[alike(rule)], rule.rule) for rule in rules}


def samples(rule, organiser):
    """What stands in for each variable of an address: something that is there, of a group that
    `organiser` (a membership) organises. The same for all addresses of a room that begin alike."""
    group = organiser.organisation
    if rule.endpoint in OF_THE_NETWORK:
        group.kind = OrganisationKind.NETWORK
    event = make_event(organisation=group)
    booking = make_booking(occurrence=make_occurrence(event=event), wants_meeting=True)
    make_host(event=event)
    role = make_role(group, events=[event])
    slugs = {"events": event.slug, "volunteer": role.slug, "places": make_place().slug}
    slugs |= dict.fromkeys(("groups", "organise", "you"), group.slug)
    if rule.rule.startswith("/you/skills"):
        slugs["you"] = make_badge().slug
    if rule.rule.startswith("/badges"):
        slugs["badges"] = make_badge().slug
    invitation = make_invitation(group, email=organiser.person.email)
    keys = {"following": make_follow(event=event).key, "organisations": invitation.key}
    key = keys.get(rule.endpoint.split(".")[0], booking.occurrence.key)
    known = {"slug": slugs.get(rule.rule.split("/")[1]), "code": booking.code}
    known |= {"key": key, "date_key": key, "message_id": str(_mail().id)}
    known |= {"occurrence_id": str(booking.occurrence_id), "booking_id": str(booking.id)}
    known |= {"person_id": str(organiser.person_id), "invitation_id": str(invitation.id)}
    known |= {"request_id": str(make_request(booking).id)}
    known["lift_id"] = str(_somebody_to_ask(booking).id)
    known |= {"table": "bookings", "name": "words", "sign_in_id": "1"}
    known |= _towards_a_badge(organiser if rule.rule.startswith("/you") else None, group)
    known["brought_id"] = str(make_foreign_badge(organiser.person).id)
    known["note_id"] = str(make_reflection(organiser.person, group).id)
    known["token"] = make_pulse_link(booking.occurrence)
    known |= _shifts(role, organiser.person)
    if rule.endpoint.startswith("skills."):
        link = make_link(organiser.person)
        known |= {"link_id": str(link.id), "token": token_of(link)}
    if rule.endpoint.startswith("rota."):
        known["token"] = new_calendar(make_person())
    known |= _applied(rule, organiser)
    known["venue_id"] = str(make_venue(organisation_id=group.id).id)
    known["question_id"] = str(make_question(event).id)
    known["entry_id"] = str(make_hours(role, organiser.person).id)
    known["claim_id"] = str(make_claim(role, organiser.person).id)
    known["event_id"] = str(_to_hold_together(group).id)
    known["import_id"] = str(make_waiting_import(organiser).id)
    known["step"] = "why" if rule.rule.startswith("/volunteer/") else "when"
    known |= _signed(rule, group)
    known |= {"event_slug": event.slug, "draft_id": str(make_draft(group).id)}
    known["role_id"] = str(role.id)
    known["badge_slug"] = make_badge(organisation=group).slug
    db.session.commit()

    def fill(found):
        assert known.get(found[1]), f"{rule.rule}: say in samples what {found[1]} may be"
        return known[found[1]]

    return fill


def _towards_a_badge(organiser, group):
    """What they, or somebody else, asked the group for, with something to show."""
    person = organiser.person if organiser else make_person()
    award = make_award(person, organisation=group, state="asked", asked_at=utcnow())
    evidence = make_evidence(award)
    return {
        "award_id": str(award.id),
        "evidence_id": str(evidence.id),
        "criterion_id": str(evidence.criterion_id),
    }


def _shifts(role, person):
    """A shift that somebody is on and others may join, and what `person` is asked to cover."""
    signup = make_signup(make_shift(role, least=1, most=9))
    ask = save(CoverAsk(signup=signup, person=person))
    pattern = make_pattern(role)
    found = {
        "pattern_id": pattern.id,
        "shift_id": signup.shift_id,
        "signup_id": signup.id,
        "ask_id": ask.id,
    }
    return {name: str(id_) for name, id_ in found.items()}


def _applied(rule, organiser):
    """An application that waits for its checks: one's own on one's own pages, somebody else's on
    those of the team; and what a referee was sent."""
    role = make_role(organiser.organisation, check_level="basic", references_needed=1)
    person = organiser.person if rule.rule.startswith("/you") else None
    application = make_application(role, person, state="checks", free=["0-morning"])
    step, token = make_reference(application)
    known = {"application_id": str(application.id), "step_id": str(step.id)}
    return known | ({"token": token} if rule.endpoint == "opportunities.reference" else {})


def _signed(rule, group):
    """A badge that the group gave, what it is for, and who signed it."""
    if not rule.endpoint.startswith("credentials."):
        return {}
    credential = make_credential(group)
    achievement = credential.achievement
    found = {"verify": credential, "achievements": achievement, "issuers": achievement.issuer}
    row = found.get(rule.rule.split("/")[1], credential)
    return {"public_id": row.public_id, "number": str(credential.status_list.number)}


def _to_hold_together(group):
    """What another group asks this one to hold with it."""
    event = make_event()
    row = {"event_id": event.id, "organisation_id": group.id}
    db.session.execute(insert(cohost_requests).values(row))
    return event


def _somebody_to_ask(booking):
    """Who can give a lift to the holder of `booking`, who needs one. It has been, as whoever asks
    for all these pages may hold every booking, and nobody holds two of a date to come."""
    make_lift(booking)
    return make_lift(make_booking(booking.occurrence, state=BookingState.CAME), kind="offer")


def _mail():
    return outbox.post(kind="bookings.booked", to="kelly@example.org", full=False, context={})


def _everything():
    db.session.rollback()
    return {
        table.name: db.session.execute(select(table).order_by(*table.primary_key)).all()
        for table in db.metadata.sorted_tables
    }
