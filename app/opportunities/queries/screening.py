"""What there is to do before somebody starts, and who has done what a shift may ask for."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, exists, select, true
from sqlalchemy.orm import contains_eager, joinedload
from sqlalchemy.orm.attributes import set_committed_value

from app.opportunities.models import (
    CHASE_AFTER,
    FROM_AN_OFFER,
    GRACE,
    OPEN,
    RENEW_AHEAD,
    SETTLED,
    VOLUNTEERING,
    Application,
    ApplicationNote,
    ApplicationState,
    Opportunity,
    ReferenceReply,
    ScreeningStep,
    StepKind,
    StepState,
)
from app.organisations.models import GONE, Organisation
from app.people.models import Person
from app.shared.codes import hashed
from app.shared.database import db, utcnow

KEEP_UNSUCCESSFUL = timedelta(days=183)
KEEP_WITHDRAWN = timedelta(days=30)
KEEP_DRAFT = timedelta(days=183)
"""Since somebody last wrote in it."""


def steps_of(application: Application) -> Sequence[ScreeningStep]:
    """The list of one application, in order."""
    steps = db.session.scalars(
        select(ScreeningStep)
        .where(ScreeningStep.application_id == application.id)
        .order_by(ScreeningStep.number)
    ).all()
    for step in steps:
        set_committed_value(step, "application", application)
    return steps


def is_ready(application: Application) -> bool:
    """Whether nothing is left to do, and they wait to be welcomed."""
    is_waiting = application.state == ApplicationState.CHECKS
    return is_waiting and all(step.is_settled for step in steps_of(application))


def step_of(application: Application, step_id: int) -> ScreeningStep:
    """One step of an application, as it is now; 404 for one of another."""
    found: ScreeningStep = db.first_or_404(
        select(ScreeningStep)
        .where(ScreeningStep.id == step_id, ScreeningStep.application_id == application.id)
        .execution_options(populate_existing=True)
    )
    set_committed_value(found, "application", application)
    return found


def step_with(token: str) -> ScreeningStep | None:
    """The reference that this link asks for, with all that its page and its mails say."""
    application = joinedload(ScreeningStep.application)
    role = application.joinedload(Application.opportunity)
    return db.session.scalar(
        select(ScreeningStep)
        .where(ScreeningStep.token_hash == hashed(token))
        .options(application.joinedload(Application.person))
        .options(role.joinedload(Opportunity.organisation))
    )


def is_waited_for(step: ScreeningStep) -> bool:
    """Whether somebody still waits for this reference."""
    is_asked = step.state == StepState.ASKED and reply_to(step) is None
    return is_asked and step.application.state == ApplicationState.CHECKS


def reply_to(step: ScreeningStep) -> ReferenceReply | None:
    """What the referee wrote, if they have."""
    return db.session.scalar(select(ReferenceReply).where(ReferenceReply.step_id == step.id))


def replies_to(steps: Collection[ScreeningStep]) -> dict[int, ReferenceReply]:
    """What referees wrote, by the step they were asked for."""
    found = db.session.scalars(
        select(ReferenceReply).where(ReferenceReply.step_id.in_([step.id for step in steps]))
    )
    return {reply.step_id: reply for reply in found}


def has_note(form_key: str) -> bool:
    """Whether the form with this key has been sent before."""
    return bool(db.session.scalar(select(exists().where(ApplicationNote.form_key == form_key))))


def from_an_offer(role: Opportunity) -> Sequence[Application]:
    """Everyone who was offered this role or has it, in one order for all who hold them."""
    return db.session.scalars(
        select(Application)
        .where(Application.opportunity_id == role.id, Application.state.in_(FROM_AN_OFFER))
        .options(joinedload(Application.person))
        .order_by(Application.id)
    ).all()


def another_role_in(application: Application) -> Application | None:
    """Another role that the same person has in the same group."""
    role = application.opportunity
    return db.session.scalar(
        select(Application)
        .join(Application.opportunity)
        .where(
            Application.person_id == application.person_id,
            Application.id != application.id,
            Opportunity.organisation_id == role.organisation_id,
            Application.state.in_(VOLUNTEERING),
        )
        .limit(1)
    )


def to_nudge(until: datetime) -> Sequence[Application]:
    """Applications that nobody has answered since then, whose group was not asked about them."""
    return _waiting(until, Application.nudged_at.is_(None))


def to_say_sorry_to(until: datetime) -> Sequence[Application]:
    """Applications that nobody has answered since then, who were not told sorry."""
    return _waiting(until, Application.sorry_at.is_(None))


def to_chase(now: datetime) -> Sequence[ScreeningStep]:
    """References that were asked for and not answered, as long ago as somebody is asked again."""
    late = [
        (ScreeningStep.chased == times) & (ScreeningStep.asked_at <= now - after)
        for times, after in enumerate(CHASE_AFTER)
    ]
    application = joinedload(ScreeningStep.application)
    role = application.joinedload(Application.opportunity)
    return db.session.scalars(
        select(ScreeningStep)
        .join(ScreeningStep.application)
        .where(
            Application.state == ApplicationState.CHECKS,
            ScreeningStep.kind == StepKind.REFERENCE,
            ScreeningStep.state == StepState.ASKED,
            late[0] | late[1],
            ~exists().where(ReferenceReply.step_id == ScreeningStep.id),
        )
        .options(application.joinedload(Application.person))
        .options(role.joinedload(Opportunity.organisation))
        .order_by(ScreeningStep.id)
    ).all()


def to_renew(today: date) -> Sequence[ScreeningStep]:
    """Checks that end within 90 days, of people who have the role, that nobody was told about."""
    application = joinedload(ScreeningStep.application)
    role = application.joinedload(Application.opportunity)
    return db.session.scalars(
        select(ScreeningStep)
        .join(ScreeningStep.application)
        .where(
            Application.state.in_(VOLUNTEERING),
            ScreeningStep.renew_on <= today + RENEW_AHEAD,
            ScreeningStep.renewal_told_at.is_(None),
        )
        .options(application.joinedload(Application.person))
        .options(role.joinedload(Opportunity.organisation))
        .order_by(ScreeningStep.id)
    ).all()


def has_passed(
    person: Person, role: Opportunity, kind: StepKind, about: str = "", on: date | None = None
) -> bool:
    """Whether `person`, who has this role, has done a thing of this kind (of a training, which) and
    it is good on that day, the days of grace included. What was not needed counts as done."""
    return person.id in passed(role, kind, about, on)


def passed(
    role: Opportunity, kind: StepKind, about: str = "", on: date | None = None
) -> frozenset[int]:
    """The ids of everyone who has this role and has done that, as `has_passed` says it of one.

    Whoever has the role from before there was a list of steps has nothing left to do."""
    missing = exists().where(
        ScreeningStep.application_id == Application.id,
        ScreeningStep.kind == kind,
        *([ScreeningStep.about == about] if about else []),
        ScreeningStep.state.not_in(SETTLED)
        | (ScreeningStep.renew_on < (on or utcnow().date()) - GRACE),
    )
    return frozenset(
        db.session.scalars(
            select(Application.person_id).where(
                Application.opportunity_id == role.id,
                Application.state.in_(VOLUNTEERING),
                ~missing,
            )
        )
    )


def waiting_for_nothing(limit: int, role: Opportunity | None = None) -> Sequence[Application]:
    """Those on the way to a role that is closed, or whose group has left; of one role, or of all.
    In one order for all who hold them."""
    of_role = Application.opportunity_id == role.id if role else true()
    is_over = Opportunity.closed_at.is_not(None) | Organisation.state.in_(GONE)
    return db.session.scalars(
        select(Application)
        .join(Application.opportunity)
        .join(Opportunity.organisation)
        .where(Application.state.in_(OPEN), is_over, of_role)
        .options(contains_eager(Application.opportunity).contains_eager(Opportunity.organisation))
        .options(joinedload(Application.person))
        .order_by(Application.id)
        .limit(limit)
    ).all()


def _waiting(until: datetime, which: ColumnElement[bool]) -> Sequence[Application]:
    role = joinedload(Application.opportunity)
    return db.session.scalars(
        select(Application)
        .where(Application.state == ApplicationState.SENT, Application.sent_at <= until, which)
        .options(role.joinedload(Opportunity.organisation), joinedload(Application.person))
        .order_by(Application.id)
    ).all()


def forgettable(now: datetime) -> Sequence[int]:
    """The applications that are to be forgotten by now: those that came to nothing six months ago,
    those taken back a month ago, and drafts that nobody touched for six months."""
    state, since = Application.state, Application.moved_at
    return db.session.scalars(
        select(Application.id).where(
            ((state == ApplicationState.NOT_THIS_TIME) & (since < now - KEEP_UNSUCCESSFUL))
            | ((state == ApplicationState.WITHDRAWN) & (since < now - KEEP_WITHDRAWN))
            | ((state == ApplicationState.DRAFT) & (Application.saved_at < now - KEEP_DRAFT))
        )
    ).all()
