"""Who decides about applications, and who may do what with their own."""

from app.opportunities import queries
from app.opportunities.models import FROM_AN_OFFER, Application, CheckLevel
from app.people.models import Person


def can_decide(person: Person, application: Application) -> bool:
    """Organisers, admins and screeners of the role's group; nobody about themselves."""
    return person.id != application.person_id and queries.decides_for(
        person, application.opportunity.organisation_id
    )


def can_speak_of_a_record(application: Application) -> bool:
    """Only once the role was offered, and only where it has a check."""
    has_check = application.opportunity.check_level != CheckLevel.NONE
    return has_check and application.state in FROM_AN_OFFER
