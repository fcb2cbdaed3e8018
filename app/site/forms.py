from wtforms import (
    BooleanField,
    EmailField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import AnyOf, InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from app.shared.forms import Form

MAX_PLACE = 60
CAST = (
    (
        "kelly-marsden",
        "Kelly",
        "New here. Her phone is prepaid, and her partner looks at it.",
        "circle",
    ),
    ("dean-wragg", "Dean", "Came to the art group, now puts the tables out. No car.", "make"),
    ("priya-shah", "Priya", "Runs the art group in a village hall without phone signal.", "make"),
    ("marcus-obi", "Marcus", "Leads a group with a café in the middle of town.", "cafe"),
    (
        "tomasz-nowak",
        "Tomasz",
        "Gives his time on Thursdays. English is his second language.",
        "learn",
    ),
    ("jo-hartley", "Jo", "Looks after the network that all the groups share.", "voice"),
)
"""Whom the demonstration can be tried as: name in its data, first name, words, colours."""


class FinderForm(Form):
    """Where to look. Sent with GET, so it needs no token and can be shared and bookmarked."""

    class Meta(Form.Meta):
        csrf = False

    place = StringField("Your place, or start of postcode")


class PlaceForm(Form):
    place = StringField(
        "Your place, or start of postcode",
        validators=[
            InputRequired("Enter a town, a village or the start of a postcode"),
            Length(max=MAX_PLACE, message=f"Keep it to {MAX_PLACE} letters"),
        ],
    )


class TryForm(Form):
    who = StringField(validators=[AnyOf([slug for slug, *_ in CAST])])


class ComponentsForm(FinderForm):
    """One field of each sort, to look at."""

    name = StringField("What should we call you?")
    email = EmailField("Your email address")
    note = TextAreaField("Anything that would help")
    within = SelectField(
        "How far?", choices=[SelectChoice(str(miles), f"{miles} miles") for miles in (5, 10, 20)]
    )
    party = RadioField(
        "Who is coming?", choices=[SelectChoice("1", "Me"), SelectChoice("2", "Me and 1 friend")]
    )
    help = SelectMultipleField(
        "What would help?",
        choices=[
            SelectChoice("door", "Meet me at the door"),
            SelectChoice("lift", "I need a lift"),
        ],
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )
    keep = BooleanField("Keep me signed in on this phone")
    when = RadioField(
        "When?", choices=[SelectChoice("today", "Today"), SelectChoice("week", "This week")]
    )
