"""What people say so that they find each other, or share a car."""

from wtforms import BooleanField, RadioField, SelectChoice, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, Optional, Regexp

from app.company.models import (
    MAX_AREA,
    MAX_PHONE,
    MAX_SEATS,
    MAX_SPOT,
    MAX_WEARING,
    MAX_WORDS,
    LiftKind,
    MeetingPoint,
)
from app.shared.forms import Form, one_line

TOO_LONG = "Use fewer words, up to {} characters"


class MeetingForm(Form):
    """Where somebody would like to be met. What was not on offer counts as the door."""

    point = RadioField(
        "Where shall we meet you?",
        choices=[SelectChoice(point.value, point.label) for point in MeetingPoint],
        coerce=lambda value: value if value in set(MeetingPoint) else MeetingPoint.DOOR.value,
        validate_choice=False,
        default=MeetingPoint.DOOR.value,
    )
    wearing = StringField(
        "What will you be wearing? (optional)",
        [Length(max=MAX_WEARING, message=TOO_LONG.format(MAX_WEARING))],
        filters=[one_line],
        description="So that they know you. “A green coat” is enough.",
    )


class SpotForm(Form):
    """Where a buddy will be."""

    buddy_spot = StringField(
        "Where will you be? (optional)",
        [Length(max=MAX_SPOT, message=TOO_LONG.format(MAX_SPOT))],
        filters=[one_line],
        description="Such as: by the blue noticeboard.",
    )
    buddy_wearing = StringField(
        "What will you be wearing? (optional)",
        [Length(max=MAX_WEARING, message=TOO_LONG.format(MAX_WEARING))],
        filters=[one_line],
        description="Such as: an amber scarf.",
    )


class AfterForm(Form):
    """How it went: met or missed, and nothing else."""

    went = RadioField(
        "How did it go?",
        choices=[SelectChoice("met", "We met"), SelectChoice("missed", "We missed each other")],
        validate_choice=True,
    )


class LiftForm(Form):
    """Needing a lift, or giving one: from which part of the world, never from which door."""

    kind = RadioField(
        "Which is it?",
        [InputRequired("Choose one of the two")],
        choices=[SelectChoice(kind.value, kind.label) for kind in LiftKind],
    )
    area = StringField(
        "Which village or part of town?",
        [
            DataRequired("Say which village or part of town"),
            Length(max=MAX_AREA, message=TOO_LONG.format(MAX_AREA)),
            Regexp(r"\D*$", message="Leave out house numbers and postcodes: the village is enough"),
        ],
        filters=[one_line],
        description="Not your address. You agree where to meet later.",
    )
    seats = SelectField(
        "How many seats?",
        choices=[SelectChoice(number, str(number)) for number in range(1, MAX_SEATS + 1)],
        coerce=int,
        default=1,
    )
    is_women_only = BooleanField(
        "Women only, please",
        description="For women. You and others who tick this see each other, and nobody else does.",
    )
    phone = StringField(
        "A phone number (optional)",
        [
            Optional(),
            Length(max=MAX_PHONE, message=TOO_LONG.format(MAX_PHONE)),
            Regexp(r"\+?[\d ()-]{6,}$", message="Check the number: digits and spaces only"),
        ],
        filters=[one_line],
        description="Shown only once you both agree. Without one, you write to each other here.",
    )


class LiftWordsForm(Form):
    """A few words to whom a lift is agreed with."""

    words = StringField(
        "Write to them",
        [
            DataRequired("Write a few words first"),
            Length(max=MAX_WORDS, message=TOO_LONG.format(MAX_WORDS)),
        ],
        filters=[one_line],
        description="Such as: by the church at 6, a red van.",
    )
