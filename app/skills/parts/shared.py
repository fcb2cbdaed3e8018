"""What whoever has a link sees: made in one place, for the page, the preview and the paper.

In neutral wording all of it passes `keeps`: what would tell is left out or called by other words,
and the owner is told of it before they share.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

import segno
from flask import url_for
from markupsafe import Markup

from app.badges import queries as badges
from app.badges.models import AwardState, BadgeAward, Endorsement
from app.credentials.models import Credential
from app.events import parts as events
from app.hours import queries as hours
from app.hours.queries import Part
from app.people.models import Person
from app.shared.formatting import hours as length
from app.shared.formatting import hours_figure, listed, month
from app.shared.local_time import today_in
from app.shared.waking import own_zone
from app.skills import queries
from app.skills.models import Chosen
from app.skills.parts.packing import packed
from app.skills.parts.wording import Wording

SHOWN = (AwardState.EARNED, AwardState.ENDED, AwardState.WITHDRAWN)
"""What was given up is the person's own business."""
SOME_ROLE = SOMEBODY = "Volunteer"


@dataclass(frozen=True)
class Skill:
    """A badge in the words that were chosen."""

    name: str
    steps: Sequence[str]
    group: str
    month: str
    standing: str
    """Empty while it is valid."""
    icon: str
    look: str
    check: str
    """Where anyone can check it; empty for what no group signed."""


@dataclass(frozen=True)
class Shared:
    """All that somebody with a link sees, as words."""

    name: str
    lead: str
    skills: Sequence[Skill]
    roles: Sequence[dict[str, str]]
    trainings: Sequence[dict[str, str]]
    words: Sequence[dict[str, str]]
    confirmed_by: str
    left_out: Sequence[str]
    """For the owner: what neutral wording had no words for."""

    @property
    def is_all_valid(self) -> bool:
        return not any(skill.standing for skill in self.skills)


def shared(person: Person, chosen: Chosen) -> Shared:
    """What a link of `person` to what was chosen shows just now."""
    names = queries.names_that_tell() if chosen.is_neutral else []
    wording, choice = Wording(chosen.is_neutral, names), queries.choice_of(person)
    awards = [each for each in queries.awards_of(person) if _is_shown(each, chosen)]
    has_hours = chosen.has_hours and not choice.hides_hours
    has_training = chosen.has_training and not choice.hides_training
    has_words = chosen.has_words and not choice.hides_words
    given = hours.parts_of(person) if has_hours else []
    signed = badges.credentials_of([award.id for award in awards], chosen.is_neutral)
    skills = (_skill(award, signed.get(award.id), wording) for award in awards)
    return Shared(
        name=_owner(chosen, wording),
        lead=_lead(given, wording),
        skills=[skill for skill in skills if skill],
        roles=[_role(part, wording) for part in given],
        trainings=_trainings(person, wording) if has_training else [],
        words=_words(awards, wording) if has_words else [],
        confirmed_by=listed(_groups(awards, given, wording)),
        left_out=wording.left_out,
    )


def paper(record: Shared, ends: str, token: str) -> dict[str, Any]:
    """What skills/record.typ takes."""
    made = day(today_in(own_zone().key))
    said = asdict(record) | {"left_out": [], "ends": ends, "made": made}
    code = segno.make(address(token), error="m")
    return said | {"address": address(token), "picture": code.svg_inline(border=2)}


def signed_files(person: Person, chosen: Chosen) -> bytes:
    """A zip of the signed file of each badge that a link shows."""
    names = queries.names_that_tell() if chosen.is_neutral else []
    wording = Wording(chosen.is_neutral, names)
    awards = [each for each in queries.awards_of(person) if _is_shown(each, chosen)]
    shown = [each.id for each in awards if _skill(each, None, wording)]
    return packed(badges.credentials_of(shown, chosen.is_neutral).values())


def address(token: str) -> str:
    """The whole address of a link, as it is handed to somebody."""
    return events.site_address(url_for("skills.record", token=token))


def picture(token: str) -> Markup:
    """The address of a link as a QR code: a drawing that needs no style and no other host."""
    code = segno.make(address(token), error="m")
    return Markup(code.svg_inline(border=2, omitsize=True, svgclass="qr", lineclass=None))


def day(day: date | None) -> str:
    """23 February 2027, with its year, whichever that is; empty without one."""
    return f"{day.day} {month(day)} {day.year}" if day else ""


def _owner(chosen: Chosen, wording: Wording) -> str:
    """Refused when the link is made; but names of groups and events are new each day."""
    return chosen.shown_name if wording.keeps("The name", chosen.shown_name) else SOMEBODY


def _is_shown(award: BadgeAward, chosen: Chosen) -> bool:
    return award.id in chosen.award_ids and not award.is_hidden and award.state in SHOWN


def _skill(award: BadgeAward, signed: Credential | None, wording: Wording) -> Skill | None:
    version, is_neutral = award.version, wording.is_neutral
    name = version.neutral_name if is_neutral else version.name
    if not wording.keeps(version.name, name):
        return None
    steps = [
        (step.neutral_words or step.words) if is_neutral else step.words
        for step in version.criteria
    ]
    return Skill(
        name=name,
        steps=[step for step in steps if wording.keeps(f"A step of {version.name}", step)],
        group=_given_by(award, signed, wording),
        month=_month(award.earned_at) if award.earned_at else "",
        standing=_standing(award),
        icon=version.icon,
        look=version.look,
        check=url_for("credentials.verify", public_id=signed.public_id) if signed else "",
    )


def _given_by(award: BadgeAward, signed: Credential | None, wording: Wording) -> str:
    """As it was signed, so that whoever checks it reads the same; groups may be renamed."""
    name = wording.group(award.organisation)
    if signed and wording.keeps(f"The name of {name}", signed.achievement.group_name):
        return signed.achievement.group_name
    return name


def _standing(award: BadgeAward) -> str:
    """Never why."""
    if award.state == AwardState.WITHDRAWN:
        return "No longer valid"
    last = award.expires_on
    if award.state == AwardState.ENDED or (last and last < today_in(own_zone().key)):
        return f"Ended in {_month(last)}" if last else "Ended"
    return ""


def _lead(given: Sequence[Part], wording: Wording) -> str:
    if not given:
        return ""
    minutes = sum(part.minutes for part in given)
    unit = "hour" if minutes == 60 else "hours"
    groups = listed(_groups([], given, wording))
    since = _month(min(part.first for part in given))
    return f"{hours_figure(minutes)} confirmed {unit} as a volunteer with {groups}, since {since}."


def _role(part: Part, wording: Wording) -> dict[str, str]:
    title = "Helping at events and around the group"
    if part.role:
        title = part.role.neutral_title if wording.is_neutral else part.role.title
    return {
        "title": title if wording.keeps(f"The name of a role: {title}", title) else SOME_ROLE,
        "group": wording.group(part.group),
        "hours": length(part.minutes),
        "since": _month(part.first),
        "until": _month(part.last),
    }


def _trainings(person: Person, wording: Wording) -> list[dict[str, str]]:
    return [
        {
            "name": each.name,
            "group": wording.group(each.group),
            "month": _month(each.done_on) if each.done_on else "",
        }
        for each in queries.trainings_of(person)
        if each.group.was_checked and wording.keeps(f"Training: {each.name}", each.name)
    ]


def _words(awards: Sequence[BadgeAward], wording: Wording) -> list[dict[str, str]]:
    return [
        {"words": word.words, "by": f"{_name(word)}, {wording.group(word.organisation)}"}
        for award in awards
        for word in award.endorsements
        if word.words
        and (word.organisation is None or word.organisation.was_checked)
        and wording.keeps(f"What {_name(word)} said", word.words, _name(word))
    ]


def _name(word: Endorsement) -> str:
    return word.by.first_name_and_initial if word.by else "A supporter"


def _groups(awards: Sequence[BadgeAward], given: Sequence[Part], wording: Wording) -> list[str]:
    groups = [*(part.group for part in given), *(award.organisation for award in awards)]
    return list(dict.fromkeys(wording.group(group) for group in groups))


def _month(day: date) -> str:
    """September 2026, on the clock of the site."""
    local = day.astimezone(own_zone()) if isinstance(day, datetime) else day
    return f"{month(local)} {local.year}"
