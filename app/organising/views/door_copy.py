"""The door on a phone without signal: a copy of the list, and the taps that come later.

What the phone does is in static/js/door.js, and how long it may keep what is decided here.
"""

import re
from dataclasses import asdict
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask import Response, abort, jsonify, request, session
from flask_login import current_user
from flask_wtf.csrf import generate_csrf

from app.config import ROOT
from app.organising import parts, queries, services
from app.organising.forms import FindForm
from app.organising.models import Act
from app.organising.views import bp
from app.people import queries as people
from app.people.views import TOKEN
from app.shared.access import public, signed_in
from app.shared.database import db, utcnow
from app.shared.formatting import clock, day_and_time
from app.shared.hypermedia import render

AFTER_THE_END = timedelta(hours=24)
"""How long a phone keeps its copy."""
LATEST = timedelta(days=30)
"""A tap is never taken for older than this, whatever the phone's clock says."""
MOST_TAPS = 500
MOST = 2**31 - 1

_KEY = re.compile(r"[0-9a-f-]{36}", re.ASCII)


@bp.get("/organise/dates/<int:occurrence_id>/door/list")
@signed_in
def door_list(occurrence_id):
    """All that a phone may keep of a date, and the token with which its taps are sent."""
    occurrence = queries.date_of_team(occurrence_id, current_user)
    shown = parts.door_list(occurrence)
    until, zone = copy_until(occurrence), ZoneInfo(occurrence.zone)
    return jsonify(
        title=occurrence.event.title,
        when=day_and_time(occurrence.local_start),
        people=[{**asdict(row), "title": row.title} for row in shown["rows"]],
        totals=shown["totals"],
        version=shown["version"],
        made=clock(utcnow().astimezone(zone)),
        until=int(until.timestamp() * 1000),
        until_words=day_and_time(until),
        token=generate_csrf(),
    )


@bp.post("/organise/dates/<int:occurrence_id>/door/sync")
@signed_in
def door_sync(occurrence_id):
    """Take the taps of a phone in their order, each once, and answer how things stand now."""
    occurrence = queries.date_of_team(occurrence_id, current_user)
    said = services.note(occurrence, _taps())
    db.session.commit()
    shown = parts.door_list(occurrence)
    marked = {mark: [row.id for row in shown["rows"] if row.mark == mark] for mark in _MARKS}
    return jsonify(
        said=[{"booking": each.booking_id, "words": each.words} for each in said],
        totals=shown["totals"],
        version=shown["version"],
        **marked,
    )


@bp.get("/organise/door-shell")
@public
def door_shell():
    """The page of the door with nobody on it: what a phone shows before it opens its own copy."""
    return render("organising/door_shell.html", find=FindForm(formdata=None))


@bp.get("/organise/door-worker.js")
@public
def door_worker():
    """The script that answers for the door's own page where there is no signal."""
    script = (ROOT / "static" / "js" / "door-worker.js").read_text()
    allowed = {"Service-Worker-Allowed": "/organise/dates/"}
    return Response(script, mimetype="text/javascript", headers=allowed)


def copy_until(occurrence):
    """When a copy made now must be gone: with the sign-in, and a day after the end at the latest.

    On the wall clock of the date.
    """
    sign_in = people.sign_in_with(session[TOKEN])
    signed_in_until = sign_in.ends_at if sign_in else utcnow()  # it may end this very moment
    until = min(occurrence.ends_at + AFTER_THE_END, signed_in_until)
    return until.astimezone(ZoneInfo(occurrence.zone))


def _taps():
    """What a phone sent, as taps; anything that no page of ours would send is refused with 400."""
    try:
        sent: Any = request.get_json(silent=True)
        said, there = sent["taps"], int(sent["now"])
        taps = [_tap(each, there) for each in said[:MOST_TAPS]]
    except (TypeError, KeyError, ValueError, AttributeError, OverflowError, RecursionError):
        abort(400)
    return taps


def _tap(said, there):
    key, number = said["key"], said["booking"]
    if not _KEY.fullmatch(key) or not (number is None or 0 < int(number) <= MOST):
        raise ValueError("no tap of ours")
    # The phone's clock may be wrong, but how long ago it was there is how long ago it was here.
    age = timedelta(milliseconds=max(0, there - int(said["at"])))
    return services.Tap(
        key=key,
        act=Act(said["act"]),
        tapped_at=utcnow() - min(age, LATEST),
        booking_id=number and int(number),
        is_sure=said["sure"] is True,
    )


_MARKS = (Act.HERE.value, Act.NOT_HERE.value)
