"""A badge inside its picture: others find it there, and nothing odd comes out of odd files."""

import json
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openbadgeslib.ob3 import OB3Verifier

from app.shared.open_badges import baking
from app.shared.open_badges.baking import MOST_BYTES, NoBadge, bake_png, bake_svg, unbake
from tests.shared.open_badges.making import document

JSON = json.dumps(document(name="Tea & <b>cake</b> ]]> “ü”"), ensure_ascii=False)
JWT = "eyJhbGciOiJSUzI1NiJ9.eyJhIjoxfQ.c2ln"
SVG = b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><circle r="9"/></svg >\n'
KEYWORD = b"openbadgecredential"
BOMB = zlib.compress(b"{" + b" " * 1_000_000)


def chunk(kind, content):
    check = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + check


def png(*chunks):
    dot = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    dot += chunk(b"IDAT", zlib.compress(b"\0\0"))
    return b"\x89PNG\r\n\x1a\n" + dot + b"".join(chunks) + chunk(b"IEND", b"")


def svg(inside, before=""):
    names = 'xmlns="http://www.w3.org/2000/svg" xmlns:ob="https://purl.imsglobal.org/ob/v3p0"'
    return f"{before}<svg {names}>{inside}</svg>".encode()


GOOD_CHUNK = chunk(b"iTXt", KEYWORD + b"\0\0\0\0\0" + JWT.encode())
REFUSED = {
    "two in a PNG": png(GOOD_CHUNK, GOOD_CHUNK),
    "compressed": png(chunk(b"iTXt", KEYWORD + b"\0\1\0\0\0" + BOMB)),
    "a compressed chunk of another kind": png(chunk(b"zTXt", KEYWORD + b"\0\0" + BOMB)),
    "damaged": png(GOOD_CHUNK[:-1] + b"x"),
    "cut off": png(GOOD_CHUNK)[:-8],
    "longer than it is": b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 2**31) + b"IHDR",
    "no badge in a PNG": png(),
    "of version 2": png(chunk(b"iTXt", b"openbadges\0\0\0\0\0" + JWT.encode())),
    "of version 2 in an SVG": svg('<assertion xmlns="http://openbadges.org" verify="a.b.c"/>'),
    "not text": png(chunk(b"iTXt", KEYWORD + b"\0\0\0\0\0\xff\xfe{")),
    "two in an SVG": svg(f'<ob:credential verify="{JWT}"/>' * 2),
    "one inside another": svg(
        f"<ob:credential>{{}}<ob:credential>{JWT}</ob:credential></ob:credential>"
    ),
    "no badge in an SVG": svg(""),
    "of another namespace": b'<svg><credential verify="eyJ.a.b"/></svg>',
    "definitions": svg("<ob:credential>&a;</ob:credential>", '<!DOCTYPE svg [<!ENTITY a "{}">]>'),
    "a document type": svg(f'<ob:credential verify="{JWT}"/>', "<!DOCTYPE svg>"),
    "broken XML": b"<svg><openbadges:credential",
    "a badge too long to read": b"{" + b"x" * 300_000 + b"}",
    "a file of 5 MB": JSON.encode() + b" " * MOST_BYTES,
    "words": b"a badge, honestly",
    "nothing": b"",
    "binary": b"\xff\xd8\xff\xe0JFIF",
}


@pytest.mark.parametrize("text", [JSON, JWT], ids=["JSON", "JWT"])
def test_what_is_baked_comes_out_again_and_others_find_it(text):
    drawing, picture = bake_svg(SVG, text), bake_png(png(), text)

    assert unbake(drawing) == unbake(picture) == unbake(text.encode()) == text
    assert OB3Verifier.extract_token_from_svg(drawing) == text
    assert OB3Verifier.extract_token_from_png(picture) == text


@pytest.mark.parametrize("file", REFUSED.values(), ids=REFUSED)
def test_a_file_that_is_not_one_badge_is_refused(file):
    with pytest.raises(NoBadge):
        unbake(file)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("two in a PNG", baking.SEVERAL),
        ("compressed", baking.PACKED),
        ("cut off", baking.DAMAGED),
        ("no badge in an SVG", baking.NONE),
        ("of version 2", baking.OLDER),
        ("of version 2 in an SVG", baking.OLDER),
        ("definitions", baking.DEFINITIONS),
        ("a file of 5 MB", baking.TOO_LONG),
        ("words", baking.NOT_A_BADGE),
    ],
)
def test_whoever_brings_a_file_reads_why_it_is_refused(name, words):
    with pytest.raises(NoBadge, match=words):
        unbake(REFUSED[name])


@pytest.mark.parametrize(
    ("bake", "picture"),
    [
        (bake_svg, bake_svg(SVG, JWT)),
        (bake_svg, b"<html><svg/></html>"),
        (bake_svg, png()),
        (bake_png, bake_png(png(), JWT)),
        (bake_png, SVG),
    ],
    ids=["a baked SVG", "a page", "a PNG as SVG", "a baked PNG", "an SVG as PNG"],
)
def test_only_a_picture_without_a_badge_is_baked(bake, picture):
    with pytest.raises(NoBadge):
        bake(picture, JWT)


@settings(max_examples=40)
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode), st.integers(0, 2))
def test_whatever_a_file_holds_it_is_read_or_refused(content, where):
    file = [content, png(chunk(b"iTXt", KEYWORD + content)), b"<svg>" + content + b"</svg>"][where]

    try:
        text = unbake(file)
    except NoBadge:
        return

    assert text.startswith(("{", "ey"))
