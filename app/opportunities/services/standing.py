"""Whether people may come to a role: published, paused, closed. Each may be asked twice."""

from app.opportunities import queries
from app.opportunities.models import CheckLevel, Opportunity
from app.opportunities.services.closing import answer_waiting
from app.opportunities.services.indexing import index_role
from app.opportunities.services.writing import hold_role
from app.organisations import queries as teams
from app.organisations.models import Position
from app.shared.database import db, utcnow
from app.shared.errors import RuleBroken
from app.shared.slugs import slugify

_RESERVED = frozenset({"match"})
"""Words that already mean something after /volunteer/."""


def publish_role(role: Opportunity) -> None:
    """Show `role` to everyone, at an address of its own; where the network has not checked its
    group yet, from the day that it has.

    Refuses one that does not say what is paid back, its check and why, and who looks after people
    in it; an enhanced check for which nobody used the official guidance; and one that is closed.
    """
    role = hold_role(role)
    if role.closed_at:
        raise RuleBroken("This role is closed. Copy it to look for people again")
    _check(role)
    if role.published_at is None:
        role.slug = _slug_for(role)
        role.published_at = utcnow()
    index_role(role)
    db.session.flush()


def pause_role(role: Opportunity) -> None:
    """Look for nobody for now. Those who have the role keep it."""
    role = hold_role(role)
    role.paused_at = role.paused_at or utcnow()
    db.session.flush()


def resume_role(role: Opportunity) -> None:
    """Look for people again."""
    role = hold_role(role)
    role.paused_at = None
    db.session.flush()


def close_role(role: Opportunity) -> None:
    """Look for nobody any more; its address says kind words. Whoever is on the way to it hears so.
    Those who have the role keep what they did in it; the rota calls off what is to come."""
    role = hold_role(role)
    if role.published_at is None:
        raise RuleBroken("This role is not published. You can throw it away")
    role.closed_at = role.closed_at or utcnow()
    db.session.flush()
    answer_waiting(role)


def drop_role(role: Opportunity) -> None:
    """Throw away a role that was never published."""
    role = hold_role(role)
    if role.published_at is not None:
        raise RuleBroken("This role was published. Close it instead")
    db.session.delete(role)
    db.session.flush()


def _check(role: Opportunity) -> None:
    if not role.expenses.strip():
        raise RuleBroken("Say what expenses you pay back")
    if not role.check_why.strip():
        raise RuleBroken("Say why the role has the check it has, or none")
    if role.check is CheckLevel.ENHANCED and role.eligibility_confirmed_at is None:
        raise RuleBroken("Use the official eligibility guidance for the enhanced check first")
    in_team = role.supporter and teams.holds(role.supporter, role.organisation, list(Position))
    if not in_team:
        raise RuleBroken("Choose somebody of your team who looks after people in this role")


def _slug_for(role: Opportunity) -> str:
    """An address nobody has yet, from the name that gives nothing away; then the town, a number."""
    words = slugify(role.neutral_title, "role")
    town = role.venue.place.slug if role.venue and role.venue.place else ""
    options = [words, *([f"{words}-{town}"] if town else [])]
    options += [f"{words}-{n}" for n in range(2, 1000)]
    return next(
        slug
        for each in options
        if (slug := each[:100]) not in _RESERVED and not queries.is_taken(slug)
    )
