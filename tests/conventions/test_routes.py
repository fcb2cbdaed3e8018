"""Habits every address keeps. When one fails, the message says what to do."""

import re

from app.config import ROOT
from tests.conventions.building import app, for_each, rules

LIST = ROOT / "tests" / "conventions" / "routes.txt"
every_rule = for_each(rules())


@every_rule
def test_every_view_says_who_may_enter(rule):
    said = getattr(app().view_functions[rule.endpoint], "access", None)

    assert said in ("public", "personal", "signed_in"), (
        f"Add @public, @personal or @signed_in (shared/access.py) to {rule.endpoint}"
    )


@every_rule
def test_urls_are_lowercase_and_kebab_case(rule):
    fixed_parts = re.sub(r"<[^>]*>", "", rule.rule)

    assert re.fullmatch(r"[a-z0-9/.-]*", fixed_parts), f"Use kebab-case in {rule.rule}"


@every_rule
def test_urls_do_not_end_in_a_slash(rule):
    assert rule.rule == "/" or not rule.rule.endswith("/"), f"Take the last / off {rule.rule}"


@every_rule
def test_only_get_and_post(rule):
    assert rule.methods <= {"GET", "HEAD", "OPTIONS", "POST"}, (
        f"{rule.rule}: HTML forms cannot send {rule.methods}. Make the act a noun and POST to it"
    )


@every_rule
def test_url_variables_have_types(rule):
    assert not re.search(r"<\w+>", rule.rule), f"Give the variable a type in {rule.rule}"


@every_rule
def test_endpoints_are_a_room_and_a_name(rule):
    assert re.fullmatch(r"[a-z]+\.[a-z_]+", rule.endpoint), (
        f"{rule.endpoint}: name it room.noun, or room.verb"
    )


def test_no_address_is_lost_unseen():
    listed = set(LIST.read_text().split())
    served = {rule.rule for rule in rules()}

    lost, new = sorted(listed - served), sorted(served - listed)

    assert not lost, (
        f"{lost} are gone: people have them in mails and bookmarks. Redirect them, or take them "
        "out of tests/conventions/routes.txt and say in the commit why that is right"
    )
    assert not new, f"Add {new} to tests/conventions/routes.txt"
