"""What a group says to whoever asks for a badge, and badges that it gives by hand.

Nobody awards themselves. Two at once award once: whoever decides holds the person first.
"""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date

from app.badges import emails, permissions, queries
from app.badges.models import AwardState, Badge, BadgeAward, BadgeVersion, Endorsement, Tick
from app.badges.services.counting import holds_now
from app.badges.services.credentials import issue
from app.badges.services.moves import Move, hold, hold_award, move, step
from app.organisations import queries as teams
from app.organisations.models import Organisation
from app.people.models import Person
from app.shared.database import db, utcnow
from app.shared.errors import RuleBroken
from app.shared.local_time import today_in
from app.shared.waking import own_zone

NOT_YOUR_OWN = "This is your own badge. Somebody else of the group has to answer."
NOT_YOURS_TO_SAY = "Only somebody of the group’s team can vouch for this."
SAY_WHAT = "Say what is still needed. They read it, so write it for them."
FEW = 20
"""So many are ready to be shown at once; for more it is the worker who makes the files."""
NOT_ASKED = "They did not ask for this, so there is nothing to answer."
YOU_GAVE_IT = "You gave this. Somebody else of the group has the last word."
NOT_THIS_GROUP = "This badge is given by another group."
NOT_CHECKED = "Only groups that the network has checked give badges."


def award(asked: BadgeAward, by: Person) -> None:
    """Say yes: the badge is theirs. Twice is once.

    Refuses, saying what is missing, while a step is open or too few people vouch for it; whoever
    awards vouches for it too. Refuses whoever gives it by hand: that was their word.
    """
    hold_award(asked)
    _check_not_own(asked, by)
    if asked.is_earned:
        return
    if asked.state == AwardState.ASKED:
        _check_checked(asked.organisation)
        if missing := _missing(asked, by):
            raise RuleBroken(missing)
        if asked.awarded_by_id == by.id:
            raise RuleBroken(YOU_GAVE_IT)
    _earn(asked, by.id)


def ask_for_more(asked: BadgeAward, words: str, by: Person) -> None:
    """Say what is still needed; they can ask again when it is there. Twice is once. Refuses what
    they did not ask for: it was put forward by somebody of the group."""
    if not words.strip():
        raise RuleBroken(SAY_WHAT)
    hold_award(asked)
    _check_not_own(asked, by)
    if asked.state == AwardState.MORE_NEEDED and asked.words == words:
        return
    if asked.asked_at is None:
        raise RuleBroken(NOT_ASKED)
    move(asked, Move.NEED_MORE)
    asked.words, asked.awarded_by_id = words, None
    db.session.flush()
    emails.more(asked)
    emails.drop_asked(asked.organisation)


def vouch(asked: BadgeAward, words: str, by: Person) -> None:
    """Say a word for somebody, which they may show outside. One each: a second takes the place of
    the first, and the same again is one. Refuses whoever may not vouch, and when the group has
    answered.

    What somebody gives by hand is theirs with the last word that it took, which is somebody else's.
    """
    hold_award(asked)
    if not permissions.can_vouch(by, asked):
        raise RuleBroken(NOT_YOUR_OWN if by.id == asked.person_id else NOT_YOURS_TO_SAY)
    if not asked.is_on_the_way:
        if any(each.by_id == by.id and each.words == words for each in asked.endorsements):
            return
        raise RuleBroken("The group has answered this already. Thank you all the same.")
    _say(asked, asked.organisation_id, words, by)
    db.session.flush()
    giver, group = asked.awarded_by_id, asked.organisation
    if not asked.is_put_forward or giver in (None, by.id):
        return
    if group and group.is_public and not _missing(asked, by):
        _earn(asked, giver)


def give(
    group: Organisation, badge: Badge, people: Sequence[Person], words: str, by: Person
) -> int:
    """Give a badge to people who never asked, whom `by` saw do all it takes. Say how many it is new
    to.

    Whoever holds it keeps theirs, and whoever said that they do not want it is left alone, so that
    sending the form again gives nothing twice; so is whoever asked another group. What two of the
    group withdrew, one does not give again: it is there to be asked for. Refuses oneself, a badge
    of another group, one that is retired, and a group that is not checked.

    Where more people have to vouch, `by` is one of them, and it waits for the others: nobody gives
    such a badge alone.
    """
    _check_checked(group)
    _check_given_by(group, badge)
    if by.id in {person.id for person in people}:
        raise RuleBroken(NOT_YOUR_OWN)
    hold(*(person.id for person in people))
    chosen = _ways_new_to_it(group, badge, people)
    db.session.add_all(chosen)
    db.session.flush()
    team = _team(group)
    given = [each for each in chosen if _give_one(group, team, each, words, by)]
    db.session.flush()
    for person_id in queries.who_need(badge, [each.person_id for each in given]):
        holds_now(person_id, badge.id)
    if len(given) <= FEW:
        for each in given:
            issue(each)
    emails.drop_asked(group)
    if waiting := [each for each in chosen if each.is_put_forward]:
        emails.word_wanted(group, waiting, by)
    return len(chosen)


def _earn(asked: BadgeAward, by_id: int) -> None:
    """It is theirs. Nobody asked for what was put forward, so they can say no to that."""
    move(asked, Move.EARN)
    _settle(asked, by_id)
    db.session.flush()
    holds_now(asked.person_id, asked.badge_id)
    issue(asked)
    emails.earned(asked, is_given=asked.asked_at is None)
    emails.drop_asked(asked.organisation)


def _say(award: BadgeAward, group_id: int | None, words: str, by: Person) -> None:
    said = next((each for each in award.endorsements if each.by_id == by.id), None)
    if said is None:
        said = Endorsement(award_id=award.id, by_id=by.id)
        award.endorsements.append(said)
    said.organisation_id, said.words, said.given_at = group_id, words, utcnow()


def _check_checked(group: Organisation | None) -> None:
    """What is signed carries the site's name: a group that anybody may begin cannot give it."""
    if group is None or not group.is_public:
        raise RuleBroken(NOT_CHECKED)


def _missing(asked: BadgeAward, by: Person) -> str:
    """What is missing with the word of `by`, to whom it is said; empty where nothing is."""
    done = {tick.criterion_id for tick in asked.ticks if tick.is_done}
    missing = [each.words for each in asked.version.criteria if each.id not in done]
    if missing:
        return f"There is a step still to tick: {missing[0].rstrip('.')}."
    others = _others(asked, by, _team(asked.organisation))
    short = asked.version.endorsements_needed - others - 1
    if short <= 0:
        return ""
    people = "One more person has" if short == 1 else f"{short} more people have"
    return f"{people} to vouch for this."


def _others(award: BadgeAward, by: Person, team: set[int]) -> int:
    """How many besides `by` said a word that counts. What was said in another group does not,
    unless the person asks this one: then it is they who show it."""
    said = [each.by_id for each in award.endorsements if each.by_id != by.id]
    return len(said) if award.asked_at else len(team.intersection(said))


def _team(group: Organisation | None) -> set[int]:
    return {each.person.id for each in teams.team(group)} if group else set()


def _check_not_own(asked: BadgeAward, by: Person) -> None:
    if not permissions.can_decide(by, asked):
        raise RuleBroken(NOT_YOUR_OWN)


def _check_given_by(group: Organisation, badge: Badge) -> None:
    if badge.organisation_id not in (None, group.id) or badge.retired_at is not None:
        raise RuleBroken(NOT_THIS_GROUP)


def _ways_new_to_it(
    group: Organisation, badge: Badge, people: Sequence[Person]
) -> list[BadgeAward]:
    """Of each whom the badge can be given to: what they began by themselves, or else begun now."""
    version = queries.version_of(badge)
    known = queries.awards_among(group, badge, [person.id for person in people])
    elsewhere = {each.person_id for each in known if each.organisation_id not in (None, group.id)}
    settled = elsewhere | {each.person_id for each in known if not each.is_on_the_way}
    begun = {each.person_id: each for each in known if each.is_on_the_way}
    chosen = [person for person in people if person.id not in settled]
    return [begun.get(person.id) or _begun(person, badge, version) for person in chosen]


def _begun(person: Person, badge: Badge, version: BadgeVersion) -> BadgeAward:
    return BadgeAward(person=person, badge=badge, version=version, ticks=[], endorsements=[])


def _give_one(
    group: Organisation, team: set[int], award: BadgeAward, words: str, by: Person
) -> bool:
    """Whether it is theirs now; if not, it waits for the word of somebody else."""
    said = [each.by_id for each in award.endorsements]
    if award.is_put_forward and award.awarded_by_id == by.id:
        return False
    others = _others(award, by, team) if award.organisation_id == group.id else 0
    is_enough = others + 1 >= award.version.endorsements_needed
    _tick_all(award, by)
    if words or not (is_enough or by.id in said):
        _say(award, group.id, words, by)
    award.organisation = group
    if not is_enough:
        step(award, Move.PUT_FORWARD)
        award.awarded_by_id, award.words = by.id, ""
        return False
    step(award, Move.GIVE)
    _settle(award, by.id)
    emails.earned(award, is_given=True)
    return True


def _tick_all(award: BadgeAward, by: Person) -> None:
    """Whoever gives it by hand saw every step that is not ticked yet."""
    known = {tick.criterion_id: tick for tick in award.ticks}
    for criterion in award.version.criteria:
        tick = known.get(criterion.id) or Tick(award_id=award.id, criterion_id=criterion.id)
        if tick.done_at is None:
            tick.done_at, tick.by_id = utcnow(), by.id
        db.session.add(tick)


def _settle(award: BadgeAward, by_id: int) -> None:
    award.earned_at, award.awarded_by_id, award.words = utcnow(), by_id, ""
    months = award.version.expires_after_months
    award.expires_on = _months_after(today_in(own_zone().key), months) if months else None


def _months_after(day: date, months: int) -> date:
    """The same day so many months on, or the last of that month."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
