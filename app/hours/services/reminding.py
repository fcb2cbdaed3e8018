"""Hours that nobody answers: the group is reminded, then the network told. None is ever deleted."""

from datetime import datetime, timedelta

from app.hours import emails, queries
from app.shared.database import utcnow

REMIND_AFTER = timedelta(days=14)
PASS_ON_AFTER = timedelta(days=28)


def remind(now: datetime | None = None) -> None:
    """Write to whoever can confirm hours that have waited 14 days, once; and where they wait as
    long again, to the network's admins."""
    now = now or utcnow()
    for entry in queries.unanswered_since(now - REMIND_AFTER):
        for person in queries.who_can_confirm(entry):
            emails.waiting(entry.organisation, person)
        entry.reminded_at = now
    groups = set()
    for entry in queries.unanswered_though_reminded(now - PASS_ON_AFTER):
        groups.add(entry.organisation)
        entry.passed_on_at = now
    for group in sorted(groups, key=lambda group: group.id):
        for person in queries.admins_of_network():
            emails.still_waiting(group, person)
