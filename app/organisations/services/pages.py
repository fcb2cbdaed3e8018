"""What a group says of itself."""

from app.organisations.models import Organisation
from app.shared.database import db


def revise(
    group: Organisation,
    *,
    summary: str,
    about: str,
    who_leads: str,
    projects: str,
    email: str,
    website: str,
) -> None:
    """Change a group's page, for all to see at once. Hold the group first, and look whether
    somebody else has changed it since."""
    group.summary, group.about = summary, about
    group.who_leads, group.projects = who_leads, projects
    group.email, group.website = email, website
    db.session.flush()
