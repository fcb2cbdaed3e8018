"""What a group says of itself."""

from collections.abc import Collection

from app.organisations import queries
from app.organisations.models import Organisation
from app.shared.database import db
from app.shared.errors import RuleBroken
from app.shared.neutral import disclosing, quoted


def revise(
    group: Organisation,
    names: Collection[str],
    *,
    neutral_name: str,
    summary: str,
    about: str,
    who_leads: str,
    projects: str,
    email: str,
    website: str,
) -> None:
    """Change a group's page, for all to see at once. Hold the group first, and look whether
    somebody else has changed it since.

    Refuses a new neutral name that tells something (`names` are those of groups and events), and
    that of another group: badges would read as if that one gave them. One that was there before
    stays: what is called like it may have come later. What is signed keeps the name it was signed
    with.
    """
    if neutral_name != group.neutral_name:
        _check(group, neutral_name, names)
    group.neutral_name = neutral_name
    group.summary, group.about = summary, about
    group.who_leads, group.projects = who_leads, projects
    group.email, group.website = email, website
    db.session.flush()


def _check(group: Organisation, neutral_name: str, names: Collection[str]) -> None:
    if found := disclosing(neutral_name, names):
        told = f"People would read {quoted(found)} here."
        raise RuleBroken(f"{told} Use words that could be any group")
    if queries.is_called(neutral_name, group):
        raise RuleBroken("Another group is called that. Use a name of your own")
