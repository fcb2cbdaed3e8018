"""What is typed about shifts."""

from wtforms import HiddenField, IntegerField, RadioField, SelectChoice, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError
from wtforms.widgets import DateInput

from app.events.forms.when import ClockField, Said
from app.people.models import MAX_NAME
from app.rota.models import (
    LONGEST,
    MAX_MARGIN,
    MAX_NOTE,
    MAX_REASON,
    MOST_PEOPLE,
    Cover,
    HowOften,
    minutes_between,
)
from app.shared.choosing import DayField
from app.shared.formatting import long_date, span
from app.shared.forms import Form, one_line


class SignUpForm(Form):
    """Yes, or a turn in the list where it is full."""

    stands_by = HiddenField()

    @property
    def is_for_standby(self) -> bool:
        return bool(self.stands_by.data == "yes")


class CoverForm(Form):
    """Whether somebody may be asked to stand in."""

    cover = RadioField(
        "When somebody needs cover",
        choices=[SelectChoice(each.value, each.label) for each in Cover],
        default=Cover.PAGE.value,
    )


class PutInForm(Form):
    """Somebody whom the coordinator puts in. The note is asked for only where a rule of rest says
    no."""

    person_id = SelectField(
        "Who?",
        coerce=lambda value: int(value) if str(value).isdigit() else 0,
        validate_choice=False,
    )
    note = StringField(
        "Why it is all right this time",
        [Length(max=MAX_REASON, message=f"Use fewer words, up to {MAX_REASON} characters")],
        filters=[one_line],
        description="Kept with the shift, for those who look after the rota.",
    )

    @classmethod
    def among(cls, people, **says):
        """To choose from these people, as organisers see them."""
        form = cls(**says)
        form.person_id.choices = [
            SelectChoice("", "Choose somebody"),
            *(SelectChoice(each.id, each.first_name_and_initial) for each in people),
        ]
        return form

    def validate_person_id(self, field):
        if field.data not in {choice.value for choice in field.choices}:
            raise ValidationError("Choose somebody")


ONCE = "once"


def _number(words, least, most, **says):
    return IntegerField(
        words,
        [
            InputRequired("Enter a number"),
            NumberRange(least, most, f"Enter a number from {least} to {most}"),
        ],
        **says,
    )


class PatternForm(Form):
    """Shifts that are promised: of which role, how often, when, and for how many."""

    role_id = SelectField("Which role?", [InputRequired("Choose a role")], coerce=int)
    how_often = RadioField(
        "How often?",
        choices=[
            SelectChoice(HowOften.WEEKLY.value, "Every week"),
            SelectChoice(HowOften.FORTNIGHTLY.value, "Every two weeks"),
            SelectChoice(HowOften.MONTHLY.value, "Once a month, on the same weekday"),
            SelectChoice(HowOften.WITH_EVENT.value, "With each date of an event"),
            SelectChoice(ONCE, "Once"),
        ],
        default=HowOften.WEEKLY.value,
    )
    first_date = DayField("The first date", [Said("Choose the first date")])
    start_time = ClockField("It starts at")
    end_time = ClockField("It ends at")
    event_id = SelectField(
        "Which event?",
        coerce=lambda value: int(value) if str(value).isdigit() else 0,
        validate_choice=False,
    )
    before_minutes = _number("Minutes before it", 0, MAX_MARGIN, default=30)
    after_minutes = _number("Minutes after it", 0, MAX_MARGIN, default=30)
    least = _number("How many people at least?", 1, MOST_PEOPLE, default=2)
    most = _number("How many at most?", 1, MOST_PEOPLE, default=3)
    note = StringField(
        "Anything that helps to know?",
        [Optional(), Length(max=MAX_NOTE, message=f"Use fewer words, up to {MAX_NOTE} characters")],
        filters=[one_line],
    )

    @classmethod
    def among(cls, roles, events, **says):
        """To choose from these roles, and the events that they help at."""
        form = cls(**says)
        form.role_id.choices = [SelectChoice(each.id, each.title) for each in roles]
        form.event_id.choices = [
            SelectChoice("", "No event"),
            *(SelectChoice(each.id, each.title) for each in events),
        ]
        form.first_date.widget = DateInput()
        return form

    @property
    def is_with_event(self):
        return self.how_often.data == HowOften.WITH_EVENT

    def validate_start_time(self, field):
        if not self.is_with_event and field.data is None and not field.errors:
            raise ValidationError("Say what time it starts")

    def validate_end_time(self, field):
        if not self.is_with_event and field.data is None and not field.errors:
            raise ValidationError("Say what time it ends")
        start, end = self.start_time.data, field.data
        if not self.is_with_event and start and end and minutes_between(start, end) > LONGEST:
            raise ValidationError(f"Choose an end within {LONGEST // 60} hours of the start")

    def validate_event_id(self, field):
        if self.is_with_event and not field.data:
            raise ValidationError("Choose the event")

    def validate_most(self, field):
        if self.least.data and field.data and field.data < self.least.data:
            raise ValidationError("Enter at least as many as are needed")


class PeopleForm(Form):
    """For how many one shift is."""

    least = _number("How many people at least?", 1, MOST_PEOPLE)
    most = _number("How many at most?", 1, MOST_PEOPLE)


class TasterForm(Form):
    """Which shift to try, and a name for who is to meet them."""

    shift_id = RadioField(
        "Which one suits you?",
        [InputRequired("Choose one of the shifts")],
        coerce=lambda value: int(value) if str(value).isdigit() else 0,
    )
    name = StringField(
        "What should we call you?",
        [Length(max=MAX_NAME, message=f"Use a shorter name, up to {MAX_NAME} characters")],
        filters=[one_line],
        description="Any name is fine. Whoever meets you sees it.",
    )
    needs_name = False

    @classmethod
    def among(cls, shifts, *, needs_name, **says):
        """To choose from these shifts; asks for a name where we know none."""
        form = cls(**says)
        form.needs_name = needs_name
        form.shift_id.choices = [SelectChoice(each.id, _when(each)) for each in shifts]
        return form

    def validate_name(self, field):
        if self.needs_name and not field.data:
            raise ValidationError("Tell us the name you would like us to use. Any name is fine")


def _when(shift):
    return f"{long_date(shift.local_start)}, {span(shift.local_start, shift.local_end)}"
