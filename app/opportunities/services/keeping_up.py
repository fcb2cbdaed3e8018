"""What the worker does for applications: nobody is left without a word, and nothing is kept for
longer than it is needed. All of it bears running twice."""

from datetime import datetime, timedelta

from sqlalchemy import delete

from app.opportunities import emails, queries
from app.opportunities.models import Application, ApplicationState, ScreeningStep, StepState
from app.opportunities.services import references
from app.opportunities.services.applying import deciders
from app.opportunities.services.closing import answer_waiting
from app.opportunities.services.moves import hold
from app.shared import outbox
from app.shared.database import db, utcnow
from app.shared.waking import next_waking, own_zone

NUDGE_AFTER = timedelta(days=7)
SORRY_AFTER = timedelta(days=14)


def keep_up(now: datetime | None = None) -> None:
    """Answer who waits for a role that is closed, remind groups of who waits for a week, say sorry
    to who waits for two, ask referees again, and say which checks end soon. Nothing of it at night.
    """
    now = now or utcnow()
    zone = own_zone()
    if next_waking(now, zone.key) != now:
        return
    answer_waiting()
    for application in queries.to_nudge(now - NUDGE_AFTER):
        hold(application)
        if application.state == ApplicationState.SENT:
            application.nudged_at = now
            emails.still_waiting(application, deciders(application))
    for application in queries.to_say_sorry_to(now - SORRY_AFTER):
        hold(application)
        if application.state == ApplicationState.SENT:
            application.sorry_at = now
            emails.sorry(application)
    for step in queries.to_chase(now):
        _chase(step)
    for step in queries.to_renew(now.astimezone(zone).date()):
        step.renewal_told_at = now
        emails.check_ends(step)
        emails.check_of_team_ends(step, deciders(step.application))
    db.session.flush()


def forget(now: datetime | None = None) -> None:
    """Delete what came to nothing six months ago, what was taken back a month ago, and drafts that
    nobody touched for six months, with every mail about them."""
    for id_ in queries.forgettable(now or utcnow()):
        outbox.erase(emails.about_id(id_))
        db.session.execute(delete(Application).where(Application.id == id_))


def _chase(step: ScreeningStep) -> None:
    hold(step.application)
    db.session.refresh(step, ["state", "chased", "asked_at", "referee_email", "token_hash"])
    is_waiting = step.application.state == ApplicationState.CHECKS and not queries.reply_to(step)
    if is_waiting and step.state == StepState.ASKED:
        references.chase(step)
        if step.is_unanswered:
            emails.no_reference(step)
