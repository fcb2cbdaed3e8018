"""What the group says to an application.

Every verb holds it first, is done once however often it is asked, and refuses whoever may not
decide: nobody decides about themselves.
"""

from app.opportunities import emails, permissions, queries
from app.opportunities.models import Application, ApplicationNote, ApplicationState, StepState
from app.opportunities.services import screening
from app.opportunities.services.joining import hold_team, join_team
from app.opportunities.services.moves import Move, hold, move
from app.people.models import Person
from app.shared.database import db, utcnow
from app.shared.errors import RuleBroken

NOT_YOURS = "Somebody else of the team has to decide this."
SAY_WHY = "Say why. They read it, so write it for them."
STILL_TO_DO = "There are still things to do before the start. They are in the list."
OTHER_ROLES = 3


def take(application: Application, by: Person) -> None:
    """Look after it from now on."""
    _begin(application, by)
    application.with_id = by.id
    db.session.flush()


def invite_to_talk(application: Application, by: Person) -> None:
    """The group would like a chat."""
    if _step(application, Move.TALK, by):
        emails.talk(application)


def offer(application: Application, by: Person) -> None:
    """The role is theirs if they like: what comes next is listed from now on."""
    if _step(application, Move.OFFER, by):
        screening.list_steps(application)
        emails.offered(application)


def put_on_reserve(application: Application, by: Person) -> None:
    """There is no space. They are told, and stay on the list."""
    if _step(application, Move.NO_SPACE, by):
        emails.on_reserve(application)


def find_space(application: Application, by: Person) -> None:
    """There is space now: the group would like to talk."""
    if _step(application, Move.SPACE, by):
        emails.talk(application)


def say_not_this_time(application: Application, reason: str, by: Person) -> None:
    """Not this time, with a reason that is sent and other roles. They may ask again at once."""
    if not reason.strip():
        raise RuleBroken(SAY_WHY)
    _begin(application, by)
    if application.state == ApplicationState.NOT_THIS_TIME:
        return
    application.reason = reason.strip()
    move(application, Move.NOT_THIS_TIME, by)
    others = queries.other_roles(application, OTHER_ROLES, utcnow().date())
    emails.not_this_time(application, others)


def welcome(application: Application, by: Person) -> None:
    """They have the role, and are in the team. Refuses while there is something left to do."""
    hold_team(application)
    _begin(application, by)
    if application.state == ApplicationState.ACTIVE:
        return
    if application.state == ApplicationState.CHECKS and not queries.is_ready(application):
        raise RuleBroken(STILL_TO_DO)
    move(application, Move.WELCOME, by)
    join_team(application)
    emails.welcome(application)


def agree_not_suitable(application: Application, by: Person) -> None:
    """After a second person has said so too: a careful answer, and how to appeal."""
    steps = queries.steps_of(application)
    refused = next(step for step in steps if step.state == StepState.NOT_SUITABLE)
    application.reason = refused.reason
    move(application, Move.NOT_SUITABLE, by)
    emails.not_this_time(application, is_after_check=True)


def write_note(application: Application, words: str, form_key: str, by: Person) -> None:
    """Write something down, which whoever applied may read. The same form twice is one note."""
    _begin(application, by)
    if not words.strip():
        raise RuleBroken("Write the note first.")
    if queries.has_note(form_key):
        return
    note = ApplicationNote(
        application_id=application.id, author_id=by.id, form_key=form_key, words=words.strip()
    )
    db.session.add(note)
    db.session.flush()


def _step(application: Application, event: Move, by: Person) -> bool:
    """Take it there; False where it is there already."""
    _begin(application, by)
    if application.state == _LEADS_TO[event]:
        return False
    move(application, event, by)
    if application.with_id is None:
        application.with_id = by.id
    db.session.flush()
    return True


def _begin(application: Application, by: Person) -> None:
    hold(application)
    if not permissions.can_decide(by, application):
        raise RuleBroken(NOT_YOURS)


_LEADS_TO = {
    Move.TALK: ApplicationState.TALKING,
    Move.OFFER: ApplicationState.OFFERED,
    Move.NO_SPACE: ApplicationState.RESERVE,
    Move.SPACE: ApplicationState.TALKING,
}
