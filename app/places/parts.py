"""What other rooms' pages ask of this one."""

from collections.abc import Collection
from typing import Any

from flask import redirect, request, session, url_for
from wtforms import Field

from app.places import queries
from app.shared.geography import Choice, Found, Position, coarsen

VENUE_TYPES = {
    "village_hall": "A village hall",
    "community_centre": "A community centre",
    "church_hall": "A church hall",
    "cafe": "A café",
    "studio": "A studio",
    "workshop": "A workshop",
    "park": "A park or green",
    "trailhead": "The start of a walk",
    "allotment": "An allotment or garden",
    "other": "Something else",
}
"""What a venue with a door, or a meeting point, may be."""

SIGNALS = {"good": "Good", "patchy": "Comes and goes", "none": "None"}

FACTS = {
    "has_wifi": "Wi-Fi",
    "is_step_free": "Step-free way in",
    "has_accessible_toilet": "Accessible toilet",
    "has_hearing_loop": "Hearing loop",
    "has_quiet_space": "Quiet space",
    "has_parking": "Parking",
    "has_blue_badge_bay": "Blue Badge bay",
    "has_gender_neutral_toilet": "Gender-neutral toilet",
    "has_baby_change": "Baby change",
    "is_dog_friendly": "Dogs welcome",
    "is_alcohol_free": "Alcohol-free building",
    "has_bar_in_building": "A bar in the building",
}
"""What is yes, no or not known of a venue, by column."""


UNKNOWN_PLACE = "We do not know that place. Try a town, a village or the start of a postcode."


def asked_place(field: Field) -> tuple[Found | None, tuple[Found, ...]]:
    """Where somebody means by what they typed, or those places that they may mean.

    The field takes the place's own name, or words about what to try.
    """
    if not field.data:
        return None, ()
    found = queries.found(field.data)
    if isinstance(found, Choice):
        return None, found.options
    if found is None:
        field.errors = [UNKNOWN_PLACE]
    else:
        field.data = found.words
    return found, ()


def without_full_postcode(typed: Collection[str]) -> Any:
    """A redirect to the same address with each full postcode cut to its sector, if it holds one in
    any of what was `typed`.

    So that nobody's door is in the history of a shared phone, or in any log.
    """
    arguments = request.args.to_dict(flat=False)
    coarse: dict[str, Any] = {
        name: [coarsen(value) for value in values] if name in typed else values
        for name, values in arguments.items()
    }
    is_same = all(
        "".join(value.split()) == "".join(cut.split())
        for name in typed
        for value, cut in zip(arguments.get(name, ()), coarse.get(name, ()), strict=True)
    )
    return None if is_same else redirect(url_for(str(request.endpoint), **coarse), code=303)


def remembered_place() -> Found | None:
    """The place that this browser was asked to remember: it is in its cookie and in no row."""
    kept = session.get("place")
    if not kept:
        return None
    words, latitude, longitude = kept
    return Found(words, Position(latitude, longitude), "place")
