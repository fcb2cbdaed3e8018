"""What people say so that they find each other. All of it may be left empty."""

from wtforms import RadioField, SelectChoice, StringField
from wtforms.validators import Length

from app.company.models import MAX_SPOT, MAX_WEARING, MeetingPoint
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
