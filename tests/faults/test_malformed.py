"""Requests that no browser sends, to every address there is: never a failure of ours."""

from collections import Counter
from random import Random

import pytest
from werkzeug.test import run_wsgi_app

from app.organisations.models import Position
from app.shared.database import db
from app.shared.extensions import limiter
from app.shared.worker import Worker
from tests.conventions.building import rules
from tests.factories import make_booking, make_host, make_membership, make_person, make_place
from tests.faults.malformed import request
from tests.faults.runs import times

NUMBER = times(750, 10_000)
"""On each of the two databases."""
SEED = 20261126


def test_nothing_that_is_sent_breaks_the_site(app, client, sign_in, monkeypatch, record_property):
    monkeypatch.setattr(limiter, "enabled", False)
    chance, addresses = Random(SEED), [rule.rule for rule in rules()]
    known, organiser = _known()
    cookies = ["", _cookie(client, known)]
    for person in (make_person(), organiser):
        sign_in(person)
        cookies.append(_cookie(client, known))
    answers, broken = Counter(), []
    Worker(app).work()  # without which /readyz is right to answer 503

    for number in range(NUMBER):
        environ = request(chance, addresses, known, cookies)
        answer = _ask(app, environ)
        answers[answer] += 1
        if not isinstance(answer, int) or answer >= 500:
            shown = {name: value for name, value in environ.items() if name.isupper()}
            broken.append(f"request {number} of seed {SEED}: {answer}: {shown}"[:1_000])

    assert not broken, f"{len(broken)} of {NUMBER}\n" + "\n".join(broken[:5])
    by_views = answers[200] + answers[303] + answers[422]
    assert by_views > NUMBER / 6, f"Hardly any request came through: {answers}"
    record_property(f"malformed requests, seed {SEED}; failures", f"{NUMBER}; {len(broken)}")
    record_property("answers by status", dict(sorted(answers.items())))


@pytest.mark.parametrize(
    ("path", "says"),
    [
        (f"/demo/mail/{'9' * 25}", {}),
        ("/b/HAZEL-7Q4K2M", {"REMOTE_ADDR": "unix:"}),
        ("/b/HAZEL-7Q4K2M", {"REMOTE_ADDR": ""}),
    ],
)
def test_what_once_broke_the_site_is_not_found(client, path, says):
    assert client.get(path, environ_overrides=says).status_code in (400, 404)


def _known():
    """Things that are there, and stand in addresses; and who may change them."""
    booking = make_booking()
    occurrence, group = booking.occurrence, booking.occurrence.event.organisation
    make_host(event=occurrence.event)
    known = [occurrence.event.slug, occurrence.key, booking.code, group.slug, make_place().slug]
    known += [str(occurrence.id), str(booking.id)]
    db.session.commit()
    return known, make_membership(group, position=Position.ADMIN).person


def _cookie(client, known):
    client.get(f"/events/{known[0]}/{known[1]}/book")
    return f"alongside={client.get_cookie('alongside').value}"


def _ask(app, environ):
    """The status of the answer, or the name of what was raised."""
    try:
        with app.app_context():
            _, status, _ = run_wsgi_app(app, environ, buffered=True)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return int(status.split()[0])
