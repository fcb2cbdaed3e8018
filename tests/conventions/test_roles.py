"""Who may go where: every address, asked by every role, as roles.txt says.

A new address has no line there. The test that fails prints the line: read it, and put it in if it
is what you meant.
"""

import re

from app.config import ROOT
from tests.conventions.building import rules
from tests.conventions.roles import ROLES, asking, make_world, nothing_kept

LIST = ROOT / "tests" / "conventions" / "roles.txt"
ASKED = {"sqlite": ROLES, "postgresql": ("stranger", "organiser", "network")}
"""Who may is decided above the database. Whether a question breaks on the second one is asked as
those who come furthest."""
MEANINGS = {403: "no", 404: "none", 409: "mend", 422: "mend"}


def listed():
    """The lines of roles.txt by method and address."""
    lines = [line for line in LIST.read_text().splitlines() if line and line[0] != "#"]
    return {re.match(r"\S+ +\S+", line)[0]: line for line in lines}


def test_every_address_answers_every_role_as_listed(app, monkeypatch, database_kind):
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    world = make_world(app, monkeypatch)
    known, found = listed(), {}
    with nothing_kept(monkeypatch):
        for rule in rules():
            for method in sorted(rule.methods & {"GET", "POST"}):
                roles = [role for role in asking(app, rule) if role in ASKED[database_kind]]
                said = {role: outcome(world.ask(role, method, rule)) for role in roles}
                is_same = len(set(said.values())) == 1
                assert is_same or asking(app, rule) == ROLES, f"{rule.rule} is not @public: {said}"
                found[f"{method:4} {rule.rule}"] = method, rule.rule, said

    broken = [line(*each) for each in found.values() if "500" in each[2].values()]
    new = [line(*each) for key, each in found.items() if key not in known]
    changed = [
        line(*each)
        for key, each in found.items()
        if key in known and not each[2].items() <= words(key, known[key]).items()
    ]

    assert not broken, "\n".join(["Nothing that is asked may break the app:", *broken])
    assert not new, "\n".join(
        ["tests/conventions/roles.txt lacks these. Are they as you meant? Then add:", *sorted(new)]
    )
    assert not changed, "\n".join(
        ["Not as tests/conventions/roles.txt says. If it is right, write instead:", *changed]
    )


def test_roles_txt_names_no_address_that_is_gone():
    there = {f"{method:4} {rule.rule}" for rule in rules() for method in rule.methods}
    gone = sorted(listed().keys() - there)

    assert not gone, f"Take {gone} out of tests/conventions/roles.txt"


def test_no_page_of_a_team_is_there_for_anyone_outside_it():
    """Whatever is written in roles.txt."""
    for key, line in listed().items():
        if not re.match(r"\S+ +/organise/.*<", key):
            continue
        said = words(key, line)
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


def words(key, line):
    """What a line of roles.txt says of each role."""
    said = line.removeprefix(key).split()
    return dict(zip(ROLES, said * len(ROLES) if len(said) == 1 else said, strict=True))


def line(method, address, said):
    """What roles.txt is to say: one word for each role, or one for all."""
    words = list(said.values())
    words = words if len(set(words)) > 1 else words[:1]
    return f"{method:4} {address:<80} {' '.join(f'{word:<4}' for word in words)}".rstrip()
