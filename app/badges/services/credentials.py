"""The signed files of an award: the one place where badges call the room that makes them."""

import logging
from datetime import datetime, time, timedelta

from app.badges import queries
from app.badges.models import AwardCredential, BadgeAward
from app.badges.services.moves import hold
from app.credentials import services as credentials
from app.credentials.models import Alignment, Credential, Facts
from app.organisations.models import Organisation
from app.shared.database import db
from app.shared.waking import own_zone
from app.shared.worker.transactions import transaction

AT_ONCE = 200
"""How many the worker issues in one transaction, so that nobody waits long for it."""

log = logging.getLogger(__name__)


def issue(award: BadgeAward, is_neutral: bool = True) -> Credential | None:
    """Have the award signed in this wording, for the person to show outside; once. None where no
    group gave it, or it does not stand. Hold it first."""
    known = queries.credentials_of([award.id], is_neutral).get(award.id)
    return known or _issue(award, is_neutral)


def _issue(award: BadgeAward, is_neutral: bool = True) -> Credential | None:
    if not (award.is_earned and award.earned_at and award.organisation):
        return None
    facts = _facts(award, award.organisation, award.earned_at, is_neutral)
    credential = credentials.issue(award.organisation, facts)
    db.session.add(AwardCredential(award=award, credential=credential, is_neutral=is_neutral))
    return credential


def issue_due() -> None:
    """Issue what was given to many at once: the worker's, a few at a time. What cannot be issued
    waits, and holds up nothing else."""
    after: int | None = 0
    while after is not None:
        with transaction():
            after = _issue_some(after)


def _issue_some(after: int) -> int | None:
    """The next few after this number; answers that of the last, or None where there are no more."""
    people = {each.id: each.person_id for each in queries.without_credential(AT_ONCE, after)}
    hold(*people.values())
    for award in queries.without_credential(AT_ONCE, after):
        if award.id in people:  # what is not theirs any more is left out
            _try(award)
    return max(people, default=None)


def _try(award: BadgeAward) -> None:
    id_ = award.id
    try:
        with db.session.begin_nested():
            _issue(award)
            db.session.flush()
    except Exception as error:  # said without its words, which may quote whose it is
        log.error("Award %s cannot be issued: %s", id_, type(error).__name__)


def revoke(award: BadgeAward) -> None:
    """Whatever was signed for this award is no longer valid, for whoever checks it."""
    for credential in queries.all_credentials_of(award):
        credentials.revoke(credential)


def _until(award: BadgeAward) -> datetime | None:
    """The end of its last day."""
    if award.expires_on is None:
        return None
    return datetime.combine(award.expires_on + timedelta(days=1), time(), own_zone())


def _facts(award: BadgeAward, group: Organisation, since: datetime, is_neutral: bool) -> Facts:
    """What is said of it. Of neutral words, credentials leaves out those that tell all the same."""
    said = award.version
    description = said.neutral_description or said.description if is_neutral else said.description
    return Facts(
        is_neutral=is_neutral,
        name=said.neutral_name if is_neutral else said.name,
        description=description,
        criteria=tuple(step.said_neutrally if is_neutral else step.words for step in said.criteria),
        group_name=group.neutral_name if is_neutral else group.name,
        skills=tuple(said.skill_labels),
        alignment=tuple(Alignment(each["name"], each["url"]) for each in said.alignment),
        icon=said.icon,
        layer=said.layer,
        valid_from=since,
        valid_until=_until(award),
    )
