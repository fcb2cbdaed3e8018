"""Every SELECT of this room."""

from app.company.queries.keeping_up import (
    behind_the_times,
    over,
    to_leave_to_group,
    to_tell_of_group,
    who_may_meet,
    without_request,
)
from app.company.queries.meetings import (
    asked_of,
    may_meet_anyone,
    one_for_buddy,
    promised_by,
    refused_by,
    request_of,
)

__all__ = [
    "asked_of",
    "behind_the_times",
    "may_meet_anyone",
    "one_for_buddy",
    "over",
    "promised_by",
    "refused_by",
    "request_of",
    "to_leave_to_group",
    "to_tell_of_group",
    "who_may_meet",
    "without_request",
]
