"""What somebody says on the way to a badge, and whom they ask for it."""

from collections.abc import Sequence

from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, Regexp

from app.badges.models import MAX_EVIDENCE, MAX_LINK
from app.shared.forms import Form, one_line, unix_lines

_LINK = r"^(?i:https?)://[^\s/]+\S*$"
_TOO_LONG = "Use fewer words, up to {} characters"


class EvidenceForm(Form):
    """A few words or a link, for one step or the badge as a whole."""

    step = SelectField("Which step is it for?", coerce=int, validate_choice=True)
    words = TextAreaField(
        "What shows it?",
        [Length(max=MAX_EVIDENCE, message=_TOO_LONG.format(MAX_EVIDENCE))],
        filters=[unix_lines],
        description="A few words, a link, or both. Name nobody else.",
    )
    link = StringField(
        "A link (optional)",
        [
            Length(max=MAX_LINK, message="Use a shorter link"),
            Regexp(rf"^$|{_LINK}", message="Enter a link like https://example.org/page"),
        ],
        filters=[one_line],
    )
    brought = SelectField("A badge from elsewhere", coerce=int, validate_choice=True, default=0)
    key = HiddenField()

    def offer(
        self, steps: Sequence[tuple[int, str]], brought: Sequence[tuple[int, str]] = ()
    ) -> "EvidenceForm":
        """With these steps to choose from, the badge as a whole, and what they brought here."""
        self.brought.choices = [SelectChoice(0, "None"), *(SelectChoice(*each) for each in brought)]
        self.step.choices = [SelectChoice(0, "All of it"), *(SelectChoice(*each) for each in steps)]
        if self.step.data is None:
            self.step.data = steps[0][0] if steps else 0
        return self

    def says_something(self) -> bool:
        """Whether there is anything in it, with the error where there is not."""
        is_said = bool(self.words.data or self.link.data or self.brought.data)
        if not is_said:
            self.words.errors = ["Write a few words, or give a link"]
        return is_said


class AskForm(Form):
    """Which group is asked."""

    group = SelectField("Which group do you ask?", coerce=int, validate_choice=True)

    def offer(self, groups: Sequence[tuple[int, str]]) -> "AskForm":
        """With these groups to choose from; the first is chosen where nothing else is."""
        self.group.choices = [SelectChoice(*each) for each in groups]
        if not self.group.data and groups:
            self.group.data = groups[0][0]
        return self
