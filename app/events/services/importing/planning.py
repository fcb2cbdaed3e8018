"""What would become of each entry of a file. Looks, and writes nothing."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.events.models import Event
from app.events.queries import imports as queries
from app.events.queries import venues_for
from app.events.queries.imports import Days, Known, OwnDate
from app.events.queries.venues import ListedVenue
from app.events.services.importing.calendars import entries_of_calendar
from app.events.services.importing.found import Entry, Fate, Window
from app.events.services.importing.reading import is_calendar
from app.events.services.importing.tables import entries_of_table
from app.events.services.recurrence import check_rule, dates_of
from app.organisations.models import Organisation
from app.shared.errors import RuleBroken
from app.shared.formatting import long_date, plural

ONLINE = "online"
_OWN = re.compile(r"date-(\d{1,15})(?:@.{0,300})?", re.A)
_AT_A_SCREEN = re.compile(r"https?://|\b(?:zoom|teams|online|video call)\b", re.I)


@dataclass(frozen=True)
class Row:
    """One entry, what becomes of it, and where it belongs here."""

    entry: Entry
    fate: Fate
    words: str = ""
    slug: str = ""
    """The event of ours that it is, or goes to."""
    known: Known | None = None
    venue: str = ""
    """The id of the venue that it names, or `online`; empty where we know neither."""

    @property
    def said(self) -> list[str]:
        """All there is to know about it; of what is left out, why."""
        is_left_out = bool(self.words) and not self.fate.is_brought
        notes = () if is_left_out else self.entry.notes
        return [words for words in (self.words, *notes) if words]

    @property
    def needs_venue(self) -> bool:
        """Whether somebody has to say where it is."""
        return self.fate == Fate.NEW and not self.venue and not self.slug


@dataclass(frozen=True)
class Plan:
    """Each entry of a file with its fate."""

    rows: Sequence[Row]
    joins: dict[str, Event]
    """Events of ours that single dates of a name and place go to."""

    @property
    def counts(self) -> list[tuple[Fate, int]]:
        """How many of each fate there are, in the order of Fate."""
        counted = Counter(row.fate for row in self.rows)
        return [(fate, counted[fate]) for fate in Fate if counted[fate]]

    @property
    def brings(self) -> int:
        """How many entries bringing it in would write."""
        return sum(row.fate.is_brought for row in self.rows)

    @property
    def needs_venue(self) -> bool:
        """Whether any entry is somewhere we do not know."""
        return any(row.needs_venue for row in self.rows)


def read(text: str, window: Window) -> list[Entry]:
    """The entries of a calendar or a table; Unreadable for what is neither."""
    return (entries_of_calendar if is_calendar(text) else entries_of_table)(text, window)


def plan(text: str, group: Organisation, window: Window) -> Plan:
    """What would become of each entry; Unreadable where the file as a whole cannot be used."""
    entries = read(text, window)
    known = queries.imported(group, {entry.source for entry in entries})
    joins = queries.events_of_series(group, {entry.series for entry in entries})
    own = queries.own_dates(group, {n for entry in entries if (n := _own_id(entry))})
    days = queries.days_of_events({each.imported.event_id for each in known.values()})
    venues = VenueNames(venues_for(group))
    rows: list[Row] = []
    seen: set[str] = set()
    for entry in entries:
        row = _own(entry, own) or _row(entry, known.get(entry.source), days, window)
        if entry.fate is None and entry.source in seen:
            row = Row(entry, Fate.SAME, "It is in this file twice")
        seen.add(entry.source)
        if row.fate == Fate.NEW:
            row = replace(row, venue=venues.named_in(entry.where))
            if entry.rule is None and len(entry.slots) == 1 and (event := joins.get(entry.series)):
                row = replace(row, slug=event.slug, words=_joining(event))
        rows.append(row)
    return Plan(rows, joins)


class VenueNames:
    """The venues a group may use, found by what a calendar calls them."""

    def __init__(self, venues: Sequence[ListedVenue]) -> None:
        self._venues = [
            (str(venue.id), _simple(venue.name), _simple(venue.place or "")) for venue in venues
        ]
        self._found: dict[str, str] = {}

    def named_in(self, where: str) -> str:
        """The id of the one venue that `where` names, or `online`; empty where there is none."""
        if where not in self._found:
            self._found[where] = self._look(where)
        return self._found[where]

    def _look(self, where: str) -> str:
        said = _simple(where)
        named = [venue for venue in self._venues if venue[1] and venue[1] in said]
        longest = max((len(name) for _, name, _ in named), default=0)
        named = [venue for venue in named if len(venue[1]) == longest]
        if len(named) > 1:
            named = [venue for venue in named if venue[2] and venue[2] in said]
        if len(named) == 1:
            return named[0][0]
        return ONLINE if _AT_A_SCREEN.search(where) else ""


def _row(entry: Entry, known: Known | None, days: Days, window: Window) -> Row:
    if entry.fate:
        return Row(entry, entry.fate)
    if known:
        return _known(entry, known, days)
    if entry.is_cancelled:
        return Row(entry, Fate.CANCELLED, "We leave it out")
    return _new(entry, window)


def _new(entry: Entry, window: Window) -> Row:
    if entry.rule:
        try:
            check_rule(entry.rule)
        except RuleBroken as trouble:
            return Row(entry, Fate.UNREADABLE, str(trouble))
        days = [*dates_of(entry.rule, window.today, window.last)]
        days += [slot.day for slot in entry.slots]
        is_over = bool(entry.rule.last_date and entry.rule.last_date < window.today)
    else:
        days = [slot.day for slot in entry.slots]
        is_over = all(day < window.today for day in days)
    if any(window.holds(day) for day in days):
        return Row(entry, Fate.NEW)
    if is_over:
        return Row(entry, Fate.OVER, "We leave it out")
    words = f"We keep dates until {long_date(window.last)}. Bring it in again nearer the time"
    return Row(entry, Fate.FAR, words)


def _known(entry: Entry, known: Known, days: Days) -> Row:
    if known.imported.fingerprint != entry.fingerprint:
        if known.is_public:
            words = "People can see it here, so change it on its page: then they are told"
            return Row(entry, Fate.PUBLIC, words, known.slug, known)
        words = "Taken off here too" if entry.is_cancelled else "Its days and times follow"
        return Row(entry, Fate.CHANGED, words, known.slug, known)
    if entry.is_expanded:
        here = {day for day, _ in days[known.imported.event_id]}
        more = sum(slot.original not in here for slot in entry.slots)
        if more:
            words = f"{plural(more, 'date')} more{_seen_at_once(known.is_public)}"
            return Row(entry, Fate.MORE, words, known.slug, known)
    return Row(entry, Fate.SAME, "", known.slug, known)


def _own(entry: Entry, own: dict[int, OwnDate]) -> Row | None:
    """The entry as a date that went out from here, if it is one."""
    date = own.get(_own_id(entry) or 0)
    if date is None or entry.fate or entry.title not in (date.title, date.neutral_title):
        return None
    is_same = any((slot.day, slot.start) == (date.day, date.start) for slot in entry.slots)
    words = "" if is_same else "Its time differs there. Change it on its page here"
    return Row(entry, Fate.SAME if is_same else Fate.PUBLIC, words, date.slug)


def _own_id(entry: Entry) -> int | None:
    found = _OWN.fullmatch(entry.uid)
    return int(found[1]) if found else None


def _joining(event: Event) -> str:
    return f"A date more of an event that is here already{_seen_at_once(event.is_published)}"


def _seen_at_once(is_public: bool) -> str:
    return ", to be seen at once: it is public" if is_public else ""


def _simple(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))
