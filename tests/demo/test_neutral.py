"""Whatever leaves the demonstration in neutral wording: no byte of it tells what sort of network
this is, by any word of the list, or the name of any group or event."""

import io
import json
import re
import zipfile
from html import unescape
from urllib.parse import urlsplit

from app.shared.neutral import disclosing
from app.shared.open_badges.baking import unbake
from app.shared.open_badges.encoding import from_base64url
from app.skills import queries
from tests.demo.test_rows_skills import share
from tests.page import get_page
from tests.skills.test_outside import bytes_of

DRAWN = re.compile(r'"(proofValue|encodedList|jws)": ?"[^"]*"')
"""What is counted out, not worded: it holds two letters in a row by chance."""
JSON = {"Accept": "application/json"}


def test_nothing_that_tomasz_shares_in_neutral_wording_tells(demo, visit):
    address = share(visit("Tomasz"), for_whom="Aisha")
    names, stranger = queries.names_that_tell(), visit()
    page = get_page(stranger, address)
    badges = re.findall(r'"(/verify/[\w-]+)"', page.text)

    said = {"record": bytes_of(page.response), "files": _files(stranger, f"{address}/file")}
    said["paper"] = bytes_of(stranger.get(f"{address}/paper"))
    for badge in badges:
        said |= _of_badge(stranger, badge)
    said |= _of_issuer(stranger, badges[0])
    said |= {f"picture {end}": _picture(stranger, badges[0], end) for end in ("svg", "png")}
    stopped = stranger.get("/r/" + "0" * 32), stranger.get("/verify/unknown")
    said |= {f"over {n}": bytes_of(answer) for n, answer in enumerate(stopped)}

    assert len(badges) >= 5
    for what in (f"{badges[0]} 1", f"{badges[0]} JWT", "issuer 0", "files", "paper"):
        assert "Lantern Yard" in said[what]
    assert {
        what: found for what, words in said.items() if (found := disclosing(words, names))
    } == {}


def _of_badge(stranger, badge):
    """The page of one badge, its files, and what these say can be looked at."""
    document = stranger.get(f"{badge}/credential.json")
    achievement = json.loads(document.data)["credentialSubject"]["achievement"]
    leads_to = achievement["id"], achievement["image"]["id"]
    answers = [document, *(stranger.get(_path(each)) for each in (badge, *leads_to))]
    jwt = stranger.get(f"{badge}/credential.jwt")
    assert {answer.status_code for answer in (*answers, jwt)} == {200}
    said = {f"{badge} {n}": DRAWN.sub("", bytes_of(each)) for n, each in enumerate(answers)}
    return said | {f"{badge} JWT": f"{jwt.headers} {_opened(jwt.text)}"}


def _of_issuer(stranger, badge):
    """Who signed it, with which keys, and what they withdrew."""
    status = stranger.get(f"{badge}/credential.json").json["credentialStatus"]
    listed = _path(status["statusListCredential"])
    issuer = listed.partition("/status/")[0]
    answers = [stranger.get(issuer), stranger.get(f"{issuer}/did.json")]
    answers += [stranger.get(listed, headers=JSON)]
    jwt = stranger.get(listed)
    assert {answer.status_code for answer in (*answers, jwt)} == {200}
    said = {f"issuer {n}": DRAWN.sub("", bytes_of(each)) for n, each in enumerate(answers)}
    return said | {"list as JWT": f"{jwt.headers} {_opened(jwt.text)}"}


def _path(address):
    return urlsplit(address).path


def _opened(jwt):
    """What a JWT says, without its signature."""
    return DRAWN.sub("", " ".join(from_base64url(part).decode() for part in jwt.split(".")[:2]))


def _picture(stranger, badge, end):
    """All of a picture but its dots: its badge is the very file that is handed out by itself."""
    picture = stranger.get(f"{badge}/badge.{end}")
    text = unbake(picture.data)
    assert text == stranger.get(f"{badge}/credential.json").text
    if end == "svg":
        return DRAWN.sub("", unescape(bytes_of(picture)))
    assert re.findall(rb"IHDR|iTXt|tEXt|zTXt|eXIf|IEND", picture.data) == [
        b"IHDR",
        b"iTXt",
        b"IEND",
    ]
    return f"{picture.headers} {DRAWN.sub('', text)}"


def _files(stranger, address):
    answer = stranger.get(address)
    with zipfile.ZipFile(io.BytesIO(answer.data)) as files:
        said = [str(answer.headers), *files.namelist()]
        for name in files.namelist():
            text = files.read(name).decode()
            said.append(_opened(text) if name.endswith(".jwt") else DRAWN.sub("", text))
    return " ".join(said)
