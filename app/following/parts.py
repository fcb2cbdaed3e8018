"""What this room shows on other rooms' pages."""

from typing import Any

from app.following import queries
from app.following.queries import Subject, Thing
from app.people.forms import EmailForm
from app.people.models import Person
from app.people.parts import person_here


def follow(thing: Thing) -> dict[str, Any]:
    """What following/_follow.html takes beside an event, group or place. No query for strangers."""
    return follow_form(queries.subject_of(thing))


def follow_form(
    subject: Subject, form: EmailForm | None = None, is_asked: bool = False
) -> dict[str, Any]:
    """What following/_follow.html takes.

    Strangers get a link that leads to `form`, or the form itself, or the words that come after it.
    """
    person = person_here()
    has_address = person is not None and bool(person.email)
    return {
        "following": {
            "subject": subject,
            "is_known": has_address,
            "is_on": person is not None and queries.is_following(subject, person),
            "form": form,
            "is_asked": is_asked and not has_address,
        }
    }


def followed_by(person: Person) -> list[Subject]:
    """What `person` follows, in the order they asked."""
    return [queries.subject_of_follow(follow) for follow in queries.of_person(person)]
