"""What is asked of a skills record and of the links to it."""

from app.skills.queries.links import link_of, links_of, to_tell_of_end, with_form_key, with_token
from app.skills.queries.record import (
    Training,
    awards_of,
    choice_of,
    names_that_tell,
    trainings_of,
)

__all__ = [
    "Training",
    "awards_of",
    "choice_of",
    "link_of",
    "links_of",
    "names_that_tell",
    "to_tell_of_end",
    "trainings_of",
    "with_form_key",
    "with_token",
]
