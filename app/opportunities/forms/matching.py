"""Three questions about somebody who would like to help. Their answers come in an address."""

from typing import Any

from wtforms import SelectChoice, SelectField, StringField

from app.opportunities.matching import DAYTIME, WEEK, WEEKEND, PartOfDay, Slot, slots
from app.opportunities.models import TaskKind
from app.shared.choosing import TicksField, tick
from app.shared.forms import Form

MILES = (3, 5, 10, 20, 50)
USUAL_MILES = 10
NOW_AND_THEN = "now-and-then"
WHEN: dict[str, tuple[str, frozenset[Slot]]] = {
    "weekday-mornings": ("Weekday mornings", slots(WEEK, [PartOfDay.MORNING])),
    "weekday-afternoons": ("Weekday afternoons", slots(WEEK, [PartOfDay.AFTERNOON])),
    "weekday-daytimes": ("Weekday daytimes", slots(WEEK, DAYTIME)),
    "weekday-evenings": ("Weekday evenings", slots(WEEK, [PartOfDay.EVENING])),
    "saturdays": ("Saturdays", slots([5], DAYTIME)),
    "sundays": ("Sundays", slots([6], DAYTIME)),
    "weekend-evenings": ("Weekend evenings", slots(WEEKEND, [PartOfDay.EVENING])),
    NOW_AND_THEN: ("Now and then, it varies", frozenset()),
}
"""What people say when they are asked when they are free, and the parts of a week that it means."""


class MatchForm(Form):
    """Answers that are not among those offered count as not given."""

    class Meta(Form.Meta):
        csrf = False  # it only asks

    place = StringField("Your town, village or postcode area")
    within = SelectField(
        "How far can you get?",
        choices=[SelectChoice(str(each), f"{each} miles") for each in MILES],
        default=str(USUAL_MILES),
        validate_choice=False,
    )
    home = tick("I would sooner help from home")
    when = TicksField(
        "When are you free?",
        choices=[SelectChoice(value, words) for value, (words, _) in WHEN.items()],
        validate_choice=False,
    )
    like = TicksField(
        "What do you like?",
        choices=[SelectChoice(kind.value, kind.label) for kind in TaskKind],
        validate_choice=False,
    )
    no_check = tick("Only roles without an official check")
    lived = tick("I am open to roles that need lived experience")

    def several(self, name: str) -> tuple[str, ...]:
        """The answers ticked at `name`, in the order they are offered, each once."""
        field: Any = self[name]
        return tuple(each.value for each in field.choices if each.value in (field.data or ()))

    @property
    def miles(self) -> int:
        offered = {each.value for each in self.within.choices}
        return int(self.within.data) if self.within.data in offered else USUAL_MILES
