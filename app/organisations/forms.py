"""What may be typed about a group and its team."""

from wtforms import BooleanField, RadioField, SelectChoice, SelectMultipleField, StringField
from wtforms.validators import AnyOf, Length
from wtforms.widgets import CheckboxInput, ListWidget

from app.organisations.models import MAX_WORDS, Position
from app.people.forms import EmailForm
from app.shared.forms import Form, one_line

POSITIONS = [SelectChoice(each.value, each.label) for each in Position]


class InviteForm(EmailForm):
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
    )
