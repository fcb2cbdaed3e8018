"""The choices on the list of roles."""

from wtforms import RadioField, SelectField, StringField

from app.shared.choosing import ChoicesForm, TicksField, tick


class FilterForm(ChoicesForm):
    """What to show of the roles on offer."""

    place = StringField("Place")
    within = SelectField("Within", validate_choice=False)
    when = TicksField("When are you free?", validate_choice=False)
    q = StringField("Words to look for")
    like = TicksField("What do you like doing?", validate_choice=False)
    lived = TicksField("Lived experience", validate_choice=False)
    often = RadioField("How often?", validate_choice=False, default="")
    no_check = tick("No check needed")
    remote = tick("From home")
    sort = SelectField("Order", validate_choice=False)
