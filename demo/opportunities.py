"""The roles that groups offer, and who has them."""

import re
from datetime import time, timedelta

from app.opportunities.models import (
    Application,
    ApplicationState,
    Opportunity,
    OpportunityTask,
    OpportunityTime,
    TaskKind,
)
from app.opportunities.services import index_role
from app.shared.database import db
from demo.reading import Row, rows
from demo.world import World

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_PATTERN = re.compile(r"(MO|TU|WE|TH|FR|SA|SU) (\d\d:\d\d)-(\d\d:\d\d)(?: (fortnightly|monthly))?$")

VOLUNTEERS = (
    ("tomasz-nowak", "signposting-volunteer", 425),
    ("bev-astle", "cafe-host", 400),
    ("bev-astle", "litter-pick-lead", 300),
    ("dean-wragg", "art-group-helper", 90),
    ("nadia-hussain", "mill-floor-helper", 380),
    ("nadia-hussain", "back-marker", 350),
    ("danny-mee", "digital-buddy", 260),
    ("femi-adeyemi", "move-in-crew", 200),
    ("ines-castro", "online-host", 310),
    ("wilf-barnett", "move-in-crew", 150),
)
"""Who has which role, and for how many days."""


def load(world: World) -> None:
    """Every role of the data, and those who have one."""
    for row in rows("roles"):
        world.roles[row["slug"]] = _role(world, row)
    db.session.add_all(world.roles.values())
    for each in world.roles.values():
        index_role(each)
    for who, role, days in VOLUNTEERS:
        person, since = world.people[who], world.ago(days)
        db.session.add(
            Application(
                opportunity=world.roles[role],
                person=person,
                state=ApplicationState.ACTIVE,
                name=person.name,
                email=person.email or "",
                is_old_enough=True,
                agreement_read_at=since,
                started_at=since - timedelta(days=30),
                sent_at=since - timedelta(days=29),
                moved_at=since,
            )
        )
    db.session.flush()


def _role(world: World, row: Row) -> Opportunity:
    days, is_paused = row["closes_in_days"], row["status"] == "paused"
    level = row["check"]["level"].removesuffix("_if_eligible")
    times = [found for each in row["shift_pattern"] if (found := _PATTERN.match(each))]
    return Opportunity(
        slug=row["slug"],
        title=row["title"],
        neutral_title=row["neutral_title"],
        organisation=world.organisations[row["organisation"]],
        venue=world.venues[row["venue"]],
        summary=row["summary"],
        what_you_will_do=row["what_you_will_do"],
        what_you_get=row["what_you_get"],
        time_commitment=row["time_commitment"],
        when_words="" if times else row["shift_pattern"][0],
        is_regular="now and then" not in row["time_commitment"].lower() and bool(times),
        is_remote=row["remote"],
        lived_experience=row["lived_experience"],
        places=row["places"],
        minimum_age=row["minimum_age"],
        needs_driving_licence=row["needs_driving_licence"],
        expenses=row["expenses"],
        benefits=row["benefits_note"],
        check_level=level,
        check_why=_why(row["check"]["why"], level),
        eligibility_confirmed_at=world.ago(60) if level == "enhanced" else None,
        references_needed=row["references_needed"],
        training=[each for each in row["training"] if not each.startswith("None")],
        induction=row["induction"],
        offers_taster=row["trial_shift"],
        supporter=world.people[row["supporter"]],
        closes_on=days and world.today + timedelta(days=days),
        published_at=world.ago(60),
        paused_at=world.ago(5) if is_paused else None,
        badges=[world.badges[slug] for slug in row["badges"]],
        events=[world.events[slug] for slug in row["linked_series"]],
        tasks=[OpportunityTask(kind=TaskKind(kind)) for kind in row["tasks"]],
        times=[
            OpportunityTime(
                weekday=_DAYS.index(found[1]),
                start_time=time.fromisoformat(found[2]),
                end_time=time.fromisoformat(found[3]),
                how_often=found[4] or "weekly",
            )
            for found in times
        ],
    )


def _why(words: str, level: str) -> str:
    """The reason alone: what each check shows and who pays is said by the page itself."""
    return words if level == "none" else words.partition(". ")[0] + "."
