"""What somebody answered, read from the address of the page and written back into one; but for what
would say in it what they lived through, which is only ever sent."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import redirect, request, url_for
from werkzeug.datastructures import MultiDict

from app.opportunities.forms.matching import NOW_AND_THEN, WHEN, MatchForm
from app.opportunities.matching import Answers
from app.opportunities.models import TaskKind
from app.places import queries as places
from app.shared.geography import Choice, Found, coarsen

STEPS = ("where", "when", "like", "results")
OF_STEP = {
    "where": ("place", "within", "home"),
    "when": ("when",),
    "like": ("like", "no_check", "lived"),
}
NEVER_IN_ADDRESS = "lived"
UNKNOWN_PLACE = "We do not know that place. Try a town, a village or the start of a postcode."


@dataclass
class Asked:
    """The answers so far, what they come to, and the addresses of the questions."""

    form: MatchForm
    step: str
    found: Found | None = None
    places: tuple[Found, ...] = ()
    """Those that may have been meant, where it is not clear."""

    @cached_property
    def said(self) -> dict[str, Any]:
        """The answers as they are sent or kept: none that would change nothing."""
        form = self.form
        place = self.found.words if self.found else form.place.data
        asked = {
            "place": place,
            "within": str(form.miles) if place and form.miles != int(form.within.default) else "",
            "home": "1" if form.home.data else "",
            "when": list(form.several("when")),
            "like": list(form.several("like")),
            "no_check": "1" if form.no_check.data else "",
            "lived": "1" if form.lived.data else "",
        }
        return {name: value for name, value in asked.items() if value}

    @property
    def answers(self) -> Answers:
        """As suggesting takes them. Not to say that one has lived it is not to say no."""
        form = self.form
        when = form.several("when")
        return Answers(
            near=self.found.position if self.found else None,
            miles=form.miles,
            is_from_home=bool(form.home.data),
            free=frozenset().union(*(WHEN[value][1] for value in when)),
            is_now_and_then=NOW_AND_THEN in when,
            likes=frozenset(TaskKind(value) for value in form.several("like")),
            wants_no_check=bool(form.no_check.data),
            has_lived=True if form.lived.data else None,
        )

    @property
    def next_step(self) -> str:
        return STEPS[min(STEPS.index(self.step) + 1, len(STEPS) - 1)]

    def url(self, step: str = "", **changes: Any) -> str:
        """The address of a step with these answers, but for `changes`."""
        asked = {"step": step or self.step} | self._in_address | changes
        return url_for("opportunities.match", **asked)

    @property
    def url_before(self) -> str:
        """The question before this one; the list of roles before the first."""
        place = STEPS.index(self.step)
        return self.url(STEPS[place - 1]) if place else url_for("opportunities.index")

    @property
    def carried(self) -> list[tuple[str, str]]:
        """The answers to the other questions, for the form of this one to bring along. The results
        have all of them, and a form that is sent; the questions before write an address."""
        said = self.said if self.step == STEPS[-1] else self._in_address
        others = {n: v for n, v in said.items() if n not in OF_STEP.get(self.step, ())}
        return [
            (name, each)
            for name, value in others.items()
            for each in (value if isinstance(value, list) else [value])
        ]

    @property
    def _in_address(self) -> dict[str, Any]:
        return {name: value for name, value in self.said.items() if name != NEVER_IN_ADDRESS}

    @property
    def in_words(self) -> list[str]:
        """Each answer in a few words."""
        form = self.form
        near = f"{form.miles} miles around {self.found.words}" if self.found else ""
        ticked = [form.home, form.no_check, form.lived]
        return [
            *filter(None, [near]),
            *(WHEN[value][0] for value in form.several("when")),
            *(TaskKind(value).label for value in form.several("like")),
            *(str(each.label.text) for each in ticked if each.data),
        ]


def asked(arguments: MultiDict[str, str] | None = None) -> Asked:
    """The answers in this request's address, or in `arguments`. A place that cannot be used has
    words beside its field, and is asked for again."""
    given = request.args if arguments is None else arguments
    form = MatchForm(given)
    if arguments is None:
        form[NEVER_IN_ADDRESS].data = False
    form.place.data = coarsen(form.place.data)
    form.within.data = str(form.miles)
    step = given.get("step", "")
    read = Asked(form, step if step in STEPS else STEPS[0])
    if not form.place.data:
        return read
    match places.found(form.place.data):
        case Found() as found:
            read.found, form.place.data = found, found.words
        case Choice(options=options):
            read.step, read.places = STEPS[0], options
        case None:
            read.step, form.place.errors = STEPS[0], [UNKNOWN_PLACE]
    return read


def without_full_postcode() -> Any:
    """A redirect to the same address with a full postcode in it cut to its sector, if it has one:
    nobody's door is in the history of a shared phone."""
    typed = request.args.get("place", "")
    coarse = coarsen(typed)
    if "".join(typed.split()) == "".join(coarse.split()):
        return None
    asked_for: dict[str, Any] = request.args.to_dict(flat=False) | {"place": [coarse]}
    return redirect(url_for("opportunities.match", **asked_for), code=303)
