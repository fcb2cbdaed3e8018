"""What this site hands out, read by a verifier in another language with nothing else to go by."""

import json
import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from app.credentials import queries, services
from app.shared.database import db
from app.shared.open_badges.baking import unbake
from app.shared.open_badges.keys import document_address
from tests.factories import make_organisation
from tests.making_credentials import FACTS, make_credential
from tests.support import node

JSON = {"Accept": "application/json"}
SAYS = {
    "before the keys were changed": "^True$",
    "good": "^True$",
    "changed": "Invalid signature",
    "ended": "is after .validUntil",
    "withdrawn": "^withdrawn$",
}


@pytest.mark.one_database_says_it
def test_a_verifier_in_another_language_reads_what_we_hand_out(client):
    group = make_organisation()
    badges = {"before the keys were changed": exported(client, make_credential(group))}
    services.rotate(queries.issuer_of(group))
    badges["good"] = exported(client, make_credential(group))
    badges["changed"] = badges["good"] | {"name": "Another"}
    ends = FACTS.valid_from + timedelta(days=1)
    badges["ended"] = exported(client, make_credential(group, valid_until=ends))
    withdrawn = make_credential(group)
    badges["withdrawn"] = exported(client, withdrawn)
    services.revoke(withdrawn)
    db.session.commit()

    said = node.answer(
        "verify-badges.js",
        {
            "now": (FACTS.valid_from + timedelta(days=30)).isoformat(),
            "documents": found(client, badges["good"]),
            "badges": badges,
        },
    )

    for name, words in SAYS.items():
        assert re.search(words, str(said[name])), f"{name}: {said[name]}"


def exported(client, credential):
    """The badge out of the picture that its holder saves."""
    return json.loads(unbake(client.get(f"/verify/{credential.public_id}/badge.png").data))


def found(client, badge):
    """What the addresses in a badge answer: whose keys there are, and what was withdrawn."""
    did, listed = badge["issuer"]["id"], badge["credentialStatus"]["statusListCredential"]
    issuer = client.get(urlsplit(document_address(did)).path).json
    methods = {method["id"]: method for method in issuer["verificationMethod"]}
    return {did: issuer, listed: client.get(urlsplit(listed).path, headers=JSON).json, **methods}
