"""A badge inside its own picture, and out of it again. What comes in may be from anybody."""

import struct
import zlib
from collections.abc import Iterator
from typing import Any, TypeVar
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

MOST_BYTES = 5 * 1024 * 1024
"""Of a file that somebody brings."""
MOST_TEXT = 256 * 1024
"""Of a badge itself."""
PNG = b"\x89PNG\r\n\x1a\n"
KEYWORD = b"openbadgecredential"
NAMESPACE = "https://purl.imsglobal.org/ob/v3p0"
SVG = "http://www.w3.org/2000/svg"
_ELEMENT = f"{NAMESPACE} credential"
_OLDER_ELEMENT = "http://openbadges.org assertion"
Text = TypeVar("Text", str, bytes)


NONE = "There is no Open Badges 3.0 badge in this file."
SEVERAL = "There is more than one badge in this file, so we cannot tell which one counts."
OLDER = "This is an older kind of badge that we cannot check. Ask for an Open Badges 3.0 file."
TOO_LONG = "This is longer than any badge we can read."
DAMAGED = "This picture was damaged on the way. Download it again and try once more."
PACKED = "The badge in this picture is compressed, so we do not open it."
DEFINITIONS = "This drawing brings definitions of its own, so we do not read it."
NOT_A_DRAWING = "We could not read this drawing. Download it again and try once more."
NOT_A_BADGE = "This is neither a badge nor a picture with a badge in it."


class NoBadge(Exception):
    """There is no badge of version 3 in this, or more than one, or it is not a file we read. The
    message is for whoever brought it."""


def bake_svg(svg: bytes, text: str) -> bytes:
    """The drawing with the badge (its JSON, or its JWT) in it. Refuses with NoBadge what is no SVG,
    or holds a badge already."""
    found = _Drawing(svg)
    if found.badges or not found.is_svg or found.ends_at is None:
        raise NoBadge(SEVERAL if found.badges else NOT_A_DRAWING)
    begins = f'<openbadges:credential xmlns:openbadges="{NAMESPACE}"'
    if _is_jwt(text):
        element = f"{begins} verify={quoteattr(text)}/>"
    else:
        element = f"{begins}>{escape(text)}</openbadges:credential>"
    return svg[: found.ends_at] + element.encode() + svg[found.ends_at :]


def bake_png(png: bytes, text: str) -> bytes:
    """The picture with the badge in it: one iTXt chunk, not compressed, before the end. Refuses
    with NoBadge what is no PNG, or holds a badge already."""
    chunks = list(_chunks(png))
    if any(_text_of(kind, content) is not None for kind, content in chunks):
        raise NoBadge(SEVERAL)
    # Not compressed, by no method, in no language, with no translated keyword.
    badge = (b"iTXt", KEYWORD + b"\0" + b"\0\0" + b"\0" + b"\0" + text.encode())
    return PNG + b"".join(_chunk(*each) for each in (*chunks[:-1], badge, chunks[-1]))


def unbake(file: bytes) -> str:
    """The badge, as JSON or a JWT: out of a PNG, an SVG, or the text itself. Refuses with NoBadge a
    file with none, with two, with one that is compressed or too long, and XML with definitions."""
    if len(file) > MOST_BYTES:
        raise NoBadge(TOO_LONG)
    if file.startswith(PNG):
        text = _from_png(file)
    elif file.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        text = _from_svg(file)
    else:
        text = _decoded(file.removeprefix(b"\xef\xbb\xbf"))
    text = text.strip()
    if len(text) > MOST_TEXT:
        raise NoBadge(TOO_LONG)
    if not (text.startswith("{") or _is_jwt(text)):
        raise NoBadge(NOT_A_BADGE)
    return text


class _Drawing:
    """What is in an SVG: its badges, and where its root ends. No DTD: nothing can be defined."""

    def __init__(self, svg: bytes) -> None:
        self.badges: list[str] = []
        self.is_svg, self.has_older, self._depth, self._open = False, False, 0, 0
        self.ends_at: int | None = None
        self._parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = _refuse_definitions
        parser.StartElementHandler, parser.EndElementHandler = self._starts, self._ends
        parser.CharacterDataHandler = self._says
        try:
            parser.Parse(svg, True)
        except expat.ExpatError:
            raise NoBadge(NOT_A_DRAWING) from None

    def _starts(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth == 1:
            self.is_svg = name == f"{SVG} svg"
        self.has_older |= name == _OLDER_ELEMENT
        if name == _ELEMENT:
            self.badges.append(attributes.get("verify", ""))
            self._open = self._depth

    def _says(self, text: str) -> None:
        if self._open == self._depth:
            self.badges[-1] += text

    def _ends(self, name: str) -> None:
        if self._open == self._depth:
            self._open = 0
        self._depth -= 1
        if not self._depth:
            self.ends_at = self._parser.CurrentByteIndex


def _refuse_definitions(*said: Any) -> None:
    raise NoBadge(DEFINITIONS)


def _from_svg(svg: bytes) -> str:
    found = _Drawing(svg)
    return _only(found.badges, found.has_older)


def _from_png(png: bytes) -> str:
    chunks = list(_chunks(png))
    badges = [text for each in chunks if (text := _text_of(*each)) is not None]
    has_older = any(content.startswith(b"openbadges\0") for _, content in chunks)
    return _decoded(_only(badges, has_older))


def _only(badges: list[Text], has_older: bool) -> Text:
    if len(badges) != 1:
        raise NoBadge(SEVERAL if badges else OLDER if has_older else NONE)
    return badges[0]


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Every part of the picture up to its end. Refuses one whose parts do not add up."""
    if not png.startswith(PNG):
        raise NoBadge(NOT_A_BADGE)
    at, kind = len(PNG), b""
    while kind != b"IEND":
        if at + 12 > len(png):
            raise NoBadge(DAMAGED)
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        content, sum_ = png[at + 8 : at + 8 + length], png[at + 8 + length : at + 12 + length]
        if sum_ != struct.pack(">I", zlib.crc32(kind + content)):
            raise NoBadge(DAMAGED)
        yield kind, content
        at += 12 + length


def _chunk(kind: bytes, content: bytes) -> bytes:
    ends = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I4s", len(content), kind) + content + ends


def _text_of(kind: bytes, content: bytes) -> bytes | None:
    """The badge in this chunk, if it is one for badges. Never unpacked: the standard forbids to
    compress it, and a few bytes can unpack to more than there is memory."""
    keyword, _, rest = content.partition(b"\0")
    if kind not in (b"iTXt", b"tEXt", b"zTXt") or keyword != KEYWORD:
        return None
    parts = rest[2:].split(b"\0", 2)
    if kind != b"iTXt" or rest[:2] != b"\0\0" or len(parts) != 3:
        raise NoBadge(PACKED)
    return parts[2]


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        raise NoBadge(NOT_A_BADGE) from None


def _is_jwt(text: str) -> bool:
    return text.startswith("ey") and text.count(".") == 2
