"""How often one visitor may try codes, and act with one: counted over all addresses together.

Each address that takes a code would otherwise be one more budget for guessing it.
"""

from collections.abc import Callable
from typing import Any

from app.shared import limits
from app.shared.extensions import limiter

_CODES, _ACTS = "tries of a booking’s code", "acts with a booking’s code"


def by_code(view: Callable[..., Any]) -> Callable[..., Any]:
    """For views that a code opens: wrong codes count, and each POST, which may write a mail."""
    tries = limiter.shared_limit(
        limits.FIND_CODE, scope=_CODES, deduct_when=lambda response: response.status_code == 404
    )
    acts = limiter.shared_limit(limits.BOOKING, scope=_ACTS, methods=["POST"])
    return tries(acts(view))


def finds_code(view: Callable[..., Any]) -> Callable[..., Any]:
    """For the form that asks for a code: what it did not find counts like any wrong code."""
    return limiter.shared_limit(
        limits.FIND_CODE,
        scope=_CODES,
        methods=["POST"],
        deduct_when=lambda response: response.status_code == 422,
    )(view)
