"""What may be typed about a group and its team."""

import re

from wtforms import (
    BooleanField,
    RadioField,
    SelectChoice,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import AnyOf, DataRequired, InputRequired, Length, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from app.organisations.models import (
    MAX_ADDRESS,
    MAX_NAME,
    MAX_SUMMARY,
    MAX_TEXT,
    MAX_WORDS,
    Position,
)
from app.people.forms import EmailForm, one_spelling
from app.shared.forms import EditForm, Form, one_line, unix_lines

POSITIONS = [SelectChoice(each.value, each.label) for each in Position]


class InviteForm(EmailForm):
    email = StringField(
        "Their email address", [InputRequired("Enter their email address")], filters=[one_line]
    )
    position = RadioField(
        "What shall they be?",
        [AnyOf(list(Position), message="Choose what they shall be")],
        choices=POSITIONS,
        default=Position.VOLUNTEER,
        validate_choice=False,
    )


class PositionsForm(Form):
    """Any number of positions; what is none of ours counts as not ticked."""

    positions = SelectMultipleField(
        "What they are",
        choices=POSITIONS,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        validate_choice=False,
    )

    @property
    def chosen(self) -> list[str]:
        return [each for each in self.positions.data or () if each in list(Position)]


class ShownForm(Form):
    is_shown = BooleanField("Show me on the group’s page")
    words = StringField(
        "A few words of your own",
        [Length(max=MAX_WORDS, message=f"Use fewer words, up to {MAX_WORDS} characters")],
        filters=[one_line],
        default="",
    )


def _text(label: str, hint: str) -> TextAreaField:
    too_long = f"Use fewer words here, up to {MAX_TEXT:,} characters"
    return TextAreaField(
        label,
        [Length(max=MAX_TEXT, message=too_long)],
        filters=[unix_lines],
        description=hint,
        default="",
    )


class PageForm(EditForm):
    """What a group says of itself. Its name, and what was checked, are the network’s to change."""

    summary = TextAreaField(
        "You, in one sentence",
        [
            DataRequired("Say in one sentence what you do"),
            Length(max=MAX_SUMMARY, message=f"Use a shorter one, up to {MAX_SUMMARY} characters"),
        ],
        filters=[one_line],
        default="",
        description="It stands under your name, and in the list of groups.",
    )
    neutral_name = StringField(
        "Your neutral name",
        [
            DataRequired("Enter a name that gives nothing away"),
            Length(max=MAX_NAME, message=f"Use a shorter one, up to {MAX_NAME} characters"),
        ],
        filters=[one_line],
        default="",
        description="How we call you where nobody should learn what you do: in letters, on "
        "calendars and on badges. Badges that are signed keep the name they have.",
    )
    about = _text("About you", "Leave a line empty for a new paragraph. **Stars** make bold.")
    who_leads = _text("Who leads you", "In your own words, such as who has been there.")
    projects = _text("What else you do", "Projects that go on: a house, a garden, a film.")
    email = StringField("Email for everyone to see", [Optional()], filters=[one_line], default="")
    website = StringField(
        "Website",
        [Optional(), Length(max=MAX_ADDRESS - len("https://"), message="Use a shorter address")],
        filters=[one_line],
        default="",
    )

    def validate_email(self, field):
        field.data = one_spelling(field.data)

    def validate_website(self, field):
        """With or without https:// in front of it."""
        typed = field.data if "://" in field.data else f"https://{field.data}"
        if not re.fullmatch(r"https?://[^\s/@:?#]+\.[^\s/@:?#]+(?::\d+)?(?:[/?#]\S*)?", typed):
            raise ValidationError("Enter a web address like https://example.org")
        field.data = typed
