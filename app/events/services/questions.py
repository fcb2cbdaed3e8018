"""Asking people something when they book: little, with a reason, and not for long."""

import json
from contextlib import suppress
from dataclasses import dataclass

from app.events import queries
from app.events.models import MOST_QUESTIONS, Event, EventQuestion
from app.events.services.words import never_asked
from app.shared.database import db
from app.shared.errors import RuleBroken
from app.shared.holding import hold


@dataclass(frozen=True)
class Question:
    """What is to be asked, why, and for how many days after the date an answer is kept."""

    words: str
    why: str
    keep_days: int
    options: tuple[str, ...] = ()
    is_required: bool = False


def ask(event: Event, question: Question) -> None:
    """Ask people who book `event` this too. The same words twice are one question.

    Refuses with RuleBroken a fourth question, an event that nobody books, and what nobody may be
    asked to book a place.
    """
    _check(event, question)
    hold(event)
    asked = queries.questions_of(event)
    if any(each.words == question.words for each in asked):
        return
    if len(asked) >= MOST_QUESTIONS:
        raise RuleBroken(f"{MOST_QUESTIONS} questions are enough. Take one away first.")
    order = 1 + max((each.order for each in asked), default=0)
    db.session.add(_row(event, question, order))
    db.session.flush()


def change_question(event: Event, old: EventQuestion, question: Question) -> None:
    """Ask `question` in place of `old`. Answers that were given stand under the old words.

    Refuses as `ask` does, and words that another question has. Needs the event held, or `old` may
    have gone meanwhile.
    """
    _check(event, question)
    others = [each for each in queries.questions_of(event) if each.id != old.id]
    if any(each.words == question.words for each in others):
        raise RuleBroken("You ask that already.")
    order = old.order
    db.session.delete(old)
    db.session.flush()
    db.session.add(_row(event, question, order))
    db.session.flush()


def drop_question(old: EventQuestion) -> None:
    """Ask it no longer. Answers that were given are kept for as long as was promised."""
    db.session.delete(old)
    db.session.flush()


def asked_again(event: Event) -> dict[str, list[str]]:
    """What `event` asks, as a draft keeps it."""
    rows = [
        {
            "words": each.words,
            "why": each.why,
            "keep_days": each.keep_days,
            "options": each.options,
            "is_required": each.is_required,
        }
        for each in queries.questions_of(event)
    ]
    return {"asked": [json.dumps(row) for row in rows]}


def ask_again(event: Event, kept: dict[str, list[str]]) -> None:
    """Ask what a draft kept of another event, but for what may not be asked here."""
    for row in kept.get("asked", ()):
        said = json.loads(row)
        with suppress(RuleBroken):
            ask(event, Question(**said | {"options": tuple(said["options"])}))


def _check(event: Event, question: Question) -> None:
    if event.is_drop_in:
        raise RuleBroken("People just turn up to this, so nobody is asked anything.")
    if why := never_asked(question.words, *question.options):
        raise RuleBroken(why)


def _row(event: Event, question: Question, order: int) -> EventQuestion:
    return EventQuestion(
        event_id=event.id,
        words=question.words,
        why=question.why,
        keep_days=question.keep_days,
        options=list(question.options),
        is_required=question.is_required,
        order=order,
    )
