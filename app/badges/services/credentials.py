"""The signed files of an award: the one place where badges call the room that makes them."""

from collections.abc import Callable
from datetime import datetime, time, timedelta

from app.badges import queries
from app.badges.models import AwardCredential, BadgeAward, BadgeVersion
from app.badges.services.moves import hold_award
from app.credentials import services as credentials
from app.credentials.models import Alignment, Credential, Facts
from app.organisations import queries as organisations
from app.organisations.models import Organisation
from app.shared.database import db
from app.shared.errors import RuleBroken
from app.shared.neutral import disclosing
from app.shared.waking import own_zone

AT_ONCE = 200
"""How many the worker issues in one transaction, so that nobody waits long for it."""


def issue(award: BadgeAward, is_neutral: bool = True) -> Credential | None:
    """Have the award signed in this wording, for the person to show outside; once. None where no
    group gave it, or it does not stand. Hold it first."""
    known = queries.credentials_of([award.id], is_neutral).get(award.id)
    if known or not (award.is_earned and award.earned_at and award.organisation):
        return known
    wording = _neutral if is_neutral else _in_full
    facts = wording(award.version, award.organisation, award.earned_at, _until(award))
    credential = credentials.issue(award.organisation, facts)
    link = AwardCredential(award=award, credential=credential, is_neutral=is_neutral)
    db.session.add(link)
    db.session.flush()
    return credential


def issue_due() -> None:
    """Issue what was given to many at once: the worker's, a few at a time."""
    for award in queries.without_credential(AT_ONCE):
        try:
            hold_award(award)
        except RuleBroken:  # it was given up meanwhile
            continue
        issue(award)


def revoke(award: BadgeAward) -> None:
    """Whatever was signed for this award is no longer valid, for whoever checks it."""
    for credential in queries.all_credentials_of(award):
        credentials.revoke(credential)


def _until(award: BadgeAward) -> datetime | None:
    """The end of its last day."""
    if award.expires_on is None:
        return None
    return datetime.combine(award.expires_on + timedelta(days=1), time(), own_zone())


def _in_full(
    version: BadgeVersion, group: Organisation, since: datetime, until: datetime | None
) -> Facts:
    return Facts(
        is_neutral=False,
        name=version.name,
        description=version.description or version.name,
        criteria=tuple(step.words for step in version.criteria),
        group_name=group.name,
        skills=tuple(version.skill_labels),
        alignment=_links(version, lambda words: True),
        icon=version.icon,
        layer=version.layer,
        valid_from=since,
        valid_until=until,
    )


def _neutral(
    version: BadgeVersion, group: Organisation, since: datetime, until: datetime | None
) -> Facts:
    """Nothing that tells what sort of group it was: what would is left out, even where somebody
    wrote it into the neutral words."""
    names = organisations.telling_names()

    def is_fine(words: str) -> bool:
        return bool(words) and not disclosing(words, names)

    description = version.neutral_description or version.description
    steps = tuple(s.said_neutrally for s in version.criteria if is_fine(s.said_neutrally))
    return Facts(
        is_neutral=True,
        name=version.neutral_name,
        description=description if is_fine(description) else version.neutral_name,
        criteria=steps or (f"Shown to {group.neutral_name}",),
        group_name=group.neutral_name,
        skills=tuple(version.skill_labels),
        alignment=_links(version, is_fine),
        icon=version.icon,
        layer=version.layer,
        valid_from=since,
        valid_until=until,
    )


def _links(version: BadgeVersion, is_fine: Callable[[str], bool]) -> tuple[Alignment, ...]:
    links = (Alignment(each.get("name", ""), each.get("url", "")) for each in version.alignment)
    return tuple(link for link in links if is_fine(f"{link.name} {link.url}"))
