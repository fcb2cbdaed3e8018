"""How a badge is written down: its words, twice, and the steps it takes."""

import re
from collections.abc import Sequence
from typing import Any

from wtforms import HiddenField, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, NumberRange, Optional

from app.badges.forms.drawings import ICONS
from app.badges.models import (
    MAX_CRITERION,
    MAX_DESCRIPTION,
    MAX_NAME,
    Area,
    EverydaySkill,
    Layer,
    Measure,
    Step,
)
from app.shared.choosing import TicksField
from app.shared.forms import Form, one_line, unix_lines

STEPS = tuple(range(1, 10))
"""As many steps as a badge can have; the first three are open on the form."""
MEASURES = {
    "word": "A supporter says so",
    "hours": "Hours, counted for you",
    "shifts": "Times given, counted for you",
    "sessions": "Dates they came to, counted for you",
    "training": "Training of a role, marked as done",
    "badge": "Another badge",
}
LASTING = {"": "It does not run out", "12": "1 year", "24": "2 years", "36": "3 years"}
MOST = 1_000
_AN_ADDRESS = re.compile(r"https://[^\s/]+\.[^\s]+")


def _short(most: int) -> Length:
    return Length(max=most, message=f"Use up to {most} letters")


def _choices(kind: Any) -> list[SelectChoice]:
    return [SelectChoice(each.value, each.label) for each in kind]


class BadgeForm(Form):
    """Two wordings: one for the people here, one for employers, that gives nobody away."""

    name = StringField("Name", [DataRequired("Enter a name"), _short(MAX_NAME)], filters=[one_line])
    neutral_name = StringField(
        "Name for employers",
        [DataRequired("Enter a name for employers"), _short(MAX_NAME)],
        filters=[one_line],
        description="What a job advert would call it.",
    )
    description = TextAreaField(
        "What it says of somebody",
        [DataRequired("Say it in a sentence"), _short(MAX_DESCRIPTION)],
        filters=[unix_lines],
        description="Such as: You help people feel expected when they come through the door.",
    )
    neutral_description = TextAreaField(
        "The same for employers (optional)",
        [_short(MAX_DESCRIPTION)],
        filters=[unix_lines],
        description="Only where the words above tell what sort of group you are.",
    )
    layer = RadioField("Layer", choices=_choices(Layer), default=Layer.TOOK_PART)
    area = SelectField("What it is about", choices=_choices(Area), default=Area.PEOPLE)
    icon = RadioField(
        "Picture", choices=[SelectChoice(*each) for each in ICONS.items()], default="sun"
    )
    everyday_skills = TicksField("Everyday skills in it", choices=_choices(EverydaySkill))
    endorsements_needed = RadioField(
        "How many people vouch?",
        choices=[SelectChoice(str(n), str(n)) for n in (1, 2, 3)],
        default="1",
        description="Whoever awards it may be one of them.",
    )
    lasts = SelectField(
        "How long it lasts", choices=[SelectChoice(*each) for each in LASTING.items()], default=""
    )
    alignment_name = StringField(
        "A framework it matches (optional)", [_short(MAX_NAME)], filters=[one_line]
    )
    alignment_url = StringField("Its address (optional)", [_short(500)], filters=[one_line])
    seen = HiddenField()

    words_1, words_2, words_3, words_4, words_5, words_6, words_7, words_8, words_9 = (
        StringField("What somebody does", [_short(MAX_CRITERION)], filters=[one_line])
        for n in STEPS
    )
    (
        neutral_1,
        neutral_2,
        neutral_3,
        neutral_4,
        neutral_5,
        neutral_6,
        neutral_7,
        neutral_8,
        neutral_9,
    ) = (
        StringField(
            "The same for employers (optional)", [_short(MAX_CRITERION)], filters=[one_line]
        )
        for n in STEPS
    )
    (
        measure_1,
        measure_2,
        measure_3,
        measure_4,
        measure_5,
        measure_6,
        measure_7,
        measure_8,
        measure_9,
    ) = (
        SelectField(
            "Who can tell?",
            choices=[SelectChoice(*each) for each in MEASURES.items()],
            default="word",
        )
        for n in STEPS
    )
    amount_1, amount_2, amount_3, amount_4, amount_5, amount_6, amount_7, amount_8, amount_9 = (
        IntegerField(
            "How many?",
            [Optional(), NumberRange(1, MOST, f"Enter a number from 1 to {MOST:,}")],
            default=1,
        )
        for n in STEPS
    )
    (
        training_1,
        training_2,
        training_3,
        training_4,
        training_5,
        training_6,
        training_7,
        training_8,
        training_9,
    ) = (SelectField("Which training, if that is what it takes?", default="") for n in STEPS)
    needs_1, needs_2, needs_3, needs_4, needs_5, needs_6, needs_7, needs_8, needs_9 = (
        SelectField("Which badge, if another one?", default="") for n in STEPS
    )

    def offer(self, badges: Sequence[tuple[int, str]], training: Sequence[str]) -> "BadgeForm":
        """With the badges that a step may ask for, and the names of training."""
        for n in STEPS:
            self[f"training_{n}"].choices = [
                SelectChoice("", "All of one role"),
                *(SelectChoice(name, name) for name in training),
            ]
            self[f"needs_{n}"].choices = [
                SelectChoice("", "None"),
                *(SelectChoice(str(number), name) for number, name in badges),
            ]
        return self

    def validate(self, extra_validators: Any = None) -> bool:
        is_right = super().validate(extra_validators)
        name, url = self.alignment_name, self.alignment_url
        if url.data and not _AN_ADDRESS.fullmatch(url.data):
            url.errors = ["Enter an address that begins with https://"]
        elif url.data and not name.data:
            name.errors = ["Say what it is called"]
        elif name.data and not url.data:
            url.errors = ["Enter its address, beginning with https://"]
        return bool(is_right and not (name.errors or url.errors))

    @property
    def values(self) -> dict[str, Any]:
        """All that is said of the badge but its steps, by the names it is kept under."""
        kept = ("name", "neutral_name", "description", "neutral_description", "layer", "area")
        link = {"name": self.alignment_name.data, "url": self.alignment_url.data}
        return {name: self[name].data or "" for name in kept} | {
            "icon": self.icon.data,
            "everyday_skills": self.everyday_skills.data or [],
            "endorsements_needed": int(self.endorsements_needed.data),
            "expires_after_months": int(self.lasts.data) if self.lasts.data else None,
            "alignment": [link] if link["url"] else [],
        }

    @property
    def steps(self) -> list[Step]:
        """The rows in which something was written, in their order."""
        return [self._step(n) for n in STEPS if self[f"words_{n}"].data]

    def _step(self, n: int) -> Step:
        measure, needs = self[f"measure_{n}"].data, self[f"needs_{n}"].data
        training = self[f"training_{n}"].data if measure == Measure.TRAINING else ""
        is_once = measure in (Measure.WORD, Measure.BADGE) or training
        return Step(
            number=n,
            words=self[f"words_{n}"].data,
            neutral_words=self[f"neutral_{n}"].data or "",
            measure=measure,
            amount=1 if is_once else (self[f"amount_{n}"].data or 1) * _units(measure),
            needs_id=int(needs) if needs and measure == Measure.BADGE else None,
            training=training or "",
        )


def shown(badge: Any, criteria: Sequence[Any]) -> dict[str, Any]:
    """A badge and its steps as the form shows them."""
    plain = ("name", "neutral_name", "description", "neutral_description", "layer", "area", "icon")
    link = badge.alignment[0] if badge.alignment else {"name": "", "url": ""}
    rows: dict[str, Any] = {}
    for n, step in enumerate(criteria, 1):
        rows[f"words_{n}"], rows[f"neutral_{n}"] = step.words, step.neutral_words
        rows[f"measure_{n}"], rows[f"needs_{n}"] = step.measure, str(step.needs_id or "")
        rows[f"training_{n}"] = step.training
        rows[f"amount_{n}"] = max(1, step.amount // _units(step.measure))
    return {name: getattr(badge, name) for name in plain} | {
        "everyday_skills": badge.everyday_skills,
        "endorsements_needed": str(badge.endorsements_needed),
        "lasts": str(badge.expires_after_months or ""),
        "alignment_name": link["name"],
        "alignment_url": link["url"],
        "seen": str(badge.number),
        **rows,
    }


def _units(measure: str) -> int:
    return 60 if measure == Measure.HOURS else 1
