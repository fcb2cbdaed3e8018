"""How often the first three roles suggested hold one that a coordinator would have named.

Asks for suggestions for each of the 200 people of bench/labelled, as the page at /volunteer/match
would, from the demonstration's own roles, and compares with the labels. The baselines are the
orders that a list could have had instead. See bench/labelled/README.md for where the labels are
from.
"""

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from app import create_app
from app.events.queries import PartOfDay
from app.opportunities.matching import Answers, against, suggest
from app.opportunities.models import TaskKind
from app.opportunities.queries import offers
from app.places.queries import named
from app.shared.database import db
from app.shared.formatting import WEEKDAYS
from app.shared.geography import Position, miles_between
from tests.support import databases

FOLDER = Path(__file__).parent / "labelled"
FIRST = 3
FAR = 1000.0
"""Miles: behind every role that has a place."""
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


METHOD = """\
Counted on {day} by `./dev bench matching`. For each of the 200 made-up people of `bench/labelled`
the roles of the demonstration are put in order, and it is counted how often the first three hold
one that the labels call suitable, of the {labelled} people who have any. The labels were written
and committed before the scorer, as `bench/labelled/README.md` tells. While it was made, only people
with even numbers were looked at; the others were kept apart. The scorer is
`app/opportunities/matching/scoring.py`: its points were set by hand and not fitted. Its equals take
turns by the week, so its figures are the mean of {weeks} weeks. One judge labelled everybody, and
knew what the page asks: the figure says how well suggestions keep to what a coordinator would have
weighed, not yet how people take them.

"Of what they can do" is a harder comparison than any list there is: the same order, once the
scorer's own filter has taken away all that is too far, at the wrong time, or asks for what they do
not want.

Of the {unlabelled} people nothing suits, {unbothered} are shown nothing; no list does that.
{firsts} of the {roles} roles are somebody's first suggestion."""
HEAD = ("", "looked at", "kept apart", "all", "all, the very first")


def measure():
    """The method, and the head and rows of its table, for bench/RESULTS.md."""
    app = create_app(databases.test_settings(databases.demo_database("sqlite", "matching")))
    with app.app_context():
        places = {each.slug: Position(each.latitude, each.longitude) for each in named()}
        roles = [offer for _, offer in sorted(offers(), key=lambda pair: pair[0].id)]
        db.engine.dispose()
    everyone = people(places)
    rows = [
        _row("**Suggestions**", everyone, [_suggested(roles, week) for week in range(WEEKS)]),
        *(
            _row(f"{words}{ending}", everyone, [rank])
            for ending, narrow in (("", _as_it_is), (", of what they can do", _that_can_be))
            for words, rank in (
                ("Nearest first, from home last", narrow(roles, _nearest(FAR))),
                ("Nearest first, from home first", narrow(roles, _nearest(0.0))),
                ("Newest first", narrow(roles, _newest)),
            )
        ),
        _row("The three labelled most, for everybody", everyone, [_most_labelled(everyone)]),
    ]
    for row in rows:
        print(f"{row[0]:<60}{''.join(f'{figure:>12}' for figure in row[1:])}")
    return _method(everyone, roles), HEAD, rows


def _suggested(roles, week):
    return lambda person: [match.offer.slug for match in suggest(person.answers, roles, week)]


def _nearest(from_home):
    """Miles to a role for somebody."""
    return lambda person: (
        lambda role: from_home if role.is_remote else miles_between(person.answers.near, role.near)
    )


def _as_it_is(roles, key_for):
    """Every role by that key, the one added last first among equals."""
    newest = roles[::-1]
    return lambda person: [role.slug for role in sorted(newest, key=key_for(person))]


def _that_can_be(roles, key_for):
    """The same, without what cannot be."""
    newest = roles[::-1]
    return lambda person: [
        role.slug
        for role in sorted(newest, key=key_for(person))
        if not against(person.answers, role)
    ]


def _newest(person):
    """Nothing tells them apart but their order: the demonstration published them all at once."""
    return lambda role: 0


def _most_labelled(everyone):
    counted = Counter(slug for person in everyone for slug in sorted(person.suits))
    most = [slug for slug, _ in counted.most_common(FIRST)]
    return lambda person: most


def _row(words, everyone, ranks):
    halves = [[one for one in everyone if one.is_held_out is half] for half in (False, True)]
    figures = [_share(each, ranks, FIRST) for each in (*halves, everyone)]
    return words, *(f"{figure:.1%}" for figure in (*figures, _share(everyone, ranks, 1)))


def _share(group, ranks, first):
    """How many of those whom something suits find it among the `first` they are shown."""
    asked = [person for person in group if person.suits]
    return mean(
        bool(person.suits.intersection(rank(person)[:first])) for rank in ranks for person in asked
    )


def _method(everyone, roles):
    rank = _suggested(roles, 0)
    shown = {person.number: rank(person)[:FIRST] for person in everyone}
    unsuited = [person for person in everyone if not person.suits]
    return METHOD.format(
        day="{day}",
        labelled=len(everyone) - len(unsuited),
        weeks=WEEKS,
        unlabelled=len(unsuited),
        unbothered=sum(not shown[person.number] for person in unsuited),
        roles=len(roles),
        firsts=len({slugs[0] for slugs in shown.values() if slugs}),
    )
