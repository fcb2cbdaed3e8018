"""One function per email."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from flask import current_app

from app.organisations.models import Invitation
from app.shared import outbox
from app.shared.database import utcnow
from app.shared.formatting import long_date
from app.shared.waking import next_waking


def invited(invitation: Invitation, full: bool) -> None:
    """Would you like to join a team? One mail a day for one address and group, by day, and none to
    who has had enough. Only full words say which group it is."""
    if outbox.has_had_enough(invitation.email):
        return
    zone = current_app.config["SETTINGS"].time_zone
    last_day = invitation.ends_at.astimezone(ZoneInfo(zone)) - timedelta(days=1)
    outbox.post(
        kind="organisations.invited",
        to=invitation.email,
        full=full,
        context={
            "key": invitation.key,
            "last_day": long_date(last_day),
            "group": invitation.organisation.name if full else "",
        },
        key=f"{invitation.about}:{utcnow():%Y-%m-%d}",
        about=invitation.about,
        send_after=next_waking(utcnow(), zone),
        drop_after=invitation.ends_at,
    )
