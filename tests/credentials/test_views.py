"""What somebody sees who was given the address of a badge, and nobody else is told."""

import base64
import json
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from openbadgeslib.ob3 import OB3LdpVerifier, OB3Verifier
from openbadgeslib.ob3.verifier import OB3VerificationError

from app.credentials import queries, services
from app.credentials.models import Alignment
from app.shared.database import db
from app.shared.limits import CHECK
from app.shared.neutral import disclosing
from app.shared.open_badges.baking import unbake
from tests.factories import make_organisation
from tests.making_credentials import FACTS, make_credential, make_issuer
from tests.page import get_page, read_page

DAY = datetime(2026, 6, 4, 23, tzinfo=UTC)  # midnight, as people here have it
FILES = ("credential.json", "credential.jwt", "badge.svg", "badge.png")


def path(credential):
    return f"/verify/{credential.public_id}"


def withdraw(credential):
    services.revoke(credential)
    db.session.commit()


@pytest.mark.parametrize(
    ("days", "meanwhile", "said"),
    [
        (10, None, "Valid Given on 5 June 2026."),
        (-1, None, "Not yet valid It counts from 5 June 2026."),
        (90, None, "Ended Given on 5 June 2026. It ran until 4 July 2026."),
        (10, withdraw, "No longer valid Given on 5 June 2026, and withdrawn."),
    ],
)
@pytest.mark.one_database_says_it
def test_a_badge_says_how_it_stands(client, freeze, days, meanwhile, said):
    credential = make_credential(valid_from=DAY, valid_until=DAY + timedelta(days=30))
    if meanwhile:
        meanwhile(credential)
    freeze(DAY + timedelta(days=days))

    page = get_page(client, path(credential))

    assert said in page.words
    assert page.heading == "Customer welcome and front of house"
    assert "Hope Valley Volunteers" in page.words
    assert "Welcome people on at least 3 shifts" in page.words
    assert "How to check this without trusting us" in page.words


def test_it_is_told_to_strangers_by_one_question_and_to_no_search_engine(client, count_queries):
    credential = make_credential()
    services.sign_due()
    db.session.rollback()
    found = client.get(f"{path(credential)}/credential.json").json
    list_path = urlsplit(found["credentialStatus"]["statusListCredential"]).path

    for address in (path(credential), list_path, *(f"{path(credential)}/{name}" for name in FILES)):
        assert count_queries(lambda address=address: client.get(address)) == 1, address
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "public, max-age=60"
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert "Set-Cookie" not in answer.headers
        again = client.get(address, headers={"If-None-Match": answer.headers["ETag"]})
        assert again.status_code == 304


@pytest.mark.parametrize("is_signed", [True, False])
@pytest.mark.one_database_says_it
def test_the_files_are_of_their_kind_and_say_the_same(client, is_signed):
    credential = make_credential()
    if is_signed:
        services.sign_due()

    told = {name: client.get(f"{path(credential)}/{name}") for name in FILES}

    assert [answer.content_type for answer in told.values()] == [
        "application/vc+ld+json",
        "text/plain; charset=utf-8",
        "image/svg+xml",
        "image/png",
    ]
    document = told["credential.json"].text
    assert unbake(told["badge.svg"].data) == unbake(told["badge.png"].data) == document
    saved_as = told["badge.png"].headers["Content-Disposition"]
    assert saved_as == f'attachment; filename="badge-{credential.public_id[:8]}.png"'


@pytest.mark.one_database_says_it
def test_a_verifier_of_others_needs_nothing_but_what_the_addresses_in_it_answer(client):
    group = make_organisation()
    credential = make_credential(group)
    document = client.get(f"{path(credential)}/credential.json").json
    jwt = client.get(f"{path(credential)}/credential.jwt").text

    def fetched(address):
        answer = client.get(urlsplit(address).path)
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
        return answer.data

    def check():
        for verifier, badge in ((OB3LdpVerifier, document), (OB3Verifier, jwt)):
            ours = verifier.for_issuer_did(document["issuer"]["id"], fetched)
            ours.verify(badge, check_status=True, download=fetched)

    check()
    services.rotate(queries.issuer_of(group))
    db.session.commit()
    check()
    withdraw(credential)
    with pytest.raises(OB3VerificationError, match="'revocation' is set"):
        check()


@pytest.mark.parametrize(
    ("accept", "is_json"),
    [("application/ld+json, application/json", True), ("*/*", True), ("", False)],
)
@pytest.mark.one_database_says_it
def test_the_list_is_json_for_whoever_reads_json_and_a_jwt_for_the_others(client, accept, is_json):
    document = client.get(f"{path(make_credential())}/credential.json").json
    address = urlsplit(document["credentialStatus"]["statusListCredential"]).path

    answer = client.get(address, headers={"Accept": accept})

    assert "Accept" in answer.vary
    assert answer.text.startswith("{") == is_json
    assert answer.content_type.startswith("application/vc+ld+json" if is_json else "text/plain")


@pytest.mark.one_database_says_it
def test_badge_and_group_are_plain_pages_too(client):
    document = client.get(f"{path(make_credential())}/credential.json").json
    achievement = document["credentialSubject"]["achievement"]

    assert get_page(client, urlsplit(achievement["id"]).path).heading == achievement["name"]
    assert get_page(client, urlsplit(document["issuer"]["url"]).path).status == 200
    picture = client.get(urlsplit(achievement["image"]["id"]).path)
    assert picture.content_type.startswith("image/svg+xml")


TELLING = {
    "name": "Sober companion",
    "description": "Helps people in recovery.",
    "criteria": ("Help at 3 shifts", "Help at the Zqlantern Café"),
    "group_name": "Matlock Recovery Café",
    "skills": ("Listening", "Peer support for addiction"),
    "evidence": ("Was there.", "Stayed sober."),
    "endorsements": ("Calm.", "An example of rec\u200bovery."),
    "alignment": (Alignment("Naloxone training", "https://skills.example/naloxone"),),
}


@pytest.mark.one_database_says_it
def test_no_byte_of_a_neutral_badge_tells_what_sort_of_group_gave_it(client):
    group = make_organisation(
        slug="zqlantern", name="Zqlantern Café", neutral_name="Hope Valley Volunteers"
    )
    credential = make_credential(group, **TELLING)
    services.sign_due()
    document = client.get(f"{path(credential)}/credential.json").json
    issuer = urlsplit(document["issuer"]["url"]).path
    achievement = urlsplit(document["credentialSubject"]["achievement"]["id"]).path
    status_list = urlsplit(document["credentialStatus"]["statusListCredential"]).path
    addresses = [path(credential), *(f"{path(credential)}/{name}" for name in FILES)]
    addresses += [issuer, f"{issuer}/did.json", achievement, f"{achievement}/picture.svg"]

    for address in (*addresses, status_list):
        answer = client.get(address)
        told = [address, str(answer.headers), *_texts(answer)]
        assert disclosing("\n".join(told), ["Zqlantern Café", "zqlantern"]) == [], address
    kept = client.get(path(credential)).text
    assert all(words in kept for words in ("Help at 3 shifts", "Was there.", "Calm.", "Listening"))


def _texts(answer):
    """An answer as text, and what a JWT or a picture carries."""
    if answer.content_type.startswith("image/png"):
        return [unbake(answer.data)]
    if answer.content_type.startswith("text/plain"):
        return [
            base64.urlsafe_b64decode(part + "==").decode() for part in answer.text.split(".")[:2]
        ]
    carried = "openbadges:credential" in answer.text
    return [answer.text, unbake(answer.data)] if carried else [answer.text]


@pytest.mark.parametrize("address", ["/verify/x", "/verify/x/badge.png", "/issuers/x/did.json"])
@pytest.mark.one_database_says_it
def test_an_address_that_nobody_has_is_met_with_kind_words(client, address):
    page = read_page(client.get(address))

    assert page.status == 404
    assert page.heading == "We know nothing of this badge"
    assert page.links == []


@pytest.mark.one_database_says_it
def test_the_page_of_a_group_says_which_keys_it_uses(client):
    group = make_organisation(neutral_name="Hope Valley Volunteers")
    make_credential(group)
    make_credential()  # whose keys are theirs
    issuer = queries.issuer_of(group)
    address = f"/issuers/{issuer.public_id}"
    services.rotate(issuer)
    db.session.commit()

    page = get_page(client, address)

    assert page.heading == "Hope Valley Volunteers"
    assert page.words.count("In use") == 2
    assert page.words.count("Not used any more") == 2
    methods = json.loads(client.get(f"{address}/did.json").text)["verificationMethod"]
    assert len(methods) == 4
    assert "private" not in str(methods)
    assert not any("d" in method.get("publicKeyJwk", {}) for method in methods)


@pytest.mark.one_database_says_it
def test_a_neutral_name_that_tells_is_not_on_the_page_of_its_group(client):
    issuer = make_issuer(make_organisation(neutral_name="Peak Recovery"))

    assert disclosing(get_page(client, f"/issuers/{issuer.public_id}").text) == []


@pytest.mark.one_database_says_it
def test_a_badge_keeps_the_name_it_was_signed_with_and_the_group_says_it_was_called_so(client):
    group = make_organisation(neutral_name="Hope Valley Volunteers")
    make_credential(group, group_name="Sober Valley", is_neutral=False)
    before = make_credential(group, group_name="Hope Valley Volunteers")
    issuer = f"/issuers/{before.achievement.issuer.public_id}"
    keys = client.get(f"{issuer}/did.json").text
    group.neutral_name = "Valley Neighbours"
    db.session.commit()

    page = get_page(client, issuer)

    assert page.heading == "Valley Neighbours"
    assert "Some badges say Hope Valley Volunteers: it was called that" in page.words
    assert "Sober Valley" not in page.text
    assert "given by Hope Valley Volunteers" in get_page(client, path(before)).words
    assert client.get(f"{path(before)}/credential.json").json["issuer"]["name"] == (
        "Hope Valley Volunteers"
    )
    assert client.get(f"{issuer}/did.json").text == keys


@pytest.mark.one_database_says_it
def test_the_name_of_a_group_that_nobody_checked_takes_no_word_from_others(client):
    make_organisation(name="Customer welcome", state="draft", verified_at=None)

    credential = make_credential()

    assert credential.achievement.name == FACTS.name


@pytest.mark.one_database_says_it
@pytest.mark.parametrize("address", ["/verify/x", "/issuers/x/status/1"])
def test_addresses_are_not_tried_without_end(client, address):
    most = int(CHECK.split()[0])
    answers = {client.get(address).status_code for _ in range(most)}

    assert answers == {404}
    assert client.get(address).status_code == 429


@pytest.mark.one_database_says_it
def test_what_waits_for_the_worker_is_signed_once_a_minute_however_often_it_is_asked_for(
    client, app, freeze, monkeypatch
):
    credential = make_credential()
    address = f"{path(credential)}/credential.json"
    freeze(DAY)
    document = client.get(address)
    listed = urlsplit(document.json["credentialStatus"]["statusListCredential"]).path

    def asked(seconds):
        freeze(DAY + timedelta(seconds=seconds))
        return client.get(listed).text

    assert asked(1) == asked(59) != asked(62)
    before = asked(63)
    withdraw(credential)
    assert asked(64) != before, "what is withdrawn is told at once"
    settings = app.config["SETTINGS"]
    monkeypatch.setitem(app.config, "SETTINGS", type(settings)(production=True))
    assert asked(65) == asked(64), "no key is opened for it"
    freeze(DAY + timedelta(seconds=59))
    assert client.get(address).text == document.text


@pytest.mark.one_database_says_it
def test_a_file_that_cannot_be_signed_yet_is_asked_for_again(client, app, monkeypatch):
    credential = make_credential()
    settings = app.config["SETTINGS"]
    monkeypatch.setitem(app.config, "SETTINGS", type(settings)(production=True))

    answer = client.get(f"{path(credential)}/credential.json")

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "60"
    assert get_page(client, path(credential)).status == 200
