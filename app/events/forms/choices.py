"""The choices on the list of dates. They come in an address, so anything may stand in them."""

from datetime import date

from wtforms import RadioField, SelectField, StringField

from app.shared.choosing import ChoicesForm, DayField, TicksField, tick

LONGEST_TYPED = 80
"""Letters of a place or of search words that are read, as app/shared/geography keeps."""


class FilterForm(ChoicesForm):
    """What to show of all that is on."""

    place = StringField("Place")
    within = SelectField("Within", validate_choice=False)
    when = RadioField("When", validate_choice=False, default="")
    from_ = DayField("From", name="from")
    to = DayField("To")
    q = StringField("Words to look for")
    time = TicksField("Time of day", validate_choice=False)
    kind = TicksField("Kind", validate_choice=False)
    for_ = TicksField("Who it is for", name="for", validate_choice=False)
    step_free = tick("Step-free")
    free = tick("Free or donation")
    drop_in = tick("I can just turn up")
    gives_time = tick("Gives time to others")
    by_phone = tick("By phone")
    sort = SelectField("Order", validate_choice=False)

    def check_days(self, today: date) -> tuple[date | None, date | None]:
        """The first and last day asked for; none, with words beside the field, where they clash."""
        first, last = self.from_.data, self.to.data
        if last and last < today:
            self.to.errors = ["Choose a date that has not gone"]
        elif first and last and last < first:
            self.to.errors = ["Choose a last day that is not before the first"]
        return (None, None) if self.errors else (first, last)
