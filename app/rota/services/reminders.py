"""A mail the day before, to whoever wants one; and forgetting in time."""

from datetime import datetime, timedelta

from sqlalchemy import delete, exists, select

from app.rota import emails, queries
from app.rota.models import (
    LIVE,
    CoverAsk,
    Shift,
    ShiftSignup,
    SignupState,
)
from app.rota.services.holding import hold
from app.rota.services.leaving import let_go, see_to_tasters
from app.rota.services.marking import MAY_CORRECT
from app.shared.database import db, utcnow
from app.shared.waking import day_before

LATEST = timedelta(hours=2)
"""A reminder this close to the start helps nobody any more."""
LOOK_AHEAD = timedelta(hours=36)
KEEP = timedelta(days=90)
"""After a shift, who was on it. Their hours are kept elsewhere."""
AT_ONCE = 100


def remind(now: datetime | None = None) -> None:
    """Post the reminders that are due. Bears running twice; whoever signed up when it was due
    already needs none. What somebody would try alone is off for them by then."""
    now = now or utcnow()
    alone = [
        shift
        for shift in queries.tried_alone(now, now + LOOK_AHEAD)
        if day_before(shift.starts_at, shift.zone) <= now
    ]
    due = [
        signup
        for signup in queries.unreminded(now, now + LOOK_AHEAD)
        if signup.joined_at
        < day_before(signup.shift.starts_at, signup.shift.zone)
        <= now
        < signup.shift.starts_at - LATEST
    ]
    hold([*alone, *(signup.shift for signup in due)])
    for shift in alone:
        see_to_tasters(shift)
    for signup in due:
        db.session.refresh(signup, ["state", "reminded_at"])
        if signup.is_coming and signup.reminded_at is None and not signup.shift.is_cancelled:
            signup.reminded_at = now
            emails.reminder(signup, drop_after=signup.shift.starts_at - LATEST)


def release_leavers(now: datetime | None = None) -> None:
    """Let go the shifts to come of those who have left the role. A break keeps them."""
    found = queries.of_leavers(now or utcnow(), AT_ONCE)
    hold([signup.shift for signup in found])
    for signup in found:
        db.session.refresh(signup, ["state"])
    let_go([signup for signup in found if signup.state in LIVE and signup.state not in _DONE])


def tell_of_lapses() -> None:
    """Tell those who look after a role, once for each thing, that somebody said yes to a shift and
    has something to renew before it: it ran out, or is to be done again, since they did."""
    for lapse in queries.first_lapses():
        emails.lapsed(lapse.signup.shift, key=f"{lapse.step_id}:{lapse.stands}")


def forget(now: datetime | None = None) -> None:
    """That somebody did not come, or could not, goes once it can no longer be mended; who was on a
    shift after KEEP, but for the one that they tried the role on."""
    now = now or utcnow()
    mended = select(Shift.id).where(Shift.ends_at < now - MAY_CORRECT)
    over = select(Shift.id).where(Shift.ends_at < now - KEEP)
    is_old = ShiftSignup.shift_id.in_(mended) & (ShiftSignup.state != SignupState.CAME)
    is_done = ShiftSignup.shift_id.in_(over) & ShiftSignup.taster_of_id.is_(None)
    signups = select(ShiftSignup.id).where(is_old | is_done)
    db.session.execute(delete(CoverAsk).where(CoverAsk.signup_id.in_(signups)))
    db.session.execute(delete(ShiftSignup).where(is_old | is_done))
    has_any = exists().where(ShiftSignup.shift_id == Shift.id)
    db.session.execute(delete(Shift).where(Shift.ends_at < now - KEEP, ~has_any))


_DONE = (SignupState.CAME, SignupState.DID_NOT_COME)
