"""What is typed about shifts."""

from wtforms import HiddenField, RadioField, SelectChoice, SelectField, StringField
from wtforms.validators import InputRequired, Length, ValidationError

from app.people.models import MAX_NAME
from app.rota.models import MAX_REASON, Cover
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


class NameForm(Form):
    """Whom a coordinator looks for among their group."""

    class Meta(Form.Meta):
        csrf = False  # it only asks

    name = StringField("Their first name", [Length(max=MAX_NAME)], filters=[one_line])

    @property
    def as_seen(self) -> str:
        """As far as the group sees it: nobody can try out whole surnames."""
        first, *rest = (self.name.data or "").split() or [""]
        return f"{first} {rest[0][0]}" if rest else first


class PutInForm(Form):
    """Somebody whom the coordinator puts in. The note is asked for only where a rule of rest says
    no."""

    person_id = SelectField(
        "Who?",
        [InputRequired("Choose somebody")],
        coerce=lambda value: int(value) if str(value).isdigit() else 0,
        validate_choice=True,
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
