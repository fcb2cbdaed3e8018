"""What this room shows on other rooms' pages."""

from typing import Any

from app.events.models import Event
from app.following import queries
from app.people.forms import EmailForm
from app.people.parts import person_here


def follow(event: Event, form: EmailForm | None = None, is_asked: bool = False) -> dict[str, Any]:
    """What following/_follow.html takes. No query for strangers.

    Strangers get a link that leads to `form`, or the form itself, or the words that come after it.
    """
    person = person_here()
    has_address = person is not None and bool(person.email)
    return {
        "following": {
            "event": event,
            "is_known": has_address,
            "is_on": person is not None and queries.is_following(event, person),
            "form": form,
            "is_asked": is_asked and not has_address,
        }
    }
