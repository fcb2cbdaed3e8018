"""What is asked of roles and of who would like to help."""

from app.opportunities.queries.filters import Filters, Often, Sort, When
from app.opportunities.queries.lists import Card, Page, cards, how_many, on_page
from app.opportunities.queries.matching import offer_of, offers
from app.opportunities.queries.roles import is_public, of_team, on_offer, one_of_team, public
from app.opportunities.queries.search import Search, understood
from app.opportunities.queries.volunteers import role_of, volunteers_of

__all__ = [
    "Card",
    "Filters",
    "Often",
    "Page",
    "Search",
    "Sort",
    "When",
    "cards",
    "how_many",
    "is_public",
    "of_team",
    "offer_of",
    "offers",
    "on_offer",
    "on_page",
    "one_of_team",
    "public",
    "role_of",
    "understood",
    "volunteers_of",
]
