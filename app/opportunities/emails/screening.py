"""To referees, and about what has to be done or done again."""

from collections.abc import Iterable

from app.opportunities.emails.applications import about, to_person
from app.opportunities.emails.team import to_team
from app.opportunities.models import ScreeningStep
from app.people.models import Person
from app.shared import outbox
from app.shared.database import utcnow
from app.shared.waking import next_waking, own_zone


def reference_ask(step: ScreeningStep, token: str) -> None:
    """To somebody who was named: would you give a reference? The role and the group in neutral
    words, and nothing of the person but the name they gave."""
    _to_referee(step, "reference_ask", token)


def reference_again(step: ScreeningStep, token: str) -> None:
    """The same once more, when they have not answered."""
    _to_referee(step, "reference_again", token)


def no_reference(step: ScreeningStep) -> None:
    """To whoever applied: nobody answered, and there is another way."""
    to_person(step.application, "no_reference")


def check_ends(step: ScreeningStep) -> None:
    """To whoever has the role: the check is to be renewed, and nothing changes until then."""
    to_person(step.application, "check_ends")


def check_of_team_ends(step: ScreeningStep, people: Iterable[Person]) -> None:
    """To those who decide: somebody's check is to be renewed."""
    to_team(step.application, people, "check_of_team_ends")


def _to_referee(step: ScreeningStep, name: str, token: str) -> None:
    application = step.application
    role = application.opportunity
    outbox.post(
        kind=f"opportunities.{name}",
        to=step.referee_email,
        full=False,
        context={
            "token": token,
            "name": application.name,
            "role": role.neutral_title,
            "group": role.organisation.neutral_name,
        },
        key=f"reference:{step.id}:{step.chased}:{token[:8]}",
        send_after=next_waking(utcnow(), own_zone().key),
        about=about(application),
    )
