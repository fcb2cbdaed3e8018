"""Organisers who say yes and a person who takes it back, at the same moment."""

import threading

from sqlalchemy import select
from werkzeug.exceptions import NotFound

from app.badges import queries, services
from app.badges.models import AwardState, Badge, BadgeAward
from app.organisations.models import Organisation
from app.people.models import Person
from app.shared.database import db, utcnow, writing
from app.shared.errors import RuleBroken
from app.shared.outbox import OutboxMessage
from tests.making_badges import make_award, make_badge


def test_all_at_once_come_to_one_end(app, group, tomasz, marcus, priya):
    says = {"organisation": group, "state": AwardState.ASKED, "asked_at": utcnow()}
    award = make_award(tomasz, make_badge(criteria=()), **says)
    group_id, award_id, badge_id = group.id, award.id, award.badge_id
    together, answers = threading.Barrier(3), []

    def say_yes(person):
        found = queries.of_group(db.session.get(Organisation, group_id), award_id)
        services.award(found, person)

    def take_back(person):
        services.take_back(person, db.session.get(Badge, badge_id))

    def at_once(person_id, verb):
        with app.app_context(), writing():
            together.wait(30)
            try:
                verb(db.session.get(Person, person_id))
                db.session.commit()
                answers.append("done")
            except (RuleBroken, NotFound) as refusal:
                answers.append(str(refusal))

    asked = [(marcus.id, say_yes), (priya.id, say_yes), (tomasz.id, take_back)]
    threads = [threading.Thread(target=at_once, args=each) for each in asked]
    db.session.rollback()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    award = db.session.scalars(select(BadgeAward)).one()
    mails = select(OutboxMessage.kind).where(OutboxMessage.kind == "badges.earned")
    assert len(answers) == 3
    assert award.state in (AwardState.EARNED, AwardState.WORKING_ON)
    assert len(db.session.scalars(mails).all()) == award.is_earned
    assert len(queries.all_credentials_of(award)) == award.is_earned
