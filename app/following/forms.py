"""What a follower chooses."""

from wtforms import BooleanField

from app.shared.forms import Form


class ChoicesForm(Form):
    changes = BooleanField("When a date is off, on again, or elsewhere")
    weekly = BooleanField("A list of what is on, each Monday")
