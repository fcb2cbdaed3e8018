"""Every badge that leaves has the shape that Open Badges 3.0 asks for, by its own schema."""

import base64
import json
from copy import deepcopy
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from jsonschema import Draft201909Validator, FormatChecker

from app.credentials import services
from app.credentials.models import Alignment
from app.shared.database import db
from tests.making_credentials import FACTS, make_credential

SCHEMA = Path(__file__).parent / "schema" / "ob_v3p0_achievementcredential_schema.json"
LEAST = {"description": "", "skills": (), "icon": ""}
ALL_THERE_IS = {
    "valid_until": FACTS.valid_from + timedelta(days=365),
    "alignment": (Alignment("Working with others", "https://skills.example/7"),),
    "evidence": ("Opened the hall for six weeks.", "Showed two people the till."),
    "endorsements": ("People came back because of them.",),
    "email": "ash@example.org",
}
BADGES = {
    "in neutral words": {},
    "in the group’s own words": {"is_neutral": False, "group_name": "Recovery Road"},
    "with an end": {"valid_until": ALL_THERE_IS["valid_until"]},
    "with what was seen": {"evidence": ALL_THERE_IS["evidence"]},
    "with all there is to say": ALL_THERE_IS,
    "with all there is, in the group’s own words": {"is_neutral": False, **ALL_THERE_IS},
    "with no more than it must say": LEAST,
}
FORMATS = FormatChecker(formats=())


@FORMATS.checks("date-time", raises=ValueError)
def is_a_moment_with_its_zone(said):
    return datetime.fromisoformat(said).tzinfo is not None


@pytest.mark.one_database_says_it
@pytest.mark.parametrize("says", BADGES.values(), ids=BADGES)
def test_a_badge_is_as_the_standard_has_it(client, says):
    credential = make_credential(**says)
    at = f"/verify/{credential.public_id}"

    made_anew = client.get(f"{at}/credential.json").json
    inside_jwt = client.get(f"{at}/credential.jwt").text.split(".")[1]
    services.sign_due()
    services.revoke(credential)
    db.session.commit()
    kept = client.get(f"{at}/credential.json").json

    assert faults_of(made_anew) == []
    assert faults_of(kept) == []
    assert faults_of(json.loads(base64.urlsafe_b64decode(f"{inside_jwt}=="))) == []
    assert made_anew["proof"]
    assert made_anew["credentialSchema"][0]["id"].endswith(f"/{SCHEMA.name}")


@pytest.mark.one_database_says_it
def test_a_badge_of_another_shape_is_told_apart(client):
    credential = make_credential(**ALL_THERE_IS)
    badge = client.get(f"/verify/{credential.public_id}/credential.json").json

    assert faults_of(badge) == []
    for path in (
        "validFrom",
        "issuer/type",
        "credentialStatus/type",
        "credentialSubject/achievement/criteria",
        "credentialSubject/achievement/description",
        "credentialSubject/achievement/alignment/0/targetUrl",
        "credentialSubject/identifier/0/hashed",
        "evidence/0/type",
        "proof/0/type",
    ):
        assert faults_of(without(badge, path)), f"Nobody misses {path}"
    assert faults_of({**badge, "validUntil": "next summer"})
    assert faults_of({**badge, "evidence": {}})


def faults_of(badge):
    """What the schema finds wrong: where, and what."""
    return [f"{each.json_path}: {each.message}" for each in _validator().iter_errors(badge)]


def without(badge, path):
    """The same without what is at this path in it."""
    twin = deepcopy(badge)
    *way, last = [int(name) if name.isdigit() else name for name in path.split("/")]
    inner = twin
    for name in way:
        inner = inner[name]
    del inner[last]
    return twin


@cache
def _validator():
    schema = json.loads(SCHEMA.read_text())
    return Draft201909Validator(schema, format_checker=FORMATS)
