"""How often one visitor may do what a machine would do too often. `@limiter.limit(limits.SIGN_IN)`.

A limit is told in words that blame nobody: a whole village may share one address.
"""

from ipaddress import IPv6Address, ip_address, ip_network

from flask import request

BOOKING = "60 per 10 minutes; 300 per day"
"""One organiser may book in a minibus; a seat hoarder may not empty a month. POST only: use
`@limiter.limit(limits.BOOKING, methods=["POST"])`."""
CHECK = "120 per 10 minutes"
"""Pages and files of a badge, and lists of what is withdrawn. Nobody guesses their addresses; an
office checks many."""
FIND_CODE = "10 per 10 minutes"
"""Wrong codes, wherever they are tried. A code has 36 bits: at this pace one visitor would try for
longer than the site will stand."""
FOLLOW = "10 per 10 minutes; 60 per day"
"""Each may write a mail to an address that somebody typed."""
INVITE = "20 per hour; 60 per day"
"""The same, from somebody we know."""
IMPORT = "20 per 10 minutes; 100 per day"
"""Reading a file through takes a second of our time."""
SHARED_CODE = "10 per 10 minutes; 20 per day"
"""Wrong codes of one shared link, whoever tries: its code is a word that a person chose. Four
digits are not guessed in the half year that a link lasts."""
SIGN_IN = "5 per 10 minutes"
"""A six-digit code that ends after ten minutes is guessed five times in a million."""


def one_visitor() -> str:
    """Whom a limit counts: the address, or for IPv6 the /64 that one household has.

    Not the cookie: whoever counts on being counted by it throws it away.
    """
    try:
        address = ip_address(request.remote_addr or "")
    except ValueError:  # a proxy that does not know, or a socket that is none of the network's
        return "unknown"
    if not isinstance(address, IPv6Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ip_network((address, 64), strict=False))
