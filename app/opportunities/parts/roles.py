"""What pages show of a role."""

from app.opportunities import queries
from app.opportunities.models import CheckLevel, LivedExperience, Opportunity, OpportunityTime
from app.people.parts import person_here
from app.shared.formatting import WEEKDAYS, clock, listed, plural

_RULES_NOBODY_OUT = (
    "A record does not rule you out, and we will not ask until we have offered you the role."
)
_CHECKS = {
    CheckLevel.NONE: "No check.",
    CheckLevel.BASIC: "This role has a basic check. It shows unspent convictions only, and we pay."
    f" {_RULES_NOBODY_OUT}",
    CheckLevel.ENHANCED: "This role has an enhanced check. It can show older convictions and"
    f" cautions too, and we pay. {_RULES_NOBODY_OUT}",
}
LIVED = {
    LivedExperience.NEEDED: "Needed. You say so yourself, and as little as you like.",
    LivedExperience.WELCOME: "Welcome, and never asked for. You can say as little as you like.",
    LivedExperience.NOT_NEEDED: "Not needed. Good neighbours are welcome.",
}
"""What a role says about it."""


def where(role: Opportunity) -> str:
    """The group and the town: "Lantern Yard, Chesterfield"; from home where that is so."""
    town = role.venue.place.name if role.venue and role.venue.place else ""
    return ", ".join(filter(None, (role.organisation.name, town or _far(role))))


def venue_line(role: Opportunity) -> str:
    """Where it is, as far as anyone may know: the town alone where the address is private."""
    venue = role.venue
    if not venue:
        return "From home" if role.is_remote else ""
    name = "" if venue.is_address_private else venue.name
    return ", ".join(filter(None, (name, venue.place.name if venue.place else "")))


def when(role: Opportunity) -> list[str]:
    """Each time of a role in words: "Tuesdays, 12.45pm to 4pm"."""
    return [_time(each) for each in role.times] or [role.when_words or role.time_commitment]


def check_words(role: Opportunity) -> str:
    """What its check is and why, and that a record rules nobody out."""
    return f"{_CHECKS[role.check]} {role.check_why}".strip()


def how_it_goes(role: Opportunity) -> list[str]:
    """What happens from a first look to a first shift."""
    return [
        *(["Try one shift beside someone. No form."] if role.offers_taster else []),
        "Apply in about ten minutes. You can save it and come back.",
        "A chat over a brew. Then we tell you yes, or not this time and why.",
        f"{_capital(listed(_steps(role)))}. You see each step.",
    ]


def references(role: Opportunity) -> str:
    """How many people who know somebody are asked about them."""
    if not role.references_needed:
        return "None needed."
    number = ("", "One", "Two", "Three")[role.references_needed]
    who = "It" if role.references_needed == 1 else "Each"
    return f"{number}. {who} can be a key worker, a landlord or someone from a group."


def saved(role: Opportunity) -> dict[str, bool]:
    """What opportunities/_saved.html takes. No query for strangers."""
    person = person_here()
    return {
        "is_known": person is not None,
        "is_on": person is not None and queries.has_saved(person, role),
    }


def tags(role: Opportunity) -> list[str]:
    """The few facts that people choose by."""
    return [
        words
        for words, is_so in (
            ("Try one shift", role.offers_taster),
            (role.check.label, True),
            ("From home", role.is_remote),
        )
        if is_so
    ]


def _steps(role: Opportunity) -> list[str]:
    return [
        *(["training"] if role.training else []),
        *([plural(role.references_needed, "reference")] if role.references_needed else []),
        *(["the check"] if role.check is not CheckLevel.NONE else []),
        "a welcome",
    ]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _far(role: Opportunity) -> str:
    return "from home" if role.is_remote else ""


def _time(time: OpportunityTime) -> str:
    often = "" if time.how_often == "weekly" else f", {time.how_often}"
    day = WEEKDAYS[time.weekday]
    return f"{day}s, {clock(time.start_time)} to {clock(time.end_time)}{often}"
