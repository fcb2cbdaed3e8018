"""The base of every form."""

import hashlib
import unicodedata
from collections.abc import Iterator
from itertools import chain
from typing import Any, Self

from flask_wtf import FlaskForm
from markupsafe import Markup, escape
from wtforms import HiddenField
from wtforms.fields.choices import SelectChoice


class Form(FlaskForm):
    """Strips whitespace before validating. Never queries, never saves, never knows the user."""

    class Meta(FlaskForm.Meta):
        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Any:
            filters = (*unbound_field.kwargs.get("filters", ()), strip)
            return unbound_field.bind(form=form, **{**options, "filters": filters})

        def render_field(self, field: Any, render_kw: dict[str, Any]) -> Any:
            # WTForms' own makes a template of each attribute: half the time of a page with filters.
            field.widget.html_params = attributes
            return super().render_field(field, render_kw)


class EditForm(Form):
    """A form about something that two people may edit at once. Its fields are named as the thing's.

    It carries a mark of each field as it was when the form was shown, so the second to save is told
    what the first changed, and keeps their own words:

        form = PageForm.of(group)                       # to show it
        if changed := form.overtaken_by(group): ...     # before saving, with the thing held
    """

    seen = HiddenField()

    @classmethod
    def of(cls, thing: object) -> Self:
        """The form as it is first shown."""
        form = cls(formdata=None, obj=thing)
        form.seen.data = form._marks_of(thing)
        return form

    def values(self) -> dict[str, Any]:
        """What was typed, by field."""
        return {field.name: field.data for field in self._fields_of_thing()}

    def overtaken_by(self, thing: object) -> list[tuple[str, str]]:
        """Label and present value, in words, of each field that somebody else changed since then.

        Fields that were left as they were take over the new value, what was typed stays. Sent
        again, the form has seen all this. Empty if nobody changed anything.
        """
        seen = dict(mark.split(":", 1) for mark in (self.seen.data or "").split() if ":" in mark)
        changed = []
        for field in self._fields_of_thing():
            before, now = seen.get(field.name), getattr(thing, field.name)
            if before == _mark(now) or field.data == now:
                continue
            changed.append((field.label.text, _in_words(field, now)))
            if before == _mark(field.data):
                field.data = now
        self.seen.data = self._marks_of(thing)
        return changed

    def _fields_of_thing(self) -> list[Any]:
        return [field for field in self if field.name not in ("seen", "csrf_token")]

    def _marks_of(self, thing: object) -> str:
        marks = (
            f"{field.name}:{_mark(getattr(thing, field.name))}" for field in self._fields_of_thing()
        )
        return " ".join(marks)


def _in_words(field: Any, value: Any) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(_in_words(field, each) for each in value)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return next((words for of, words in _choices(field) if of == value), str(value or ""))


def _choices(field: Any) -> Iterator[tuple[Any, str]]:
    """The value and words of each choice of a field, those in groups among them."""
    choices = getattr(field, "choices", None) or ()
    for each in chain(*choices.values()) if isinstance(choices, dict) else choices:
        yield (each.value, each.label) if isinstance(each, SelectChoice) else each[:2]


def _mark(value: Any) -> str:
    words = "" if value is None else str(value)  # not known is another answer than no
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def attributes(**given: Any) -> Markup:
    """HTML attributes in the order of their names: one that is True is bare, one False left out."""
    drawn = []
    for name, value in sorted(given.items()):
        if value is True:
            drawn.append(name)
        elif value is not False:
            words = str(escape(value)).replace('"', "&#34;")
            drawn.append(f'{name}="{words}"')
    return Markup(" ".join(drawn))


def unix_lines(value: str | None) -> str | None:
    """Text with its lines ended as everywhere here; browsers send them as mail does."""
    return value and value.replace("\r\n", "\n").replace("\r", "\n")


def strip(value: Any) -> Any:
    """Text without the spaces around it; anything else as it came."""
    return value.strip() if isinstance(value, str) else value


def one_line(value: str | None) -> str | None:
    """Text on one line, without control or invisible direction signs that could hide words."""
    if value is None:
        return None
    shown = (sign if unicodedata.category(sign)[0] != "C" else " " for sign in value)
    return " ".join("".join(shown).split())
