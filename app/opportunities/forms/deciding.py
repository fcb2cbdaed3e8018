"""What the group writes about an application."""

from wtforms import HiddenField, TextAreaField
from wtforms.validators import DataRequired, Length

from app.opportunities.models import MAX_REASON, MAX_WORDS
from app.shared.forms import Form, unix_lines


class ReasonForm(Form):
    """Why it is not this time."""

    reason = TextAreaField(
        "Why is it not this time?",
        [
            DataRequired("Say why. They read it, so write it for them"),
            Length(max=MAX_REASON, message=f"Use fewer words, up to {MAX_REASON} characters"),
        ],
        filters=[unix_lines],
        description="They get these words by mail. Speak of the role, not of the person.",
    )


class NoteForm(Form):
    words = TextAreaField(
        "Write a note",
        [
            DataRequired("Write the note first"),
            Length(max=MAX_WORDS, message=f"Use fewer words, up to {MAX_WORDS:,} characters"),
        ],
        filters=[unix_lines],
        description="They can read what you write about them. Write it so that they may.",
    )
    form_key = HiddenField()
