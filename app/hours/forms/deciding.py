"""What a group says about hours."""

from datetime import date

from wtforms import SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length

from app.events.forms.when import Said
from app.hours.forms.giving import LENGTHS, TOO_LONG, minutes_or_none
from app.hours.models import MAX_WORDS
from app.shared.choosing import DayField
from app.shared.formatting import hours
from app.shared.forms import Form, unix_lines


class WordsForm(Form):
    """A question, or a reason, that the person reads. The page says which."""

    words = TextAreaField(
        "What would you like to say?",
        [
            DataRequired("Write a few words, so that they know"),
            Length(max=MAX_WORDS, message=TOO_LONG.format(MAX_WORDS)),
        ],
        filters=[unix_lines],
    )


class CorrectionForm(WordsForm):
    """Another length, which may be none at all, and why."""

    length = SelectField(
        "How long was it?",
        choices=[SelectChoice(0, "None"), *(SelectChoice(each, hours(each)) for each in LENGTHS)],
        coerce=minutes_or_none,
        validate_choice=False,
    )


class PeriodForm(Form):
    """From which day to which."""

    class Meta(Form.Meta):
        csrf = False  # it only asks

    from_ = DayField("From", [Said("Choose the first day")], name="from")
    to = DayField("To", [Said("Choose the last day")])

    def period(self, first: date, last: date) -> tuple[date, date] | None:
        """What was chosen, `first` to `last` where nothing was; None where it cannot be."""
        if not (self.from_.raw_data or self.to.raw_data):
            self.from_.data, self.to.data = first, last
            return first, last
        if not self.validate() or not (self.from_.data and self.to.data):
            return None
        if self.to.data < self.from_.data:
            self.to.errors = ["Choose a last day that is not before the first"]
            return None
        return self.from_.data, self.to.data
