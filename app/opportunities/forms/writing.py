"""A role as organisers write it down, one page at a time, and change it later."""

from typing import Any

from wtforms import (
    BooleanField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, NumberRange, Optional

from app.opportunities.forms.times import TimeForm
from app.opportunities.models import (
    MAX_SUMMARY,
    MAX_TITLE,
    MAX_WHY,
    CheckLevel,
    LivedExperience,
    TaskKind,
)
from app.shared.choosing import TicksField
from app.shared.forms import EditForm, one_line, unix_lines

MOST_LINES = 12
LONGEST_LINE = 200
USUAL_BENEFITS = (
    "You can volunteer and claim benefits. Tell your work coach or benefits office before you"
    " start. We can give you a letter."
)
_LONG = Length(max=2000, message="Use up to 2,000 letters")
_SHORT = Length(max=MAX_SUMMARY, message=f"Use up to {MAX_SUMMARY} letters")


class LinesField(TextAreaField):
    """Several short texts, a line each."""

    def _value(self) -> str:
        return self.raw_data[0] if self.raw_data else "\n".join(self.data or ())

    def process_formdata(self, valuelist: list[Any]) -> None:
        typed = unix_lines(valuelist[0]) if valuelist else ""
        lines = ((one_line(line) or "").removeprefix("- ") for line in (typed or "").split("\n"))
        self.data = [line[:LONGEST_LINE] for line in lines if line][:MOST_LINES]


class NameForm(EditForm):
    title = StringField(
        "What is the role called?",
        [DataRequired("Give the role a name"), Length(max=MAX_TITLE, message="Use up to 120")],
        filters=[one_line],
        description="In a few plain words, such as “Café host”.",
    )
    neutral_title = StringField(
        "A name that gives nothing away",
        [Optional(), Length(max=MAX_TITLE, message="Use a shorter name, up to 120 letters")],
        filters=[one_line],
        default="",
        description="For emails, calendars and lock screens. Leave it empty and we suggest one.",
    )
    summary = StringField(
        "In one sentence",
        [DataRequired("Say in one sentence what it is"), _SHORT],
        filters=[one_line],
        description="Such as: Be the reason someone stays for a second cup.",
    )


class TasksForm(EditForm):
    what_you_will_do = LinesField(
        "What will they do? A line each",
        [DataRequired("Say what somebody does in this role")],
        description="Three or four lines are enough.",
    )
    what_you_get = LinesField(
        "What do they get? A line each", [Optional()], description="Skills, company, a brew."
    )
    kinds = TicksField(
        "What kind of thing is it?",
        [DataRequired("Tick at least one")],
        choices=[SelectChoice(each.value, each.label) for each in TaskKind],
        description="People choose roles by these.",
    )


class PlaceForm(EditForm):
    venue = SelectField("Where is it?", [Optional()], default="")
    is_remote = BooleanField("It can be done from home")

    def validate(self, extra_validators: Any = None) -> bool:
        if not super().validate(extra_validators):
            return False
        if not self.venue.data and not self.is_remote.data:
            self.venue.errors = ["Choose a place, or say that it can be done from home"]
        return not self.venue.errors


class TrainingForm(EditForm):
    training = LinesField("Training, a line each", [Optional()], description="You pay for it.")
    induction = StringField(
        "The first day",
        [Optional(), _SHORT],
        filters=[one_line],
        default="",
        description="Such as: One hour, with a tour and a brew.",
    )
    offers_taster = BooleanField("People may try one shift first, beside somebody")
    badges = TicksField("Badges they could earn", coerce=int, validate_choice=False)
    events = TicksField("Events that it helps at", coerce=int, validate_choice=False)


class ExpensesForm(EditForm):
    expenses = TextAreaField(
        "What do you pay back?",
        [DataRequired("Say what expenses you pay back"), _LONG],
        filters=[unix_lines],
        description="Real costs, such as bus fares, mileage, lunch on long shifts. Say how soon.",
    )
    benefits = TextAreaField(
        "For people who claim benefits", [Optional(), _LONG], filters=[unix_lines], default=""
    )


class CheckForm(EditForm):
    check_level = RadioField(
        "Does this role need a check?",
        choices=[SelectChoice(each.value, each.label) for each in CheckLevel],
    )
    check_why = TextAreaField(
        "Why?",
        [
            DataRequired("Say why, whichever you chose"),
            Length(max=MAX_WHY, message=f"Use up to {MAX_WHY} letters"),
        ],
        filters=[unix_lines],
        description="Everyone sees this. Such as: Never alone with anyone, so no check is needed.",
    )
    is_eligible = BooleanField("I used the official eligibility guidance for this role")

    def validate(self, extra_validators: Any = None) -> bool:
        is_right = super().validate(extra_validators)
        if self.check_level.data == CheckLevel.ENHANCED and not self.is_eligible.data:
            self.is_eligible.errors = ["Use the official guidance first, then tick this"]
            return False
        return bool(is_right)


class PeopleForm(EditForm):
    supporter = SelectField(
        "Who looks after people in this role?",
        [DataRequired("Choose who looks after people in this role")],
        default="",
        description="Somebody of your team. Their first name is on the page.",
    )
    lived_experience = RadioField(
        "Lived experience",
        choices=[
            SelectChoice(each.value, each.label.removeprefix("Lived experience ").capitalize())
            for each in LivedExperience
        ],
    )
    references_needed = SelectField(
        "References",
        choices=[SelectChoice(str(n), str(n) if n else "None") for n in range(4)],
        default="1",
    )
    minimum_age = IntegerField(
        "Youngest age",
        [DataRequired("Enter an age"), NumberRange(14, 99, "Enter an age from 14 to 99")],
        default=18,
    )
    places = IntegerField(
        "How many people do you look for?",
        [Optional(), NumberRange(1, 500, "Enter a number from 1 to 500, or leave it empty")],
    )
    needs_driving_licence = BooleanField("They need a driving licence")


STEPS: dict[str, type[EditForm]] = {
    "name": NameForm,
    "tasks": TasksForm,
    "when": TimeForm,
    "place": PlaceForm,
    "training": TrainingForm,
    "expenses": ExpensesForm,
    "check": CheckForm,
    "people": PeopleForm,
}
"""The pages of a role, in order."""
