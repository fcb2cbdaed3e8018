"""Bringing in a badge from elsewhere."""

from flask_wtf.file import FileField
from wtforms import TextAreaField, ValidationError

from app.shared.forms import Form


class ElsewhereForm(Form):
    file = FileField(
        "Your badge",
        description="The picture or file as you got it: PNG, SVG, JSON or JWT. Up to 1 MB.",
    )
    pasted = TextAreaField("Or paste it here")

    def validate_file(self, field: FileField) -> None:
        if not field.data and not self.pasted.data:
            raise ValidationError("Choose a file, or paste what is in it")
