"""Keeping what a role is found by up to date."""

from collections.abc import Iterable

from app.events.queries.search import words_of
from app.opportunities.models import Opportunity


def index_role(role: Opportunity) -> None:
    """Make `role` findable by its words as they are now. Repeating it changes nothing.

    Needs its group, tasks and venue with place loaded. An address that is told to nobody is left
    out, or searching for it would give it away.
    """
    words = dict.fromkeys(words_of(" ".join(_words(role))))
    role.search_words = f" {' '.join(words)} "


def _words(role: Opportunity) -> Iterable[str]:
    yield from (role.title, role.neutral_title, role.summary, role.time_commitment, role.when_words)
    yield from (*role.what_you_will_do, *role.what_you_get, *role.training)
    yield from (task.label for task in role.task_kinds)
    yield from (role.organisation.name, role.organisation.neutral_name)
    if role.venue and not role.venue.is_address_private:
        yield role.venue.name
    if role.venue and role.venue.place:
        yield from (role.venue.place.name, role.venue.place.district)
