"""Codes that people can read out over the phone, and keys that machines keep."""

import hashlib
import hmac
import re
import secrets
from collections.abc import Callable, Sequence

from flask import current_app

_WORD_LIST = """
ACORN ALDER AMBER ANVIL APPLE ASPEN BADGER BANNER BARLEY BASKET BEACON BEECH BIRCH BISCUIT
BRACKEN BRAMBLE BRIDGE BROOK BUTTON CANDLE CANOE CARROT CEDAR CHERRY CLOVER COBBLE COMET CORAL
COTTON CRICKET DAISY DAMSON DINGHY DOVE EMBER FALCON FERN FIDDLE FINCH FLINT FOREST GARDEN
GARNET GINGER GORSE GRANITE HARBOUR HAZEL HEATHER HERON HOLLY HONEY ISLAND IVORY JASMINE JUNIPER
KETTLE KITE LADDER LARCH LAUREL LEMON LILAC LINDEN MAGPIE MAPLE MARIGOLD MEADOW MITTEN MUSTARD
NUTMEG OLIVE ORCHARD OTTER PARSLEY PEBBLE PEPPER PICNIC PLUM POPPY PUFFIN QUARRY QUINCE RAVEN
RIBBON ROBIN ROCKET ROSEMARY ROWAN SADDLE SAFFRON SCARF SORREL SPARROW SPRUCE TEAPOT THISTLE
THYME TULIP TURNIP VELVET VIOLET WAGON WALNUT WILLOW WREN
"""
WORDS = tuple(_WORD_LIST.split())
_SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # without 0 O 1 I L U: they are misheard and misread
_LENGTH = 6


def new_code(choice: Callable[[Sequence[str]], str] = secrets.choice) -> str:
    """A new code such as HAZEL-7Q4K2M: one of 106 words and 30 to the power of 6 endings.

    About 36 bits: with the limit on tries (shared/limits.py) it cannot be guessed, and the
    database keeps each one unique. Only the demonstration, whose rows are the same each time, draws
    with a `choice` of its own.
    """
    ending = "".join(choice(_SIGNS) for _ in range(_LENGTH))
    return f"{choice(WORDS)}-{ending}"


def tidy_code(typed: str) -> str:
    """What was typed, as a code would be written: any case, spaces or dashes between the parts.

    Answers an empty string for what cannot be a code.
    """
    letters = re.sub(r"[^A-Z0-9]", "", typed[:60].upper())
    if not re.fullmatch(rf"[A-Z]{{3,9}}[{_SIGNS}]{{{_LENGTH}}}", letters):
        return ""
    return f"{letters[:-_LENGTH]}-{letters[-_LENGTH:]}"


def new_key() -> str:
    """A random key of 128 bits, safe in an address or a form."""
    return secrets.token_urlsafe(16)


def hashed(key: str) -> str:
    """What the database keeps of a key: enough to recognise it, no use to a thief."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


def sealed(purpose: str, *words: str) -> str:
    """A hash of `words` that only this site can make: what is short cannot be found by trying all.

    The same words for another purpose have another hash.
    """
    text = "\0".join((purpose, *words)).encode("utf-8", "surrogatepass")
    secret = current_app.config["SECRET_KEY"].encode()
    return hmac.new(secret, text, hashlib.sha256).hexdigest()
