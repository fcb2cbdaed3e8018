"""What a signature is over: a document's statements, in the one order that RDFC-1.0 gives them.

PyLD has no limits of its own and keeps its caches without a lock, so both are here. It is loaded
when the first badge is signed or checked: no page needs it.
"""

import threading
from functools import cache
from typing import Any

from app.shared.open_badges import contexts

MOST_STEPS = 2_000
"""RDFC-1.0 takes factorial time over nodes it cannot tell apart. A badge needs hardly any."""
_lock = threading.Lock()


class NotCanonical(Exception):
    """The document says what its signature would not cover, or too much to work through."""


def canonical(document: dict[str, Any]) -> str:
    """The document's statements as canonical N-Quads. Refuses with NotCanonical what would be lost
    on the way, and with RemoteContext a context that is not pinned."""
    lines: str = _guarded(_canonical, document)
    return lines


def respelled(document: dict[str, Any]) -> Any:
    """The document as JSON-LD would spell its statements: expanded and compacted again."""
    return _guarded(_respelled, document)


def _guarded(work: Any, document: dict[str, Any]) -> Any:
    try:
        with _lock:
            return work(document)
    except (NotCanonical, contexts.RemoteContext):
        raise
    except Exception as failed:  # PyLD's own, and whatever odd input makes it trip over
        cause: BaseException | None = failed
        while cause is not None:
            if isinstance(cause, contexts.RemoteContext | NotCanonical):
                raise cause from None
            cause = cause.__cause__
        raise NotCanonical(str(failed)[:200]) from None


def _canonical(document: dict[str, Any]) -> Any:
    dataset = _processor().to_rdf(document, _options())
    return _careful_algorithm()().main(dataset, {"format": "application/n-quads"})


def _respelled(document: dict[str, Any]) -> Any:
    processor = _processor()
    expanded = processor.expand(document, _options())
    return processor.compact(expanded, document["@context"], _options() | {"skipExpansion": True})


def _options() -> dict[str, Any]:
    return {"documentLoader": contexts.load, "base": ""}


def _processor() -> Any:
    from pyld import jsonld

    return jsonld.JsonLdProcessor(on_property_dropped=_refuse)


def _refuse(name: str | None) -> None:
    raise NotCanonical("a property that no context knows")


@cache
def _careful_algorithm() -> Any:
    """PyLD's RDFC-1.0 (it calls it by its old name), which gives up on a poisoned graph."""
    from pyld.canon import URDNA2015

    class Careful(URDNA2015):  # type: ignore[misc]
        steps = 0

        def hash_n_degree_quads(self, id_: str, issuer: Any) -> Any:
            self.steps += 1
            if self.steps > MOST_STEPS:
                raise NotCanonical("more alike nodes than any badge needs")
            return super().hash_n_degree_quads(id_, issuer)

    return Careful
