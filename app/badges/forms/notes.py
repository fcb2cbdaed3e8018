"""What somebody writes on the way to a badge."""

from wtforms import BooleanField, HiddenField, SelectField, TextAreaField
from wtforms.validators import DataRequired, Length

from app.badges.models import MAX_REFLECTION
from app.shared.forms import Form, unix_lines

_TOO_LONG = f"Keep it to {MAX_REFLECTION:,} characters"


class ReflectionForm(Form):
    """A note. Which groups may be chosen is handed in: pairs of an id and a name."""

    words = TextAreaField(
        "What did you do, and what did you learn?",
        filters=[unix_lines],
        validators=[
            DataRequired("Write a few words first"),
            Length(max=MAX_REFLECTION, message=_TOO_LONG),
        ],
    )
    is_evidence = BooleanField("Use as evidence")
    group = SelectField("Which group may read it?", coerce=int, validate_choice=True)
    key = HiddenField()

    def offer(self, groups: list[tuple[int, str]]) -> "ReflectionForm":
        """With these groups to choose from; the first is chosen where nothing else is."""
        self.group.choices = groups
        if not self.group.data and groups:
            self.group.data = groups[0][0]
        return self

    @property
    def group_ids(self) -> set[int]:
        """The groups that may be chosen."""
        return {number for number, _ in self.group.choices}

    @property
    def group_id(self) -> int | None:
        """Whom it is shown to; None for nobody."""
        return self.group.data if self.is_evidence.data else None
