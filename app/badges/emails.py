"""One function per email. Discreet words (the default) name neither the badge nor the group, and
lead to the page by a number. All come unasked, so they wait for the morning."""

from collections.abc import Sequence
from typing import Any

from app.badges import queries
from app.badges.models import BadgeAward
from app.organisations import queries as teams
from app.organisations.models import Organisation
from app.people.models import Person
from app.shared import outbox
from app.shared.database import utcnow
from app.shared.formatting import long_date
from app.shared.local_time import today_in
from app.shared.waking import next_waking, own_zone

OF_THE_PERSON = ("badges.earned", "badges.more", "badges.ending")
"""What is true only for as long as the badge is theirs, or on its way."""


def earned(award: BadgeAward, *, is_given: bool = False) -> None:
    """The badge is theirs. One that was given without being asked for can be refused."""
    _to_person(award, "earned", is_bulk=is_given, is_given=is_given)


def more(award: BadgeAward) -> None:
    """What the group still needs."""
    _to_person(award, "more", words=award.words)


def ending(award: BadgeAward) -> None:
    """It ends soon. Once for each time that somebody is told."""
    assert award.expires_on
    key = f"badges:ending:{award.id}:{award.endings_told}"
    _to_person(award, "ending", key=key, date=long_date(award.expires_on))


def withdrawn(award: BadgeAward) -> None:
    """Two people of the group took it back; how to talk about it."""
    _to_person(award, "withdrawn")


def asked(award: BadgeAward) -> None:
    """To the group's organisers: somebody asked for a badge. Once a day, however many did."""
    if award.organisation:
        _to_team(award.organisation, "asked", but={award.person_id})


def word_wanted(group: Organisation, waiting: Sequence[BadgeAward], by: Person) -> None:
    """To the group's other organisers: `by` gives badges that take one more word. Once a day."""
    only = {waiting[0].person_id} if len(waiting) == 1 else set()
    _to_team(group, "word_wanted", but={by.id} | only)


def look_again(award: BadgeAward) -> None:
    """To the group's organisers: what counted for a badge was corrected. Once a day."""
    if group := queries.group_of(award):
        _to_team(group, "look_again", but={award.person_id})


def drop_asked(group: Organisation | None) -> None:
    """Let the mail to the organisers not go, if nobody asks for anything any more."""
    if group and not queries.is_asked(group):
        outbox.drop(_waits(group), "badges.asked", "badges.word_wanted")


def drop_all(award: BadgeAward) -> None:
    """Let what was to be said to the person not go: it is not true any more."""
    outbox.drop(_about(award), *OF_THE_PERSON)


def _about(award: BadgeAward) -> str:
    return f"award:{award.id}"


def _waits(group: Organisation) -> str:
    return f"badges-asked:{group.id}"


def _to_person(
    award: BadgeAward, name: str, *, key: str | None = None, is_bulk: bool = False, **more: Any
) -> None:
    group = award.organisation
    if award.person.wants_full_words:
        more |= {"badge": award.version.name, "group": group.name if group else "The group"}
        more |= {"reply_to": group.email if group else ""}
    else:
        more.pop("words", None)
    _post(award.person, name, key, _about(award), is_bulk, {"id": award.id} | more)


def _to_team(group: Organisation, name: str, but: set[int]) -> None:
    """To each organiser once a day; the person themselves may be one of them."""
    day = today_in(own_zone().key).isoformat()
    people = {row.person_id: row.person for row in teams.organisers_to_tell([group.id])}
    for person in people.values():
        if person.id not in but:
            key = f"badges:{name}:{group.id}:{person.id}:{day}"
            said = {"slug": group.slug} | ({"group": group.name} if person.wants_full_words else {})
            _post(person, name, key, _waits(group), False, said)


def _post(
    person: Person,
    name: str,
    key: str | None,
    about: str,
    is_bulk: bool,
    context: dict[str, Any],
) -> None:
    if person.email:
        outbox.post(
            kind=f"badges.{name}",
            to=person.email,
            full=person.wants_full_words,
            context=context,
            key=key,
            about=about,
            is_bulk=is_bulk,
            send_after=next_waking(utcnow(), own_zone().key),
        )
