"""A name, as far as a group sees it."""

from wtforms import StringField
from wtforms.validators import Length

from app.people.models import MAX_NAME
from app.shared.forms import Form, one_line


class NameForm(Form):
    """Whom somebody of the team looks for among their own people."""

    class Meta(Form.Meta):
        csrf = False  # it only asks

    name = StringField("Their first name", [Length(max=MAX_NAME)], filters=[one_line])

    @property
    def as_seen(self) -> str:
        """The first name and the first letter of the next: nobody can try out whole surnames."""
        first, *rest = (self.name.data or "").split() or [""]
        return f"{first} {rest[0][0]}" if rest else first
