"""One function per email.

Discreet words (the default) say neither which role nor which group. What somebody wrote, and who
applied, stands in no mail.
"""

from app.opportunities.emails.applications import (
    about,
    about_id,
    applied,
    checks,
    ended,
    not_this_time,
    offered,
    on_reserve,
    sorry,
    talk,
    welcome,
)
from app.opportunities.emails.screening import (
    check_ends,
    check_of_team_ends,
    no_reference,
    reference_again,
    reference_ask,
)
from app.opportunities.emails.team import still_waiting, to_answer

__all__ = [
    "about",
    "about_id",
    "applied",
    "check_ends",
    "check_of_team_ends",
    "checks",
    "ended",
    "no_reference",
    "not_this_time",
    "offered",
    "on_reserve",
    "reference_again",
    "reference_ask",
    "sorry",
    "still_waiting",
    "talk",
    "to_answer",
    "welcome",
]
