"""What does not change from week to week: places, people, groups, kinds and badges."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from app.badges.models import Badge, BadgeVersion, Criterion
from app.events.models import Audience, Count, Event, EventKind, Occurrence
from app.opportunities.models import Opportunity
from app.organisations.models import Membership, Organisation, OrganisationState, Position
from app.people.models import Person
from app.places.models import Place, Venue
from app.shared.database import db
from demo.reading import Row, rows

KINDS = {
    "walk": "walk",
    "cafe": "cafe",
    "peer_support": "circle",
    "sober_social": "social",
    "art_craft": "make",
    "learn_skill": "learn",
    "litter_pick": "grow",
    "advocacy": "voice",
    "creative_workshop": "make",
    "exercise": "walk",
    "book_club": "learn",
    "hobby": "make",
    "family": "circle",
    "pop_up": "social",
    "celebration": "social",
    "information": "learn",
    "training": "learn",
}
"""Kind -> the colours it wears, in the order people are shown them."""

COUNTS: dict[str, list[Count]] = {
    "litter_pick": [{"slug": "bags", "one": "bag collected", "many": "bags collected"}],
    "cafe": [{"slug": "meals", "one": "meal shared", "many": "meals shared"}],
    "hobby": [{"slug": "repairs", "one": "thing mended", "many": "things mended"}],
}
"""What dates of a kind may count when they are over."""

POSITIONS = {
    "leader": Position.ADMIN,
    "staff": Position.ORGANISER,
    "volunteer": Position.VOLUNTEER,
    "participant": Position.PARTICIPANT,
}
"""What the data says someone does -> what they are in a group. People who only take part are in no
team, but for those who have a few words for the group's page."""

SAID_OF_BADGES = (
    *("name", "description", "area", "layer", "icon", "everyday_skills", "endorsements_needed"),
    "alignment",
)
ACCESS = {
    "is_step_free": "step_free",
    "has_accessible_toilet": "accessible_toilet",
    "has_hearing_loop": "hearing_loop",
    "has_quiet_space": "quiet_space",
    "has_parking": "parking",
    "has_blue_badge_bay": "blue_badge_bay",
    "has_gender_neutral_toilet": "gender_neutral_toilet",
    "has_baby_change": "baby_change",
    "is_dog_friendly": "dogs_welcome",
    "is_alcohol_free": "alcohol_free_building",
    "has_bar_in_building": "bar_in_same_building",
}


@dataclass
class World:
    """Everything loaded so far, by the name it has in the data."""

    now: datetime
    places: dict[str, Place] = field(default_factory=dict)
    venues: dict[str, Venue] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    badges: dict[str, Badge] = field(default_factory=dict)
    kinds: dict[str, EventKind] = field(default_factory=dict)
    audiences: dict[str, Audience] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    roles: dict[str, Opportunity] = field(default_factory=dict)
    occurrences: dict[str, list[Occurrence]] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The day of the load, on the wall clock of its people."""
        return self.now.astimezone(ZoneInfo("Europe/London")).date()

    def ago(self, days: int) -> datetime:
        """Midnight, `days` days before the load: the same however late in the day that is."""
        return self.now.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=days)


def load(world: World) -> None:
    """Fill `world` and the session with all that stands still."""
    for make in (_places, _venues, _people, _organisations, _teams, _badges, _kinds, _audiences):
        make(world)
        db.session.flush()


def _places(world: World) -> None:
    for row in rows("places"):
        world.places[row["name"]] = Place(
            slug=row["slug"],
            name=row["name"],
            outcode=row["outcode"],
            latitude=row["lat"],
            longitude=row["lng"],
            district=row["district"],
            settlement=row["settlement"],
            is_rural=row["rural"],
        )
    db.session.add_all(world.places.values())


def _venues(world: World) -> None:
    for row in rows("venues"):
        has_door = row["place"] is not None
        world.venues[row["slug"]] = Venue(
            slug=row["slug"],
            name=row["name"],
            type=row["type"],
            place=world.places[row["place"]] if has_door else None,
            outcode=row["outcode"],
            latitude=row["lat"],
            longitude=row["lng"],
            getting_there=row["getting_there"],
            what_to_look_for=row["what_to_look_for"],
            mobile_signal=row["mobile_signal"] if has_door else "",
            has_wifi=row["wifi"] if has_door else None,
            is_address_private=row["address_hidden_until_booked"],
            **_access(row["access"] if has_door else {}),
        )
    db.session.add_all(world.venues.values())


def _access(facts: Row) -> dict[str, bool | None]:
    """What is known about getting in and around. A phone line has no door to know about."""
    return {column: facts.get(name) for column, name in ACCESS.items()}


def _people(world: World) -> None:
    for row in rows("people"):
        world.people[row["slug"]] = Person(
            name=row["display_name"],
            email=row["email"],
            wants_full_words=row["contact_preference"] == "email_full",
            created_at=world.ago(420),
        )
    db.session.add_all(world.people.values())


def _organisations(world: World) -> None:
    for row in rows("organisations"):
        days = row["verified_offset_days"]
        world.organisations[row["slug"]] = Organisation(
            slug=row["slug"],
            name=row["name"],
            neutral_name=row["discreet_name"],
            kind=row["kind"],
            state=OrganisationState(row["status"]),
            stage=row["stage"],
            legal_form=row["legal_form"],
            founded_year=row["founded"],
            base_place=world.places[row["base_place"]],
            areas=row["areas"],
            summary=row["summary"],
            about=row["about"],
            who_leads=row.get("who_leads", ""),
            projects=row.get("projects", ""),
            offers=row["offers"],
            pledge=row["pledge"],
            checks_done=row["verification"]["done"],
            email=row["email"],
            website=row["website"],
            verified_at=None if days is None else world.ago(-days),
        )
    db.session.add_all(world.organisations.values())


def _teams(world: World) -> None:
    hosts = {slug for series in rows("event_series", "series") for slug in series["led_by"]}
    for row in rows("organisations"):
        for entry in row["people"]:
            position, words = POSITIONS[entry["role"]], entry.get("words", "")
            if position == Position.PARTICIPANT and not words:
                continue
            # Those who are named as hosts said yes to being named; other volunteers were not asked.
            is_shown = position != Position.VOLUNTEER or entry["person"] in hosts
            _join(world, row["slug"], entry["person"], position, words, is_shown)
    network, lead = "derwent-to-dales-network", Position.SAFEGUARDING_LEAD
    _join(world, network, "jo-hartley", lead, "", is_shown=True)
    _join(world, "lantern-yard", "marcus-obi", Position.SCREENER, "Keeps the doors open", True)


def _join(
    world: World, group: str, who: str, position: str, title: str = "", is_shown: bool = False
) -> None:
    db.session.add(
        Membership(
            organisation=world.organisations[group],
            person=world.people[who],
            position=position,
            title=title,
            is_shown=is_shown,
        )
    )


def _badges(world: World) -> None:
    for row in rows("badges"):
        words = {name: row[name] for name in SAID_OF_BADGES} | {
            "neutral_name": row["employer_safe_name"],
            "neutral_description": row.get("neutral_description", ""),
            "expires_after_months": row["expires_after_months"],
        }
        badge = Badge(slug=row["slug"], **words)
        steps = [Criterion(position=n, **step) for n, step in enumerate(row["criteria"], 1)]
        db.session.add(BadgeVersion(badge=badge, criteria=steps, **words))
        world.badges[row["slug"]] = badge
    db.session.flush()


def _kinds(world: World) -> None:
    names = _names(rows("event_series", "categories"))
    for order, (slug, look) in enumerate(KINDS.items()):
        world.kinds[slug] = EventKind(
            slug=slug,
            name=names[slug],
            look=look,
            order=order,
            counts=COUNTS.get(slug, []),
        )
    db.session.add_all(world.kinds.values())


def _audiences(world: World) -> None:
    for order, (slug, name) in enumerate(_names(rows("event_series", "audiences")).items()):
        world.audiences[slug] = Audience(slug=slug, name=name, order=order)
    db.session.add_all(world.audiences.values())


def _names(named: Iterable[Row]) -> dict[str, str]:
    return {row["slug"]: row["name"] for row in named}
