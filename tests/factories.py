"""Ready-made things. Say only what the test is about; the rest is filled in and sensible."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from sqlalchemy import select

from app.bookings.models import CONSENT_VERSION, Booking, BookingState, PulseLink
from app.company.models import BuddyRequest, Lift, LiftKind
from app.events.models import (
    Audience,
    BookingMode,
    Event,
    EventDraft,
    EventHost,
    EventKind,
    EventQuestion,
    Frequency,
    Occurrence,
    WaitingImport,
)
from app.following.models import Follow
from app.hours.models import ExpenseClaim, HoursEntry
from app.opportunities.models import (
    Application,
    ApplicationState,
    Opportunity,
    ScreeningStep,
    StepKind,
    StepState,
)
from app.organisations.models import (
    Invitation,
    Membership,
    Organisation,
    OrganisationState,
    Position,
)
from app.people.models import Person
from app.places.models import Place, Settlement, Venue
from app.rota.models import Shift, ShiftPattern, ShiftSignup, SignupState
from app.shared.codes import hashed, new_code, new_key
from app.shared.database import db, utcnow

WEEK = timedelta(days=7)
HOURS_LONG = 2

number = count(1)


def save(thing):
    """Write `thing`, and keep what it stands on in memory for as long as the test lasts."""
    session = db.session()
    session.add(thing)
    session.expire_on_commit = False  # or all that was made before would be read again each time
    session.commit()
    session.expire_on_commit = True
    session.expire(thing)  # from now on it is what the database has of it
    # The session itself only remembers what something else holds on to, and a test that says
    # `booking.occurrence.event` has loaded none of it.
    session.info.setdefault("made", []).append(thing)
    return thing


def make_person(**says):
    n = next(number)
    return save(Person(**{"name": f"Person {n}", "email": f"person{n}@example.org"} | says))


def make_place(**says):
    """Cromford unless told otherwise; near Matlock and far from Edale."""
    n = next(number)
    defaults = {
        "slug": f"cromford-{n}",
        "name": "Cromford",
        "outcode": "DE4",
        "latitude": 53.108,
        "longitude": -1.561,
        "district": "Derbyshire Dales",
        "settlement": Settlement.VILLAGE,
        "is_rural": True,
    }
    return save(Place(**defaults | says))


def make_venue(place=None, **says):
    """A village hall in `place`; `place=False` for one that is nowhere (online, by phone)."""
    n = next(number)
    place = make_place() if place is None else place or None
    defaults = {"slug": f"hall-{n}", "name": f"Hall {n}", "type": "hall", "place": place}
    if place:
        defaults |= {name: getattr(place, name) for name in ("outcode", "latitude", "longitude")}
    return save(Venue(**defaults | says))


def make_organisation(**says):
    """A group that has been checked, so that it is public."""
    n = next(number)
    defaults = {
        "slug": f"group-{n}",
        "name": f"Group {n}",
        "neutral_name": f"Neighbours {n}",
        "kind": "lero",
        "state": OrganisationState.VERIFIED,
        "stage": "established",
        "verified_at": utcnow(),
    }
    return save(Organisation(**defaults | says))


def make_membership(organisation=None, person=None, **says):
    return save(
        Membership(
            organisation=organisation or make_organisation(),
            person=person or make_person(),
            **{"position": Position.ORGANISER} | says,
        )
    )


def make_kind(slug="social", **says):
    """The kind of this slug, made if it is not there yet."""
    found = db.session.scalar(select(EventKind).where(EventKind.slug == slug))
    defaults = {"slug": slug, "name": slug.replace("-", " ").capitalize(), "look": "social"}
    return found or save(EventKind(**defaults | says))


def make_audience(slug="open", **says):
    """The audience of this slug, made if it is not there yet."""
    found = db.session.scalar(select(Audience).where(Audience.slug == slug))
    names = {"open": "Everyone"}
    return found or save(Audience(**{"slug": slug, "name": names.get(slug, slug)} | says))


def make_event(organisation=None, venue=None, kind=None, audience=None, **says):
    """A published weekly event with ten places and a waiting list. It has no dates yet."""
    n = next(number)
    is_drop_in = says.get("booking_mode") == BookingMode.DROP_IN
    title = says.get("title", f"Supper {n}")
    defaults = {
        "slug": f"event-{n}",
        "title": title,
        "neutral_title": title,
        "booking_mode": BookingMode.BOOKABLE,
        "capacity": None if is_drop_in else 10,
        "has_waiting_list": not is_drop_in,
        "frequency": Frequency.WEEKLY,
        "weekdays": [3],
        "first_date": date(2026, 1, 1),
        "start_time": time(18, 30),
        "duration_minutes": 60 * HOURS_LONG,
        "published_at": utcnow(),
    }
    parents = {
        "organisation": organisation or make_organisation(),
        "venue": venue or make_venue(),
        "kind": kind or make_kind(),
        "audience": audience or make_audience(),
    }
    return save(Event(**defaults | parents | says))


def make_host(event=None, person=None):
    """Someone of the event's team whom it names; in the team without any rights, if not yet."""
    event, person = event or make_event(), person or make_person()
    theirs = Membership.organisation == event.organisation, Membership.person == person
    if db.session.scalar(select(Membership).where(*theirs)) is None:
        make_membership(event.organisation, person, position=Position.PARTICIPANT)
    return save(EventHost(event_id=event.id, person=person))


def make_question(event=None, **says):
    """What people are asked who book `event`: in their own words, if they like."""
    n = next(number)
    defaults = {"words": f"Question {n}?", "why": "To plan", "keep_days": 30, "order": n}
    return save(EventQuestion(event_id=(event or make_event()).id, **defaults | says))


def make_draft(organisation=None, **says):
    """The start of an event: a name, and no more."""
    answers = {"name": {"title": ["Art group"]}}
    parent = {"organisation": organisation or make_organisation()}
    return save(EventDraft(**parent | {"form_key": new_key(), "answers": answers} | says))


def make_occurrence(event=None, starts_in=WEEK, starts_at=None, **says):
    """A date of `event`, a week from now unless told otherwise. `starts_at` is an aware moment."""
    event = event or make_event()
    local = (starts_at or utcnow() + starts_in).astimezone(ZoneInfo(event.zone))
    if starts_at is None:
        local = local.replace(second=0, microsecond=0)
    start = local.astimezone(UTC)
    minutes = says.get("duration_minutes", event.duration_minutes)
    defaults = {
        "original_date": local.date(),
        "number": _next_number(event, local.date()),
        "local_date": local.date(),
        "start_time": local.time().replace(microsecond=0),
        "duration_minutes": minutes,
        "zone": event.zone,
        "starts_at": start,
        "ends_at": start + timedelta(minutes=minutes),
        "capacity": event.capacity,
        "venue": event.venue,
    }
    return save(Occurrence(event=event, **defaults | says))


def make_booking(occurrence=None, **says):
    """One place for someone without an account, held."""
    n = next(number)
    now = utcnow()
    defaults = {
        "code": new_code(),
        "name": f"Guest {n}",
        "places": 1,
        "state": BookingState.BOOKED,
        "joined_at": now,
        "consented_at": now,
        "consent_version": CONSENT_VERSION,
    }
    return save(Booking(occurrence=occurrence or make_occurrence(), **defaults | says))


def local(words, zone="Europe/London"):
    """The moment at which a clock in `zone` says "2026-11-26 18:30"."""
    return datetime.fromisoformat(words).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def _next_number(event, day):
    taken = select(Occurrence.number).where(
        Occurrence.event_id == event.id, Occurrence.original_date == day
    )
    return max(db.session.scalars(taken), default=0) + 1


def make_follow(event=None, **says):
    """Someone who follows `event`, or the organisation or place that is given instead;
    `confirmed_at=None` if they only asked."""
    n = next(number)
    if not {"organisation", "place"} & set(says):
        says["event"] = event or make_event()
    defaults = {"email": f"follower{n}@example.org", "key": new_key(), "confirmed_at": utcnow()}
    return save(Follow(**defaults | says))


def make_invitation(organisation=None, **says):
    """Somebody who was asked to volunteer, and has two weeks to answer."""
    n = next(number)
    defaults = {"email": f"asked{n}@example.org", "key": new_key(), "position": Position.VOLUNTEER}
    organisation = organisation or make_organisation()
    ends_at = utcnow() + 2 * WEEK
    return save(Invitation(**{"organisation": organisation, "ends_at": ends_at} | defaults | says))


def make_waiting_import(organiser, text="Name,Date,Starts\nTea,24/11/2030,18:30"):
    """A file that `organiser` (a membership) gave for their group, and that waits."""
    owners = {"organisation_id": organiser.organisation_id, "person_id": organiser.person_id}
    return save(WaitingImport(text=text, **owners))


def make_request(booking=None, **says):
    """Someone who booked and asked to be met, and nobody has said yes yet."""
    booking = booking or make_booking(occurrence=make_meeting(), wants_meeting=True)
    date = {"occurrence": booking.occurrence, "sequence": booking.occurrence.sequence}
    return save(BuddyRequest(booking=booking, **date | says))


def make_meeting(organisation=None, starts_in=WEEK, **says):
    """A date of an event whose team meets people at the door."""
    event = make_event(organisation, offers_buddy=True, **says)
    return make_occurrence(event=event, starts_in=starts_in)


def make_pulse_link(occurrence=None, **says):
    """The key of a link that asks how a date was, by somebody who has not answered yet."""
    key, occurrence = new_key(), occurrence or make_occurrence(starts_in=-WEEK)
    defaults = {"occurrence_id": occurrence.id, "ends_at": utcnow() + WEEK}
    save(PulseLink(key_hash=hashed(key), **defaults | says))
    return key


def make_lift(booking=None, **says):
    """Someone who booked and needs a lift from Matlock; `kind="offer"` for who can give one."""
    booking = booking or make_booking()
    said = {"kind": LiftKind.NEED, "area": "Matlock", "seats": 1} | says
    booking.wants_lift = said["kind"] == LiftKind.NEED
    return save(Lift(booking=booking, occurrence=booking.occurrence, **said))


def make_role(organisation=None, **says):
    """A role on offer at a hall, without a check; its supporter is in the group's team."""
    n = next(number)
    organisation = organisation or make_organisation()
    supporter = make_membership(organisation, position=Position.PARTICIPANT).person
    defaults = {
        "slug": f"role-{n}",
        "title": f"Helper {n}",
        "neutral_title": f"Helper {n}",
        "summary": "Be there.",
        "expenses": "Bus fares",
        "check_why": "Never alone with anyone",
        "supporter": supporter,
        "published_at": utcnow(),
    }
    parents = {"organisation": organisation, "venue": make_venue()}
    return save(Opportunity(**parents | defaults | says))


def make_application(role=None, person=None, **says):
    """Somebody who has the role; `state` for where else they may stand."""
    person = person or make_person()
    said = {"state": ApplicationState.ACTIVE, "name": person.name, "email": person.email or ""}
    if says.get("state") == ApplicationState.NOT_THIS_TIME:
        said["reason"] = "The role is full."
    return save(Application(opportunity=role or make_role(), person=person, **said | says))


def make_hours(role=None, person=None, **says):
    """Two hours that somebody gave last week in this role, which wait for the group."""
    role = role or make_role()
    said = {"day": utcnow().date() - WEEK, "minutes": 120, "opportunity": role}
    person = person or make_application(role).person
    return save(HoursEntry(person=person, organisation=role.organisation, **said | says))


def make_claim(role=None, person=None, **says):
    """A bus fare last week that somebody would like back, which waits for the group."""
    role = role or make_role()
    said = {"day": utcnow().date() - WEEK, "what": "Bus", "pence": 420, "opportunity": role}
    person = person or make_application(role).person
    return save(ExpenseClaim(person=person, organisation=role.organisation, **said | says))


def make_shift(role=None, starts_in=WEEK, starts_at=None, **says):
    """Three hours for two to three people, a week from now unless told otherwise."""
    start = (starts_at or utcnow() + starts_in).replace(second=0, microsecond=0)
    end = says.get("ends_at") or start + timedelta(hours=says.pop("hours", 3))
    here, there = (each.astimezone(ZoneInfo("Europe/London")) for each in (start, end))
    times = {
        "original_date": here.date(),
        "local_date": here.date(),
        "start_time": here.time(),
        "end_time": there.time(),
        "zone": "Europe/London",
        "starts_at": start,
        "ends_at": end,
    }
    return save(Shift(opportunity=role or make_role(), **{"least": 2, "most": 3} | times | says))


def make_pattern(role=None, **says):
    """Every Thursday from today on, for two to three people. It has no shifts yet."""
    times = {"weekday": 3, "start_time": time(9, 45), "end_time": time(13)}
    people = {"first_date": utcnow().date(), "least": 2, "most": 3}
    return save(ShiftPattern(opportunity=role or make_role(), **times | people | says))


def make_signup(shift=None, person=None, **says):
    """Somebody who has the role and said yes to a shift."""
    shift = shift or make_shift()
    person = person or make_application(shift.opportunity).person
    return save(ShiftSignup(shift=shift, person=person, **{"state": SignupState.SIGNED_UP} | says))


def make_step(application=None, **says):
    """Something to do before somebody starts: a chat."""
    application = application or make_application(state=ApplicationState.CHECKS)
    said = {"kind": StepKind.CHAT, "number": next(number)}
    return save(ScreeningStep(application=application, **said | says))


def make_reference(application=None, **says):
    """A reference that somebody was asked for, and the key in the mail to them."""
    key = new_key()
    said = {"referee_name": "Alex Moss", "referee_email": "alex@example.org"}
    said |= {"state": StepState.ASKED, "asked_at": utcnow(), "token_hash": hashed(key)}
    return make_step(application, kind=StepKind.REFERENCE, **said | says), key
