"""What is asked of roles and of who would like to help."""

from app.opportunities.queries.matching import offer_of, offers
from app.opportunities.queries.roles import is_public, of_team, on_offer, public
from app.opportunities.queries.volunteers import role_of, volunteers_of

__all__ = [
    "is_public",
    "of_team",
    "offer_of",
    "offers",
    "on_offer",
    "public",
    "role_of",
    "volunteers_of",
]
