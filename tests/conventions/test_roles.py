"""Who may go where: every address, asked by every role, as roles.txt says.

A new address has no line there. The test that fails prints the line: read it, and put it in if it
is what you meant.
"""

import re

from app.config import ROOT
from tests.conventions.building import rules
from tests.conventions.roles import ROLES, asking, make_world, nothing_kept

LIST = ROOT / "tests" / "conventions" / "roles.txt"
MEANINGS = {403: "no", 404: "none", 409: "mend", 422: "mend"}


def listed():
    """The lines of roles.txt by method and address."""
    lines = [line for line in LIST.read_text().splitlines() if line and line[0] != "#"]
    return {re.match(r"\S+ +\S+", line)[0]: line for line in lines}


def test_every_address_answers_every_role_as_listed(app, monkeypatch):
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    world = make_world(app, monkeypatch)
    found = {}
    with nothing_kept(monkeypatch):
        for rule in rules():
            for method in sorted(rule.methods & {"GET", "POST"}):
                roles = asking(app, rule)
                said = [outcome(world.ask(role, method, rule)) for role in roles]
                assert roles == ROLES or len(set(said)) == 1, f"{rule.rule} is not @public: {said}"
                found[f"{method:4} {rule.rule}"] = line(method, rule.rule, said)
    known = listed()

    broken = [line for line in found.values() if re.search(r" 500\b", line)]
    new = [line for key, line in found.items() if key not in known]
    changed = [line for key, line in found.items() if known.get(key, line) != line]
    gone = sorted(known.keys() - found.keys())

    assert not broken, "\n".join(["Nothing that is asked may break the app:", *broken])
    assert not new, "\n".join(
        ["tests/conventions/roles.txt lacks these. Are they as you meant? Then add:", *sorted(new)]
    )
    assert not changed, "\n".join(
        ["Not as tests/conventions/roles.txt says. If it is right, write instead:", *changed]
    )
    assert not gone, f"Take {gone} out of tests/conventions/roles.txt"


def test_no_page_of_a_team_is_there_for_anyone_outside_it():
    """Whatever is written in roles.txt."""
    for key, line in listed().items():
        if not re.match(r"\S+ +/organise/.*<", key):
            continue
        said = dict(zip(ROLES, line.removeprefix(key).split(), strict=True))
        assert said["stranger"] == "ask", f"{key}: a stranger is asked to sign in first"
        for role in ("person", "holder", "volunteer", "other"):
            assert said[role] == "none", f"{key}: for a {role} it is not there (404)"


def test_roles_txt_is_in_order():
    addresses = [key.split()[::-1] for key in listed()]

    assert addresses == sorted(addresses), "Sort tests/conventions/roles.txt by address"


def outcome(response):
    """see, ask (to sign in), go (elsewhere), mend (what was typed), no (403), none (404)."""
    code = response.status_code
    if 300 <= code < 400:
        return "ask" if re.match(r"/sign-in\b", response.location) else "go"
    return "see" if code < 300 else MEANINGS.get(code, str(code))


def line(method, address, said):
    """What roles.txt is to say: one word for each role, or one for all."""
    words = said if len(set(said)) > 1 else said[:1]
    return f"{method:4} {address:<80} {' '.join(f'{word:<4}' for word in words)}".rstrip()
