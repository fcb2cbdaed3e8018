"""What pages show of a role."""

from app.opportunities.models import Opportunity, OpportunityTime
from app.shared.formatting import WEEKDAYS, clock


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


def _far(role: Opportunity) -> str:
    return "from home" if role.is_remote else ""


def _time(time: OpportunityTime) -> str:
    often = "" if time.how_often == "weekly" else f", {time.how_often}"
    day = WEEKDAYS[time.weekday]
    return f"{day}s, {clock(time.start_time)} to {clock(time.end_time)}{often}"
