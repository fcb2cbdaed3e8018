"""What people do with their own applications and roles. No reason is asked for any of it."""

from app.opportunities import emails, permissions, queries
from app.opportunities.models import Application, ApplicationState
from app.opportunities.services import references, screening
from app.opportunities.services.applying import deciders
from app.opportunities.services.joining import hold_team, leave_team
from app.opportunities.services.moves import Move, hold, move
from app.people.models import Person
from app.shared.errors import RuleBroken

_S = ApplicationState


def accept(application: Application) -> None:
    """Yes to an offer. What there is to do begins. Twice is once."""
    hold(application)
    if application.state == _S.CHECKS:
        return
    move(application, Move.ACCEPT, application.person)
    screening.begin(application)
    emails.checks(application)
    emails.to_answer(application, deciders(application))


def withdraw(application: Application) -> None:
    """Take it back, at any stage before the start. No reason is asked. Twice is once."""
    hold(application)
    if application.state == _S.WITHDRAWN:
        return
    move(application, Move.WITHDRAW, application.person)


def pause(application: Application, by: Person) -> None:
    """A break, without a reason, for as long as they like. Nothing is lost. Twice is once."""
    _begin(application, by)
    if application.state != _S.PAUSED:
        move(application, Move.PAUSE, by)


def resume(application: Application, by: Person) -> None:
    """Back from a break. Twice is once."""
    _begin(application, by)
    if application.state != _S.ACTIVE:
        move(application, Move.RESUME, by)


def end(application: Application, by: Person) -> None:
    """The role ends, with thanks. Twice is once."""
    hold_team(application)
    _begin(application, by)
    if application.state == _S.ENDED:
        return
    move(application, Move.END, by)
    leave_team(application)
    emails.ended(application)


def read_agreement(application: Application) -> None:
    """They have read what we both expect, as it is now."""
    hold(application)
    screening.read_agreement(application)


def name_referee(application: Application, step_id: int, name: str, email: str) -> None:
    """Say who can speak for them; the referee is asked at once. Refuses once somebody answered."""
    hold(application)
    step = queries.step_of(application, step_id)
    references.name(step, name, email, by=application.person)


def _begin(application: Application, by: Person) -> None:
    hold(application)
    if by.id != application.person_id and not permissions.can_decide(by, application):
        raise RuleBroken("Only they and the group’s team can change this.")
