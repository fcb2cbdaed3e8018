"""What other rooms' pages ask of this one."""

from flask import session

from app.shared.geography import Found, Position

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


def remembered_place() -> Found | None:
    """The place that this browser was asked to remember: it is in its cookie and in no row."""
    kept = session.get("place")
    if not kept:
        return None
    words, latitude, longitude = kept
    return Found(words, Position(latitude, longitude), "place")
