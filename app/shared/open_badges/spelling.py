"""Whether a badge's JSON is what was signed: statements, which can be spelled in many ways.

Readers know one spelling. An end date under another name would be signed, and seen by nobody.
"""

from typing import Any

from app.shared.open_badges.canonical import NotCanonical, respelled
from app.shared.open_badges.encoding import compact_json
from app.shared.open_badges.reading import listed


def check_spelling(unsigned: dict[str, Any], proof: dict[str, Any]) -> None:
    """Refuse with NotCanonical JSON that is not how JSON-LD spells its own statements: then what is
    read would not be what is signed."""
    how = {name: value for name, value in proof.items() if name != "proofValue"}
    for part in (unsigned, how | {"@context": unsigned["@context"]}):
        _check_names(part, is_top=True)
        if _comparable(part) != _comparable(respelled(part)):
            raise NotCanonical("spelled otherwise than it is signed")
    _check_told_once(unsigned)


def _check_names(value: Any, is_top: bool = False) -> None:
    """Every name must be a plain term: no @keyword, no address, no context of its own inside, no
    list in a list, and no node that is named for this file only."""
    if isinstance(value, list):
        if any(isinstance(each, list) for each in value):
            raise NotCanonical("a list in a list")
        for each in value:
            _check_names(each)
    if isinstance(value, dict):
        for name, each in value.items():
            if name == "@context" and is_top:
                continue
            if "@" in name or ":" in name:
                raise NotCanonical("a name that is spelled out")
            if name in ("id", "type") and any(":" in str(one)[:2] for one in listed(each)):
                raise NotCanonical("a node that has no address")
            _check_names(each)


def _check_told_once(document: dict[str, Any]) -> None:
    """What a decision is made by must be told in one place: said partly elsewhere, it would be
    signed and not seen."""
    watched = [document, document.get("credentialSubject"), *listed(document["issuer"])]
    watched += listed(document.get("credentialStatus"))
    for node in watched:
        name = node.get("id") if isinstance(node, dict) else None
        if name is not None and sum(each is not node for each in _nodes(document, name)):
            raise NotCanonical("told in two places")


def _nodes(value: Any, name: str) -> list[dict[str, Any]]:
    """Every object in it that describes the node of this name."""
    if isinstance(value, list):
        return [found for each in value for found in _nodes(each, name)]
    if not isinstance(value, dict):
        return []
    mine = [value] if value.get("id") == name and len(value) > 1 else []
    return mine + [found for each in value.values() for found in _nodes(each, name)]


def _comparable(value: Any, is_top: bool = True) -> str:
    return compact_json(_plain(value, is_top))


def _plain(value: Any, is_top: bool = False) -> Any:
    """One of a list is the same as the list, and a node with only a name the same as the name."""
    if isinstance(value, list):
        each = [_plain(one) for one in value]
        return each[0] if len(each) == 1 else each
    if isinstance(value, dict):
        if value.keys() == {"id"} and not is_top:
            return value["id"]
        return {name: _plain(one) for name, one in value.items() if name != "@context"}
    return value
