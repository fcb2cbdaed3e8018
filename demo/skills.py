"""What people can show, what they work towards, and one link to a record."""

from datetime import timedelta

from dateutil.relativedelta import relativedelta
from sqlalchemy import select

from app.badges import queries as badges
from app.badges import services
from app.badges.models import AwardState, BadgeAward, Endorsement, Tick
from app.opportunities.models import Application, ScreeningStep, StepKind, StepState
from app.shared.codes import hashed
from app.shared.database import db
from app.skills.models import ShareLink
from app.skills.services import token_from
from demo.world import World

EARNED = (
    ("tomasz-nowak", "lantern-yard", "safeguarding-awareness", 370, ""),
    ("tomasz-nowak", "lantern-yard", "confidentiality-and-records", 340, ""),
    (
        *("tomasz-nowak", "lantern-yard", "signposting", 245),
        "Tomasz is calm when a phone call goes wrong. He keeps careful notes and he turns up.",
    ),
    (
        *("tomasz-nowak", "lantern-yard", "welcoming-people", 155),
        "People ask for Tomasz by name when they come back.",
    ),
    (
        *("tomasz-nowak", "lantern-yard", "peer-support-practice", 65),
        "He listens first. His own recovery is his, and he knows when not to speak of it.",
    ),
    ("bev-astle", "lantern-yard", "kitchen-and-cafe", 200, "Nobody runs a calmer counter."),
    ("bev-astle", "lantern-yard", "litter-pick-lead", 120, ""),
)
"""Who, by which group, which badge, how many days ago, and what Sandra said."""

WORKING_ON = (
    ("tomasz-nowak", "supporting-a-group", (6, 1, 0)),
    ("dean-wragg", "making-art", (4, 0)),
)
"""Who, which badge, and how far they are with each step of it."""

ASKED = (("bev-astle", "lantern-yard", "welcoming-people", (3, 0, 0), 2),)
"""Who, which group, for which badge, how far they are with each step, and how many days ago."""

TRAINED = (
    ("tomasz-nowak", "signposting-volunteer", 400),
    ("bev-astle", "cafe-host", 380),
)
"""Who did all the training of which role, and how many days ago."""


def load(world: World) -> None:
    """Tomasz has five badges, is on his way to a sixth, and shares them with a job coach. Bev asks
    for one."""
    for who, badge, steps in WORKING_ON:
        _work_on(world, who, badge, steps)
    for who, group, badge, steps, days in ASKED:
        award = _work_on(world, who, badge, steps)
        award.organisation, award.state = world.organisations[group], AwardState.ASKED
        award.asked_at = world.ago(days)
    earned = [_earn(world, *each) for each in EARNED]
    for award in earned:
        services.issue(award)  # so that it can be checked from the first moment
    for who, role, days in TRAINED:
        _train(world, who, role, days)
    _share(world, [award.id for award in earned if award.person.name.startswith("Tomasz")])


def _work_on(world: World, who: str, badge: str, steps: tuple[int, ...]) -> BadgeAward:
    award = services.start(world.people[who], world.badges[badge])
    award.started_at = world.ago(60)
    for n, (step, amount) in enumerate(zip(award.version.criteria, steps, strict=True)):
        if amount:
            done_at = world.ago(42 - 7 * n) if amount >= step.amount else None
            tick = {"award_id": award.id, "criterion_id": step.id, "amount": amount}
            db.session.add(Tick(done_at=done_at, **tick))
    return award


def _earn(world: World, who: str, group: str, slug: str, days: int, words: str) -> BadgeAward:
    badge, sandra = world.badges[slug], world.people["sandra-fell"]
    version, then = badges.version_of(badge), world.ago(days)
    months = badge.expires_after_months
    award = BadgeAward(
        person=world.people[who],
        badge=badge,
        version=version,
        organisation=world.organisations[group],
        state=AwardState.EARNED,
        started_at=then - timedelta(days=60),
        asked_at=then - timedelta(days=5),
        earned_at=then,
        expires_on=then.date() + relativedelta(months=months) if months else None,
        awarded_by=sandra,
    )
    db.session.add(award)
    db.session.flush()
    for step in version.criteria:
        tick = {"award_id": award.id, "criterion_id": step.id, "amount": step.amount}
        db.session.add(Tick(done_at=then - timedelta(days=6), **tick))
    if words:
        said = {"award_id": award.id, "by_id": sandra.id, "words": words}
        db.session.add(Endorsement(given_at=then, **said))
    return award


def _train(world: World, who: str, slug: str, days: int) -> None:
    person, role = world.people[who], world.roles[slug]
    application = db.session.scalars(
        select(Application).filter_by(person_id=person.id, opportunity_id=role.id)
    ).one()
    for number, about in enumerate(role.training, 1):
        day = (world.ago(days) + timedelta(days=7 * number)).date()
        step = {"number": number, "kind": StepKind.TRAINING, "about": about, "done_on": day}
        db.session.add(ScreeningStep(application=application, state=StepState.DONE, **step))


def _share(world: World, award_ids: list[int]) -> None:
    nonce = "demo-tomasz-for-aisha"
    db.session.add(
        ShareLink(
            person=world.people["tomasz-nowak"],
            nonce=nonce,
            token_hash=hashed(token_from(nonce)),
            form_key=nonce,
            for_whom="Aisha, job coach",
            shown_name="Tomasz N",
            award_ids=award_ids,
            has_hours=True,
            has_training=True,
            has_words=True,
            ends_on=world.today + relativedelta(months=3),
            last_opened_month=(world.today - timedelta(days=3)).replace(day=1),
            created_at=world.ago(6),
        )
    )
    db.session.flush()
