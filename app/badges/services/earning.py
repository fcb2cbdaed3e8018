"""One's own way to a badge: begin, ask a group for it, take that back, stop. No reason is asked."""

from collections.abc import Callable

from sqlalchemy import delete

from app.badges import emails, queries
from app.badges.models import AwardState, Badge, BadgeAward, Figures, Reflection
from app.badges.services.counting import count, holds_no_more, tick_what_is_held
from app.badges.services.credentials import revoke
from app.badges.services.moves import Move, hold, move
from app.organisations.models import Organisation
from app.people.models import Person
from app.shared.database import db, utcnow
from app.shared.errors import RuleBroken

RETIRED = "This badge is not given any more. Whoever works towards it can still earn it."
NOT_BEGUN = "You have not started this one."
NOT_THEIR_GROUP = "Choose a group whose team you are in."


def start(person: Person, badge: Badge, so_far: Callable[[], Figures] = Figures) -> BadgeAward:
    """Begin to work towards `badge`, with what was counted `so_far`. Twice is once.

    `so_far` is asked once nobody else can count for this person. Refuses a badge that is retired.
    """
    hold(person.id)
    award = queries.award_of(person, badge)
    if award is not None:
        return award
    if badge.retired_at is not None:
        raise RuleBroken(RETIRED)
    award = BadgeAward(person=person, badge=badge, version=queries.version_of(badge))
    db.session.add(award)
    db.session.flush()
    db.session.refresh(award, ["ticks"])
    count(award, so_far())
    tick_what_is_held(award)
    return award


def ask(person: Person, badge: Badge, group: Organisation) -> None:
    """Ask `group` for the badge: its organisers see the steps and the evidence from now on.

    Not all steps have to be done: a supporter may tick the rest. Asking twice is asking once.
    Refuses a group they are not with, and one that may not give this badge.
    """
    award = held_award(person, badge)
    if award.organisation_id == group.id and award.state == AwardState.ASKED:
        return
    if group.id not in {each.id for each in queries.groups_to_ask(person, badge)}:
        raise RuleBroken(NOT_THEIR_GROUP)
    move(award, Move.ASK)
    award.organisation, award.asked_at, award.words = group, utcnow(), ""
    db.session.flush()
    emails.asked(award)


def take_back(person: Person, badge: Badge) -> None:
    """Ask no more: the group sees nothing of it any longer. Twice is once."""
    award = held_award(person, badge)
    group = award.organisation
    if award.state == AwardState.WORKING_ON:
        return
    move(award, Move.TAKE_BACK)
    award.organisation, award.asked_at, award.words = None, None, ""
    award.awarded_by_id = None
    db.session.flush()
    if group:
        emails.drop_asked(group)


def stop(person: Person, badge: Badge) -> None:
    """Work towards it no more, or have it no more. Twice is once.

    What nobody was asked about goes altogether; the notes on it go in any case.
    """
    hold(person.id)
    award = queries.award_of(person, badge)
    if award is None:
        return
    emails.drop_all(award)
    if award.state == AwardState.WORKING_ON:
        db.session.execute(delete(BadgeAward).where(BadgeAward.id == award.id))
        db.session.expunge(award)
        return
    db.session.execute(delete(Reflection).where(Reflection.award_id == award.id))
    move(award, Move.GIVE_UP)
    award.over_at, award.look_again = utcnow(), ""
    revoke(award)
    holds_no_more(person.id, badge.id)
    db.session.flush()
    if award.organisation:
        emails.drop_asked(award.organisation)


def hide(person: Person, badge: Badge, is_hidden: bool) -> None:
    """Keep it out of one's own record, or show it there again."""
    award = held_award(person, badge)
    award.is_hidden = is_hidden
    db.session.flush()


def held_award(person: Person, badge: Badge) -> BadgeAward:
    """One's own way to this badge, held; RuleBroken where there is none."""
    hold(person.id)
    award = queries.award_of(person, badge)
    if award is None:
        raise RuleBroken(NOT_BEGUN)
    return award
