"""What somebody shares of their record, and the code that opens it."""

from wtforms import BooleanField, HiddenField, PasswordField, RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, Optional

from app.people.models import MAX_NAME
from app.shared.choosing import TicksField
from app.shared.forms import Form, one_line
from app.skills.models import LASTS, MAX_CODE, MAX_FOR_WHOM, MIN_CODE, Chosen

NO_END = "never"


def _ends(label: str) -> RadioField:
    months = [SelectChoice(str(n), "1 month" if n == 1 else f"{n} months") for n in LASTS]
    return RadioField(
        label, choices=[*months, SelectChoice(NO_END, "Until I stop it")], default="3"
    )


class EndForm(Form):
    """How long from today a link works."""

    ends = _ends("How much longer?")

    @property
    def months(self) -> int | None:
        return None if self.ends.data == NO_END else int(self.ends.data)


class ShareForm(EndForm):
    """One link. The badges to choose from are handed in: pairs of an id and a name."""

    badges = TicksField("Badges", coerce=int)
    hours = BooleanField("Hours I gave, and in which roles")
    training = BooleanField("Training I have done")
    words = BooleanField("What supporters said about me")
    name = StringField(
        "The name to show",
        [
            DataRequired("Enter the name to show"),
            Length(max=MAX_NAME, message=f"Use a name up to {MAX_NAME} characters"),
        ],
        filters=[one_line],
    )
    neutral = BooleanField(
        "Use neutral wording",
        description="Nothing on it tells what kind of group it was.",
    )
    for_whom = StringField(
        "Who is it for? (optional)",
        [Length(max=MAX_FOR_WHOM, message=f"Use up to {MAX_FOR_WHOM} characters")],
        filters=[one_line],
        description="Only you see this. It helps you tell your links apart.",
    )
    ends = _ends("How long should it work?")
    code = StringField(
        "Ask for a code (optional)",
        [
            Optional(),
            Length(MIN_CODE, MAX_CODE, message=f"Use {MIN_CODE} to {MAX_CODE} letters or numbers"),
        ],
        filters=[one_line],
        description="Any word or number. Tell it to them yourself, not in the same mail.",
    )
    key = HiddenField()

    def offer(self, badges: list[tuple[int, str]]) -> "ShareForm":
        """With these badges to choose from."""
        self.badges.choices = badges
        return self

    @property
    def chosen(self) -> Chosen:
        return Chosen(
            shown_name=self.name.data or "",
            award_ids=tuple(self.badges.data or ()),
            has_hours=self.hours.data,
            has_training=self.training.data,
            has_words=self.words.data,
            is_neutral=self.neutral.data,
        )


class ShownForm(Form):
    """What somebody's record shows at all. The badges are handed in."""

    badges = TicksField("Badges", coerce=int)
    sections = TicksField(
        "And also",
        choices=[
            SelectChoice("hours", "Hours"),
            SelectChoice("training", "Training"),
            SelectChoice("words", "What others said"),
        ],
    )

    def offer(self, badges: list[tuple[int, str]]) -> "ShownForm":
        """With these badges to choose from."""
        self.badges.choices = badges
        return self


class CodeForm(Form):
    """The code of a link. Without a token of ours: its page sets no cookie that could hold one, and
    whoever knows the address needs nobody's browser to send this."""

    class Meta(Form.Meta):
        csrf = False

    code = PasswordField("The code", [DataRequired("Enter the code you were given")])
