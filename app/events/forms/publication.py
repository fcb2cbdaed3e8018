"""When an event comes before the public, and who finds it there."""

from datetime import UTC, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from wtforms import RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.widgets import DateInput

from app.events.forms.when import ClockField
from app.shared.choosing import DayField
from app.shared.database import utcnow
from app.shared.forms import Form

NOW, LATER = "now", "later"
EVERYONE, BY_LINK = "everyone", "link"


class ListingForm(Form):
    listing = RadioField(
        "Who can find it?",
        choices=[
            SelectChoice(EVERYONE, "Everyone"),
            SelectChoice(BY_LINK, "Only people who have its link"),
        ],
        default=EVERYONE,
    )

    @property
    def is_listed(self) -> bool:
        """Whether lists and searches are to show it."""
        return bool(self.listing.data == EVERYONE)


class PublishForm(ListingForm):
    """`zone` is the wall clock on which day and time are meant."""

    when = RadioField(
        "When does it come out?",
        choices=[SelectChoice(NOW, "Now"), SelectChoice(LATER, "On a day that I choose")],
        default=NOW,
    )
    day = DayField("On which day?")
    time = ClockField("At what time?", default=time(9))

    def __init__(self, *args: Any, zone: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.zone = ZoneInfo(zone)
        self.day.widget = DateInput()  # a browser's calendar takes and gives days one way only

    @property
    def moment(self) -> datetime | None:
        """When it is to come out, in UTC; None for now. Only of a form that is right."""
        if self.when.data != LATER or self.day.data is None or self.time.data is None:
            return None
        return datetime.combine(self.day.data, self.time.data, self.zone).astimezone(UTC)

    @property
    def is_particular(self) -> bool:
        """Whether anything was chosen here that is not the usual."""
        return bool(self.errors or self.when.data == LATER or not self.is_listed)

    def refuse(self, words: str, *, is_too_late: bool) -> None:
        """Say why it was refused, beside the day where that is what is wrong."""
        if is_too_late:
            self.day.errors = [words]
        else:
            self.form_errors = [words]

    def validate(self, extra_validators: Any = None) -> bool:
        is_right = super().validate(extra_validators)
        if (
            self.when.data != LATER
        ):  # day and time are not asked for, and nothing is wrong with them
            self.day.errors = self.time.errors = ()
            return not (self.when.errors or self.listing.errors)
        if not self.day.data and not self.day.errors:
            self.day.errors = ["Choose the day it comes out"]
        if not self.time.data and not self.time.errors:
            self.time.errors = ["Say what time it comes out"]
        if self.moment and self.moment <= utcnow():
            today = utcnow().astimezone(self.zone).date()
            about = self.time if self.day.data == today else self.day
            about.errors = [f"Choose a {about.name} that has not gone"]
        return is_right and not (self.day.errors or self.time.errors)
