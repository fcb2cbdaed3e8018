"""What someone chose on the list of dates, read from its address and written back into one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from flask import current_app, request, url_for

from app.events import queries
from app.events.forms import FilterForm
from app.events.queries import Filters, PartOfDay, Sort, When
from app.places import parts as places
from app.places.queries import MILES
from app.shared.database import utcnow
from app.shared.formatting import long_date
from app.shared.geography import Found, coarsen

REMOTE = "remote"
TICKS = ("step_free", "free", "drop_in", "gives_time", "by_phone")
SEVERAL = {"time": "time", "kind": "kind", "for": "for_"}
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
        return url_for("events.index", **kept | changes)

    @cached_property
    def made(self) -> dict[str, Any]:
        """The choices as they stand in an address: none that would change nothing."""
        form = self.form
        within = form.one("within")
        asked = {
            "place": self.found.words if self.found else form.place.data,
            "within": "" if within == str(queries.USUAL_MILES) else within,
            "when": "" if form.one("when") == When.DATES else form.one("when"),
            "from": _iso(form.from_),
            "to": _iso(form.to),
            "q": form.q.data,
            **{name: form.several(of_form) for name, of_form in SEVERAL.items()},
            **{tick: "1" if form[tick].data else "" for tick in TICKS},
            "sort": Sort.NEAREST if form.one("sort") == Sort.NEAREST else "",
        }
        if asked["when"]:
            asked["from"] = asked["to"] = ""
        return {name: value for name, value in asked.items() if value}

    @property
    def chips(self) -> list[tuple[str, str]]:
        """Each choice in words, with the address that takes it away."""
        return list(self._chips())

    @property
    def has_more(self) -> bool:
        """Whether any of the choices that few people need was made."""
        often = {"place", "within", "when", "from", "to"}
        return bool(self.made.keys() - often)

    @property
    def clear_url(self) -> str:
        """The list with no choices but the place."""
        return url_for(
            "events.index", **{"place": self.made["place"]} if "place" in self.made else {}
        )

    @property
    def paper_url(self) -> str:
        """The same choices on paper."""
        kept = {name: value for name, value in self.made.items() if name != "sort"}
        return url_for("events.programme", **kept)

    @property
    def corrected(self) -> str:
        """The words that were looked for, where they are not those that were typed."""
        wording = self.filters.wording
        return wording.words if wording and wording.is_corrected else ""

    def _chips(self) -> Iterator[tuple[str, str]]:
        form, made = self.form, self.made
        if made.get("within") == REMOTE:
            yield _label(form.within, REMOTE), self.url("within")
        if days := self._days():
            yield days, self.url("when", "from", "to")
        for name, of_form in SEVERAL.items():
            for value in made.get(name, ()):
                others = [other for other in made[name] if other != value]
                yield _label(form[of_form], value), self.url(**{name: others})
        for tick in TICKS:
            if tick in made:
                yield form[tick].label.text, self.url(tick)
        if "q" in made:
            yield f"“{made['q']}”", self.url("q")

    def _days(self) -> str:
        """The days chosen, in words: This week, or From Tuesday 1 December."""
        when = self.form.one("when")
        first, last = self.filters.first_day, self.filters.last_day
        if when and when != When.DATES:
            return When(when).label
        if first and last:
            return long_date(first) if first == last else f"{long_date(first)} to {long_date(last)}"
        return f"From {long_date(first)}" if first else f"Until {long_date(last)}" if last else ""


def asked() -> Choices:
    """The choices in this request's address. What cannot be used has words beside its field."""
    settings = current_app.config["SETTINGS"]
    form = _form()
    form.validate()
    found, options = places.asked_place(form.place)
    first, last = _days_asked(form, ZoneInfo(settings.time_zone))
    within = form.one("within")
    filters = Filters(
        near=found.position if found else None,
        within=int(within) if within.isdigit() else queries.USUAL_MILES,
        is_remote=within == REMOTE,
        first_day=first,
        last_day=last,
        zone=settings.time_zone,
        parts_of_day=tuple(PartOfDay(part) for part in form.several("time")),
        kinds=form.several("kind"),
        audiences=form.several("for_"),
        wording=queries.understood(form.q.data or ""),
        sort=Sort(form.one("sort") or Sort.SOONEST),
        **{tick: form[tick].data for tick in TICKS},
    )
    return Choices(form, filters, found, options)


def in_weeks(weeks: int) -> date:
    """The last day of `weeks` weeks from today, by the site's wall clock."""
    zone = ZoneInfo(current_app.config["SETTINGS"].time_zone)
    return utcnow().astimezone(zone).date() + timedelta(weeks=weeks, days=-1)


def _form() -> FilterForm:
    form = FilterForm(request.args)
    form.within.choices = [
        *((str(miles), f"{miles} miles") for miles in MILES),
        (REMOTE, "By phone or online"),
    ]
    form.when.choices = [("", "Any day"), *((when.value, when.label) for when in When)]
    form.time.choices = [(part.value, part.label) for part in PartOfDay]
    form.kind.choices, form.for_.choices = queries.kinds_and_audiences()
    form.sort.choices = [(sort.value, sort.label) for sort in Sort]
    form.within.data = form.one("within") or str(queries.USUAL_MILES)
    picked = form.from_.raw_data or form.to.raw_data
    form.when.data = form.one("when") or (When.DATES if any(picked or ()) else "")
    form.place.data, form.q.data = coarsen(form.place.data), coarsen(form.q.data)
    return form


def _days_asked(form: FilterForm, zone: ZoneInfo) -> tuple[Any, Any]:
    today = utcnow().astimezone(zone).date()
    when = form.one("when")
    if known := When(when).days(today) if when else None:
        form.from_.errors = form.to.errors = ()  # not asked for, and out of sight
        return known
    return form.check_days(today)


def _iso(day: Any) -> str:
    return day.data.isoformat() if day.data else ""


def _label(field: Any, value: str) -> str:
    return str(dict(field.choices)[value])
