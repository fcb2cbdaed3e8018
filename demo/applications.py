"""Who would like to help, at every stage of it, and what there was to do for those who do."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from app.opportunities import queries
from app.opportunities.models import (
    CHECK_LASTS,
    CURRENT_AGREEMENT,
    VOLUNTEERING,
    Application,
    ApplicationMove,
    ApplicationNote,
    ApplicationState,
    ReferenceReply,
    ScreeningStep,
    StepKind,
    StepState,
)
from app.opportunities.services import screening
from app.opportunities.services.moves import TRANSITIONS, Move
from app.shared.database import db
from demo.world import World

_S, _M = ApplicationState, Move
SIGNPOSTING, EVENT_CREW = "signposting-volunteer", "event-crew"
WAY_TO = {
    _S.DRAFT: (),
    _S.SENT: (_M.SEND,),
    _S.TALKING: (_M.SEND, _M.TALK),
    _S.RESERVE: (_M.SEND, _M.NO_SPACE),
    _S.OFFERED: (_M.SEND, _M.TALK, _M.OFFER),
    _S.CHECKS: (_M.SEND, _M.TALK, _M.OFFER, _M.ACCEPT),
    _S.NOT_THIS_TIME: (_M.SEND, _M.NOT_THIS_TIME),
}
"""How an application came to stand where it stands."""
BY_THEM = (_M.SEND, _M.ACCEPT)

ASKED: tuple[Any, ...] = (
    # who, role, state, days ago, why, free, needs
    (
        *("gordon-ware", SIGNPOSTING, _S.SENT, 2),
        "I drove a bus for thirty years. I know every stop and most of the people.",
        ["0-morning", "3-morning", "3-afternoon"],
        "A chair with arms, please.",
    ),
    (
        *("moira-dunn", "cafe-host", _S.TALKING, 5),
        "I like feeding people.",
        ["0-morning", "2-morning", "4-afternoon"],
        "",
    ),
    (*("jay-okafor", "welcome-buddy", _S.RESERVE, 12), "", ["2-evening", "5-afternoon"], ""),
    (
        *("imran-qureshi", EVENT_CREW, _S.OFFERED, 6),
        "Happy to carry things.",
        ["4-evening", "5-morning", "5-evening"],
        "",
    ),
    (
        *("carl-hibbert", "house-mentor", _S.CHECKS, 20),
        "Somebody did this for me once.",
        ["1-evening", "5-morning", "6-morning"],
        "A lift on Sundays would help.",
    ),
    (
        *("tomasz-nowak", "phone-line-host", _S.NOT_THIS_TIME, 95),
        "I would like to try being on the phone.",
        ["2-evening"],
        "",
    ),
    (*("stacey-pell", "cafe-host", _S.DRAFT, 3), "", [], ""),
)
KEEPERS = {"lantern-yard": "marcus-obi", "homeward": "terry-lowe"}
REASON = "The phone line has all the hosts it can support until the spring."


def load(world: World) -> None:
    """Applications at different stages, and what those who help already did to start."""
    for who, role, state, days, why, free, needs in ASKED:
        _application(world, who, role, state, days, why=why, free=free, needs=needs)
    helping = select(Application).where(Application.state.in_(VOLUNTEERING))
    for application in db.session.scalars(helping.order_by(Application.id)):
        _did_everything(application)
    db.session.flush()
    _carl(world)


def _application(
    world: World, who: str, role: str, state: ApplicationState, days: int, **wrote: object
) -> None:
    person, way = world.people[who], WAY_TO[state]
    group = world.roles[role].organisation
    keeper = world.people[KEEPERS[group.slug]]
    application = Application(
        opportunity=world.roles[role],
        person=person,
        state=state,
        name=person.name,
        email=person.email or "",
        is_old_enough=state != _S.DRAFT,
        referee_when="later" if way else "",
        agreement_version=CURRENT_AGREEMENT if way else "",
        agreement_read_at=world.ago(days) if way else None,
        answered=_PAGES if way else ["name"],
        started_at=world.ago(days + 1),
        saved_at=world.ago(days),
        sent_at=world.ago(days) if way else None,
        moved_at=world.ago(max(days - len(way) + 1, 1)),
        with_id=keeper.id if len(way) > 1 else None,
        reason=REASON if state == _S.NOT_THIS_TIME else "",
        **wrote,
    )
    db.session.add(application)
    db.session.flush()
    stands = _S.DRAFT
    for number, event in enumerate(way):
        stands = TRANSITIONS[stands, event]
        by = person if event in BY_THEM else keeper
        moved_at = world.ago(max(days - number, 1))
        steps = {"event": event, "state": stands, "by_id": by.id, "moved_at": moved_at}
        db.session.add(ApplicationMove(application_id=application.id, **steps))
    if state in (_S.OFFERED, _S.CHECKS):
        screening.list_steps(application)
    if state == _S.TALKING:
        note = "Good chat at the counter. Free on Wednesdays. Wants to start with somebody else."
        keys = {"form_key": f"demo-{who}", "author_id": keeper.id, "written_at": world.ago(3)}
        db.session.add(ApplicationNote(application_id=application.id, words=note, **keys))


_PAGES = ["name", "contact", "why", "free", "needs", "referee", "agreement"]


def _did_everything(application: Application) -> None:
    """All there was to do, done in the month before they began."""
    screening.list_steps(application)
    began = application.moved_at.date()
    for step in _steps_of(application):
        if step.state == StepState.NOT_NEEDED:
            continue
        step.state, step.done_on = StepState.DONE, began - timedelta(days=7)
        if step.is_check:
            step.renew_on = step.done_on + CHECK_LASTS


def _carl(world: World) -> None:
    """One reference of two is missing, the check is asked for, and the rest is under way."""
    carl = db.session.scalars(select(Application).where(Application.state == _S.CHECKS)).one()
    steps = _steps_of(carl)
    first, second = (step for step in steps if step.is_reference)
    for step, name, days in ((first, "Ruth E", 16), (second, "Sam T", 15)):
        step.state, step.referee_name = StepState.ASKED, name
        step.referee_email = f"{name.split()[0].lower()}@people.example.org"
        step.asked_at, step.chased = world.ago(days), 0
    second.chased = 2
    said = {"how_long": "Four years", "in_what_way": "We run the allotment shed together"}
    reply = {"is_happy": "yes", "words": "Patient, and always there when he says he will be."}
    db.session.add(ReferenceReply(step_id=first.id, answered_at=world.ago(9), **said | reply))
    first.state, first.done_on = StepState.DONE, world.ago(8).date()
    for step in steps:
        if step.kind == StepKind.CHAT or step.about.startswith("Boundaries"):
            step.state, step.done_on = StepState.DONE, world.ago(14).date()
        elif step.is_check:
            step.state, step.asked_at = StepState.ASKED, world.ago(10)
    db.session.flush()


def _steps_of(application: Application) -> list[ScreeningStep]:
    return list(queries.steps_of(application))
