"""What the pages about one date of a group share."""

from typing import Any

from flask_login import current_user

from app.events.models import Occurrence
from app.organisations import parts
from app.organising import queries


def date_page(occurrence_id: int) -> dict[str, Any]:
    """What layouts/team.html and the pages below a date take: `group`, `tabs`, `occurrence` and
    `event`, for who organises for that group. For anyone else it is not there (404)."""
    return page_of(queries.date_of_team(occurrence_id, current_user))


def page_of(occurrence: Occurrence) -> dict[str, Any]:
    """The same for a date that was looked up by `queries.date_of_team`."""
    event = occurrence.event
    group = event.organisation
    return {"group": group, "tabs": parts.tabs(group), "occurrence": occurrence, "event": event}
