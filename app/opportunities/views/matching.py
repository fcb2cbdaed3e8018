"""Which role might suit somebody: one question a page, and what they come to."""

from dataclasses import replace

from flask import make_response, request
from werkzeug.datastructures import MultiDict

from app.opportunities import matching, parts, queries
from app.opportunities.views import bp
from app.opportunities.views.answers import asked, without_full_postcode
from app.people.parts import person_here
from app.shared.access import personal
from app.shared.database import utcnow
from app.shared.hypermedia import render, see_other, wants_part

FIRST = 3


@bp.get("/volunteer/match")
@personal
def match():
    return without_full_postcode() or _page(asked(_remembered()))


@bp.post("/volunteer/match")
@personal
def match_answered():
    """The last question: its answers are sent, for one of them may be in no address. Without that
    one the results have an address of their own."""
    read = asked(request.form)
    if not (read.form.lived.data or read.form.errors or wants_part()):
        return see_other(read.url())
    return _page(read)


def _page(read):
    answer = make_response(
        render(
            "opportunities/match.html",
            part="opportunities/_match.html",
            status=422 if read.form.errors else 200,
            asked=read,
            parts=parts,
            form=read.form,
            is_part=wants_part(),
            person=person_here(),
            **(_found(read.answers) if read.step == "results" else {}),
        )
    )
    if wants_part():
        answer.headers["HX-Push-Url"] = read.url()
    return answer


def _remembered():
    """What to start from where the address says nothing: what they asked us to remember, if so."""
    person = person_here() if not request.args else None
    kept = queries.remembered(person) if person else None
    return MultiDict(kept.said | {"step": "results"}) if kept else None


def _found(answers):
    """What might suit; where that is little, what else somebody could do."""
    offered = queries.offers()
    roles = {offer.slug: role for role, offer in offered}
    offers = [offer for _, offer in offered]
    week = utcnow().isocalendar().week
    suits = matching.suggest(answers, offers, week)[:FIRST]
    others = _others(answers, offers, suits, week)
    return {
        "suits": [parts.suggestion(answers, each, roles) for each in suits],
        "others": [parts.suggestion(answers, each, roles) for each in others],
        "count": len(roles),
    }


def _others(answers, offers, suits, week):
    """What is near and at the right time, though it is not what they like: up to three in all."""
    if not (answers.likes or answers.skills):
        return []
    shown = {each.offer.slug for each in suits}
    anything = replace(answers, likes=frozenset(), skills=frozenset())
    possible = matching.suggest(anything, offers, week)
    return [each for each in possible if each.offer.slug not in shown][: FIRST - len(suits)]
