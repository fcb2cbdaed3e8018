"""How often the first three roles suggested hold one that a coordinator would have named.

Asks for suggestions for each of the 200 people of bench/labelled, as the page at /volunteer/match
would, from the demonstration's own roles, and compares with the labels. The two baselines are the
orders a list could have had instead. See bench/labelled/README.md for where the labels are from.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from app.events.queries.filters import PartOfDay
from app.opportunities.matching import Answers
from app.opportunities.models import TaskKind
from app.shared.formatting import WEEKDAYS

FOLDER = Path(__file__).parent / "labelled"
FIRST = 3
WEEKS = 8
"""Roles as good as each other take turns by the week: what is reported is the mean of these."""
LIKES = {
    # What somebody with such a taste would tick on the page, which asks in words of its own.
    "making": (TaskKind.MAKING,),
    "one_person": (TaskKind.ONE_TO_ONE,),
    "crowd": (TaskKind.COMPANY, TaskKind.SETTING_UP),
    "outdoors": (TaskKind.OUTDOORS,),
    "cooking": (TaskKind.COOKING,),
    "organising": (TaskKind.ORGANISING,),
    "words": (TaskKind.WORDS,),
    "computers": (TaskKind.COMPUTERS,),
    "driving": (TaskKind.PRACTICAL,),
    "moving": (TaskKind.PRACTICAL,),
    "finding_help": (TaskKind.FINDING_HELP,),
    "speaking_up": (TaskKind.SPEAKING_UP,),
}
LIVED = {"yes": True, "no": False, "rather_not_say": None}


@dataclass(frozen=True)
class Labelled:
    number: int
    answers: Answers
    suits: frozenset[str]

    @property
    def is_held_out(self):
        return self.number % 2 == 1


def people(places):
    """The 200, as the page would hear them. Their notes are not read."""
    labels = json.loads((FOLDER / "labels.json").read_text())
    rows = json.loads((FOLDER / "people.json").read_text())
    return [
        Labelled(row["number"], _answers(row, places), frozenset(labels[str(row["number"])]))
        for row in rows
    ]


def _answers(row, places):
    days = [day.casefold() for day in WEEKDAYS]
    free = (each.split("-") for each in row["free"])
    return Answers(
        near=places[row["place"]],
        miles=row["miles"],
        is_from_home=row["from_home"],
        free=frozenset((days.index(day), PartOfDay(part)) for day, part in free),
        is_now_and_then=row["now_and_then"],
        likes=frozenset(kind for like in row["likes"] for kind in LIKES[like]),
        skills=frozenset(row["skills"]),
        wants_no_check=row["no_check"],
        has_lived=LIVED[row["lived_experience"]],
    )
