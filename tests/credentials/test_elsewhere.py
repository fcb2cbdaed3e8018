"""Badges from elsewhere: what is kept, as what, and what is refused with which words."""

import io
import json
import re
import socket
import struct
import zlib
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from werkzeug.exceptions import NotFound

from app.credentials import parts, queries, services
from app.credentials.models import Standing
from app.credentials.services import elsewhere
from app.shared.database import db, utcnow
from app.shared.errors import RuleBroken
from app.shared.extensions import limiter
from app.shared.open_badges import baking, documents, keys, reading
from app.shared.open_badges.encoding import base64url, compact_json
from app.shared.open_badges.signing import as_jwt, sign
from app.shared.open_badges.verifying import Outcome
from tests.factories import make_person
from tests.making_credentials import make_credential, make_foreign_badge
from tests.page import get_page, read_page
from tests.shared.open_badges.making import document

pytestmark = pytest.mark.usefixtures("app")

PAGE = "/you/skills/elsewhere"
MADE = datetime(2026, 5, 1, 9, tzinfo=UTC)
KEY = keys.new_ed25519()
OWN_NAME = f"did:key:{KEY.public}"
NO_LIST = f"https://example.org/issuers/{'0' * 36}/status/{'9' * 30}"


def stranger(did=OWN_NAME, **says):
    """A badge of a college that we know nothing of, signed with the key in its own name."""
    issuer = documents.IssuerFacts(did, "Peak College", "https://college.example")
    said = document(issuer=issuer, **{"valid_until": None} | says)
    return sign(said, keys.Signer(did, KEY), MADE)


def ours(credential):
    """A badge of this site, as anyone is given it."""
    return parts.files(queries.file(credential.public_id)).document.encode()


def sent(badge, **other):
    return compact_json(badge | other).encode()


def bring(person, file):
    badge = services.bring_in(person, file)
    db.session.commit()
    return badge


@pytest.mark.parametrize(
    ("badge", "standing"),
    [
        (stranger(), Standing.UNCHANGED),
        (stranger("did:web:college.example"), Standing.UNCHECKED),
        (stranger(valid_until=datetime(2026, 6, 1, tzinfo=UTC)), Standing.ENDED),
        (stranger(valid_from=datetime(2999, 1, 1, tzinfo=UTC)), Standing.NOT_YET),
        (stranger(valid_until=datetime(9999, 12, 31, 23, tzinfo=UTC)), Standing.UNCHANGED),
        (stranger(status_url=NO_LIST), Standing.UNCHANGED),
    ],
    ids=[
        "a key of its own",
        "a key we do not have",
        "ended",
        "not yet",
        "the last day there is",
        "a list of a number that no database keeps",
    ],
)
def test_a_badge_from_elsewhere_is_kept_as_what_it_is(badge, standing):
    kept = bring(make_person(), sent(badge))

    assert (kept.standing, kept.name, kept.issuer_name) == (standing, "Team player", "Peak College")
    assert not kept.is_signer_known


@pytest.mark.parametrize(
    ("ends", "standing"),
    [(None, Standing.OURS), (datetime(2026, 7, 1, tzinfo=UTC), Standing.ENDED)],
)
def test_one_of_our_own_is_recognised(ends, standing):
    kept = bring(make_person(), ours(make_credential(valid_until=ends)))

    assert (kept.standing, kept.is_signer_known) == (standing, True)
    assert kept.earned_on == date(2026, 6, 5)


def test_what_was_withdrawn_is_not_added_and_shown_as_that_where_it_was():
    person, credential = make_person(), make_credential()
    bring(person, ours(credential))
    services.revoke(credential)
    db.session.commit()

    assert bring(person, ours(credential)).standing == Standing.WITHDRAWN
    with pytest.raises(RuleBroken, match=elsewhere.WITHDRAWN):
        services.bring_in(make_person(), ours(credential))


@pytest.mark.one_database_says_it
def test_another_site_is_not_ours_though_its_address_ends_the_same():
    name = make_credential().achievement.issuer.public_id

    kept = bring(make_person(), sent(stranger(f"did:web:other.example:issuers:{name}")))

    assert kept.standing == Standing.UNCHECKED


def other_key(credential):
    """In the name of our group, signed with another key."""
    said = json.loads(ours(credential))
    return sent(sign(said, keys.Signer(said["issuer"]["id"], KEY), MADE))


def no_key_named(credential):
    """The same as a JWT, with no word of whose key it is."""
    said, rsa = json.loads(ours(credential)), keys.new_rsa()
    head = {"alg": "RS256", "jwk": json.loads(rsa.public)}
    rest = as_jwt(said, keys.Signer(said["issuer"]["id"], rsa)).split(".")[1:]
    return ".".join([base64url(compact_json(head).encode()), *rest]).encode()


@pytest.mark.one_database_says_it
@pytest.mark.parametrize("forged", [other_key, no_key_named])
def test_nobody_else_signs_in_the_name_of_a_group_here(forged):
    file = forged(make_credential())

    with pytest.raises(RuleBroken, match=Outcome.FOREIGN_KEY.words):
        services.bring_in(make_person(), file)


def png(*badges):
    """A picture, as far as anyone looks at it, with these in it."""
    texts = [baking.KEYWORD + b"\0\0\0\0\0" + text for text in badges]
    parts = [(b"iTXt", text) for text in texts] + [(b"IEND", b"")]
    return baking.PNG + b"".join(
        struct.pack(">I", len(text)) + kind + text + struct.pack(">I", zlib.crc32(kind + text))
        for kind, text in parts
    )


GOOD = stranger()
PICTURE = png(sent(GOOD))
REMOTE = {"@context": [*GOOD["@context"], "https://elsewhere.example/words"]}
REFUSED = {
    "words": (b"hello", baking.NOT_A_BADGE),
    "a picture with nothing in it": (png(), baking.NONE),
    "two chunks": (png(sent(GOOD), sent(GOOD)), baking.SEVERAL),
    "a picture with a changed byte": (PICTURE[:-30] + b"?" + PICTURE[-29:], baking.DAMAGED),
    "a badge with a changed word": (sent(GOOD, name="Other"), Outcome.CHANGED.words),
    "an object proof": (sent(GOOD, proof=GOOD["proof"][0]), reading.NOT_A_LIST),
    "an older kind": (sent({"@context": "https://w3id.org/openbadges/v2"}), baking.OLDER),
    "a remote context": (sent(GOOD, **REMOTE), Outcome.REMOTE_CONTEXT.words),
    "an issuer that no database keeps": (sent(GOOD, issuer="did:web:\0\ud800"), "not signed by"),
    "a date that is none": (sent(GOOD, validFrom="2026-13-45"), reading.NO_DATE),
    "30 MB": (b"{" + b" " * 30 * 2**20, elsewhere.TOO_LARGE),
}


@pytest.mark.one_database_says_it
@pytest.mark.parametrize(("file", "words"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_believed_is_refused_with_words_of_its_own(file, words):
    with pytest.raises(RuleBroken, match=re.escape(words)):
        services.bring_in(make_person(), file)


@pytest.mark.one_database_says_it
def test_nothing_is_fetched_whatever_a_badge_says(monkeypatch):
    def refuse(*asked):
        raise AssertionError(f"asked the network for {asked}")

    person, own = make_person(), ours(make_credential())
    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)

    for file in (sent(GOOD), sent(stranger("did:web:college.example")), own):
        services.bring_in(person, file)
    with pytest.raises(RuleBroken):
        services.bring_in(person, sent(GOOD, **REMOTE))


def test_the_same_badge_twice_is_one():
    person, credential = make_person(), make_credential()
    files = parts.files(queries.file(credential.public_id))

    first = bring(person, files.document.encode())
    again = bring(person, files.jwt.encode())

    assert first.id == again.id
    assert [each.id for each in queries.brought_in(person)] == [first.id]


def test_nobody_keeps_them_without_end(monkeypatch):
    monkeypatch.setattr(elsewhere, "MOST_HELD", 1)
    person = make_person()
    make_foreign_badge(person)

    with pytest.raises(RuleBroken, match="Remove one first"):
        services.bring_in(person, sent(GOOD))
    assert services.bring_in(make_person(), sent(GOOD)), "others keep their own"


@pytest.mark.one_database_says_it
def test_looking_again_says_when_that_was_and_keeps_what_came_of_it(freeze):
    person = make_person()
    bring(person, sent(stranger(valid_until=datetime(2999, 1, 1, tzinfo=UTC))))
    freeze(datetime(2999, 1, 2, tzinfo=UTC))
    badge = queries.own_brought(person, queries.brought_in(person)[0].id)
    assert badge.standing == Standing.ENDED, "also before anybody looks"

    services.look_again(badge)

    assert (badge.outcome, badge.checked_at) == (Outcome.ENDED, utcnow())


@pytest.mark.one_database_says_it
def test_nobody_finds_what_somebody_else_brought():
    badge, other = make_foreign_badge(), make_person()

    assert queries.brought_in(other) == []
    with pytest.raises(NotFound):
        queries.own_brought(other, badge.id)


@pytest.fixture
def person(sign_in):
    person = make_person()
    sign_in(person)
    return person


def test_a_badge_is_added_as_a_picture_or_pasted_and_can_go_again(client, person):
    said = {"file": (io.BytesIO(PICTURE), "badge.png"), "pasted": ""}

    assert client.post(PAGE, data=said).status_code == 303
    assert client.post(PAGE, data={"pasted": sent(GOOD).decode()}).status_code == 303
    page = get_page(client, PAGE)
    assert "Team player" in page.words
    assert page.words.count("We could not check who signed it.") == 3  # twice as what was done

    (badge,) = queries.brought_in(person)
    assert client.post(f"{PAGE}/{badge.id}/removal").status_code == 303
    assert "Team player" not in get_page(client, PAGE).words


@pytest.mark.one_database_says_it
def test_what_a_stranger_wrote_is_plain_text(client, person):
    name = "<b>Welder</b>\u202e https://elsewhere.example *star*"
    issuer = documents.IssuerFacts(OWN_NAME, "<script>\n\x07", "https://college.example")
    badge = sign(document(issuer=issuer, valid_until=None), keys.Signer(OWN_NAME, KEY), MADE)
    badge["credentialSubject"]["achievement"]["name"] = name
    client.post(PAGE, data={"pasted": sent(sign(badge, keys.Signer(OWN_NAME, KEY), MADE)).decode()})

    page = get_page(client, PAGE)

    assert "<b>Welder</b> https://elsewhere.example *star*" in page.words
    assert "&lt;script&gt;" in page.text
    assert "\u202e" not in page.text
    assert not any("elsewhere.example" in link for link in page.links)


@pytest.mark.one_database_says_it
def test_a_mistake_is_said_beside_the_field_and_what_was_pasted_is_kept(client, person):
    page = read_page(client.post(PAGE, data={"pasted": "{no badge}"}))

    assert page.status == 422
    assert "not an Open Badges 3.0 badge" in page.words
    assert "{no badge}" in page.text
    assert "Choose a file" in read_page(client.post(PAGE, data={})).words
    large = client.post(PAGE, data={"pasted": "x" * 2_000_000})
    assert "Keep it to 1 MB" in read_page(large).words
    huge = client.post(PAGE, data={"pasted": "x" * 30_000_000})
    assert huge.status_code == 413
    assert "up to 1 MB" in read_page(huge).words


@pytest.mark.one_database_says_it
@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(file=st.binary(min_size=1, max_size=4096))
@example(b"{}")
@example(baking.PNG)
@example(b"<svg>")
@example(b"eyJhbGciOiJSUzI1NiJ9.e30.")
def test_no_file_at_all_breaks_the_page(client, person, file):
    limiter.reset()

    response = client.post(PAGE, data={"file": (io.BytesIO(file), "badge")})

    assert response.status_code == 422
