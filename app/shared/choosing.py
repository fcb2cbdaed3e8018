"""Fields of many forms, and choices that come in an address, where anything may stand in them."""

from datetime import datetime
from typing import Any

from wtforms import BooleanField, DateField, SelectMultipleField
from wtforms.widgets import CheckboxInput, ListWidget

from app.shared.forms import Form

YEARS = range(2000, 2100)

_DAY_FORMATS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y")


class TicksField(SelectMultipleField):
    """Several of a few, each with a box to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class DayField(DateField):
    """A day, as a browser's calendar sends it or as people write it: 26/11/2026."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        typed = valuelist[0].strip() if valuelist else ""
        self.data = None
        if not typed:
            return
        for day_format in _DAY_FORMATS:
            try:
                day = datetime.strptime(typed, day_format).date()
            except ValueError:
                continue
            if day.year in YEARS:
                self.data = day
                return
        raise ValueError("Enter a date like 26/11/2026")


def tick(words: str) -> BooleanField:
    """A box that any value ticks but one that says no."""
    return BooleanField(words, false_values=(False, "false", "", "0", "no", "off"))


class ChoicesForm(Form):
    """What to show of a list. Choices that are not among those offered count as not made."""

    class Meta(Form.Meta):
        csrf = False  # it only asks, and its answers may be kept

    def one(self, name: str) -> str:
        """The choice made at `name`, empty where none of those offered was."""
        field: Any = self[name]
        return field.data if field.data in dict(field.choices) else ""

    def several(self, name: str) -> tuple[str, ...]:
        """The choices made at `name`, in the order they are offered, each once."""
        field: Any = self[name]
        return tuple(value for value, _ in field.choices if value in (field.data or ()))
