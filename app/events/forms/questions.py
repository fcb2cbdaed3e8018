"""A question that people are asked when they book."""

from typing import Any

from wtforms import BooleanField, RadioField, StringField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length

from app.events.models import KEPT_FOR, MAX_OPTION, MAX_QUESTION, MAX_WHY, MOST_OPTIONS
from app.shared.forms import Form, one_line


class QuestionForm(Form):
    words = StringField(
        "What would you like to ask?",
        [
            DataRequired("Write your question"),
            Length(max=MAX_QUESTION, message=f"Use up to {MAX_QUESTION} letters"),
        ],
        filters=[one_line],
        description="Such as “Which size of apron would you like?”.",
    )
    why = StringField(
        "Why do you ask?",
        [
            DataRequired("Say why you ask. If there is no reason, leave the question out"),
            Length(max=MAX_WHY, message=f"Use up to {MAX_WHY} letters"),
        ],
        filters=[one_line],
        description="People read this beside the question.",
    )
    keep_days = RadioField(
        "How long is the answer kept?",
        [InputRequired("Choose how long the answer is kept")],
        choices=[
            SelectChoice(days, f"{words[:1].upper()}{words[1:]}")
            for days, words in KEPT_FOR.items()
        ],
        coerce=lambda value: int(value) if str(value) in map(str, KEPT_FOR) else None,
        validate_choice=False,
    )
    options = TextAreaField(
        "Answers to pick from, a line each",
        [Length(max=1000, message="Use fewer words")],
        description=f"2 to {MOST_OPTIONS} answers. Leave it empty for a short answer of their own.",
    )
    is_required = BooleanField(
        "People have to answer",
        description="Most questions are better left open. You can always book somebody in without.",
    )

    def validate_keep_days(self, field: RadioField) -> None:
        if field.data not in KEPT_FOR:
            raise ValidationError("Choose how long the answer is kept")

    def validate_options(self, field: TextAreaField) -> None:
        lines = self.lines()
        if lines and not 2 <= len(lines) <= MOST_OPTIONS:
            raise ValidationError(f"Give two to {MOST_OPTIONS} answers, or none")
        if any(len(line) > MAX_OPTION for line in lines):
            raise ValidationError(f"Use up to {MAX_OPTION} letters for each answer")

    def lines(self) -> tuple[str, ...]:
        """The answers to pick from, each once."""
        lines = (one_line(line) or "" for line in (self.options.data or "").splitlines())
        return tuple(dict.fromkeys(line for line in lines if line))

    def values(self) -> dict[str, Any]:
        """What is asked, as services.Question takes it."""
        return {
            "words": self.words.data,
            "why": self.why.data,
            "keep_days": self.keep_days.data,
            "options": self.lines(),
            "is_required": self.is_required.data,
        }
