"""What someone chose on the list of roles, read from its address and written back into one."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import current_app, request, url_for

from app.opportunities import queries
from app.opportunities.forms import FilterForm
from app.opportunities.models import LivedExperience, TaskKind
from app.opportunities.queries import Filters, Often, Sort, When
from app.places import parts as places
from app.places.queries import MILES
from app.shared.formatting import plural
from app.shared.geography import Found, coarsen

TICKS = ("no_check", "remote")
SEVERAL = ("when", "like", "lived")
TYPED = ("place", "q")


@dataclass
class Choices:
    """The choices made, what they come to, and the addresses that change them."""

    form: FilterForm
    filters: Filters
    found: Found | None = None
    places: tuple[Found, ...] = ()
    """Those that may have been meant, where it is not clear."""

    def url(self, *without: str, **changes: Any) -> str:
        """The address of the list with these choices, but for `without` and with `changes`."""
        kept = {name: value for name, value in self.made.items() if name not in without}
        return url_for("opportunities.index", **kept | changes)

    @cached_property
    def made(self) -> dict[str, Any]:
        """The choices as they stand in an address: none that would change nothing."""
        form = self.form
        sort = form.one("sort")
        asked = {
            "place": self.found.words if self.found else form.place.data,
            "within": form.one("within"),
            "q": form.q.data,
            **{name: form.several(name) for name in SEVERAL},
            "often": form.one("often"),
            **{tick: "1" if form[tick].data else "" for tick in TICKS},
            "sort": "" if sort == self.filters.but(sort=None).order else sort,
        }
        return {name: value for name, value in asked.items() if value}

    @property
    def chips(self) -> list[tuple[str, str]]:
        """Each choice in words, with the address that takes it away."""
        return list(self._chips())

    @property
    def has_more(self) -> bool:
        """Whether any of the choices that few people need was made."""
        return bool(self.made.keys() - {"place", "within", "when"})

    @property
    def clear_url(self) -> str:
        """The list with no choices but the place."""
        kept = {"place": self.made["place"]} if "place" in self.made else {}
        return url_for("opportunities.index", **kept)

    @property
    def corrected(self) -> str:
        """The words that were looked for, where they are not those that were typed."""
        wording = self.filters.wording
        return wording.words if wording and wording.is_corrected else ""

    @property
    def where(self) -> str:
        """Ends "24 roles": within 5 miles of Edale, near Matlock, or nothing."""
        if not self.found:
            return ""
        if self.filters.within:
            return f" within {plural(self.filters.within, 'mile')} of {self.found.words}"
        return f" near {self.found.words}"

    def _chips(self) -> Iterator[tuple[str, str]]:
        form, made = self.form, self.made
        for name in SEVERAL:
            for value in made.get(name, ()):
                others = [other for other in made[name] if other != value]
                yield _label(form[name], value), self.url(**{name: others})
        if "often" in made:
            yield _label(form.often, made["often"]), self.url("often")
        for tick in TICKS:
            if tick in made:
                yield form[tick].label.text, self.url(tick)
        if "q" in made:
            yield f"“{made['q']}”", self.url("q")


def asked() -> Choices:
    """The choices in this request's address. What cannot be used has words beside its field."""
    zone = current_app.config["SETTINGS"].time_zone
    form = _form()
    form.validate()
    found, options = places.asked_place(form.place)
    within, often, sort = form.one("within"), form.one("often"), form.one("sort")
    filters = Filters(
        near=found.position if found else None,
        within=int(within) if within else None,
        when=tuple(When(value) for value in form.several("when")),
        likes=tuple(TaskKind(value) for value in form.several("like")),
        lived=tuple(LivedExperience(value) for value in form.several("lived")),
        often=Often(often) if often else None,
        wording=queries.understood(form.q.data or "", zone),
        sort=Sort(sort) if sort else None,
        zone=zone,
        **{tick: form[tick].data for tick in TICKS},
    )
    form.sort.data = filters.order
    return Choices(form, filters, found, options)


def _form() -> FilterForm:
    form = FilterForm(request.args)
    form.within.choices = [
        ("", "Any distance"),
        *((str(miles), f"{miles} miles") for miles in MILES),
    ]
    form.when.choices = [(each.value, each.label) for each in When]
    form.like.choices = [(each.value, each.label) for each in TaskKind]
    form.lived.choices = [
        (each.value, each.label.removeprefix("Lived experience ").capitalize())
        for each in LivedExperience
    ]
    form.often.choices = [("", "Either"), *((each.value, each.label) for each in Often)]
    form.sort.choices = [(each.value, each.label) for each in Sort]
    form.often.data = form.one("often")
    form.place.data, form.q.data = coarsen(form.place.data), coarsen(form.q.data)
    return form


def _label(field: Any, value: str) -> str:
    words = str(dict(field.choices)[value])
    return f"Lived experience {words.lower()}" if field.name == "lived" else words
