"""Smaller answers for slow phones, but never at the price of a secret.

Packing an answer that holds a secret beside words the request chose lets an attacker find the
secret by the length (BREACH, 2013). What may hold one is what no cache may keep (headers.py): it is
packed only where nothing in the request but its address chose what stands in it.
"""

import gzip

from flask import Response, request

SMALLEST = 400
"""Bytes under which packing saves nothing."""

_PACKED = ("text/", "application/json", "application/ld+json", "image/svg+xml")


def compress(response: Response) -> Response:
    """Pack `response` with gzip if the browser takes it and nothing secret can leak by length."""
    if not response.content_type or not response.content_type.startswith(_PACKED):
        return response
    response.vary.add("Accept-Encoding")
    if (
        response.status_code in (204, 304)
        or response.direct_passthrough
        or response.is_streamed
        or response.content_encoding
        or request.accept_encodings["gzip"] <= 0
        or (response.cache_control.no_store and _reflects())
    ):
        return response
    body = response.get_data()
    if len(body) >= SMALLEST:
        response.set_data(gzip.compress(body, 6, mtime=0))
        response.content_encoding = "gzip"
    return response


def _reflects() -> bool:
    return request.method not in ("GET", "HEAD") or bool(request.query_string)
