"""A whole series at another time or place, or at its end, as organisers say it."""

from datetime import date

from wtforms import BooleanField, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length

from app.events.forms.when import WhenForm
from app.shared.choosing import DayField
from app.shared.forms import Form, one_line

MAX_NOTICE = 300


class SeriesForm(WhenForm):
    """When and where a series is, from its first date here on."""

    venue = SelectField("Where is it?")
    notice = StringField(
        "What has changed?",
        [
            DataRequired("Say what has changed, so that people who planned to come know"),
            Length(max=MAX_NOTICE, message=f"Use up to {MAX_NOTICE} characters"),
        ],
        filters=[one_line],
        description="Such as “We start half an hour later”. It goes to those who asked for full "
        "words; others read that there is a change.",
    )
    tells = BooleanField("Tell everyone who booked", default=True)


class EndForm(Form):
    """The end of a series."""

    last_date = DayField("The last date", [InputRequired("Choose the last date")])
    notice = StringField(
        "Why does it end?",
        [
            DataRequired("Say why, so that nobody is left guessing"),
            Length(max=MAX_NOTICE, message=f"Use up to {MAX_NOTICE} characters"),
        ],
        filters=[one_line],
        description="It goes to people who booked a date that is now off.",
    )

    @property
    def ends_on(self) -> date:
        """The last date, of a form that is right."""
        assert self.last_date.data
        return self.last_date.data
