"""Requests that no browser sends. The same seed makes the same ones."""

import re
from io import BytesIO
from urllib.parse import quote, urlencode

ODD = [
    *("", " ", "0", "-1", "1.5", "1e309", "NaN", "true", "null", "[]", "{}", "on", "yes"),
    *("9" * 25, "-" + "9" * 25, "0x1F", "\N{ARABIC-INDIC DIGIT THREE}", "\N{FULLWIDTH DIGIT NINE}"),
    *("2026-02-30", "2026-11-26-99", "0000-00-00", "9999-12-31", "10000-01-01", "2026-13-01T00:00"),
    *("DE4 5", "DE45", "de4", "ZZ99 9ZZ", "HAZEL-7Q4K2M", "hazel 7q4k2m", "erased-1"),
    *(
        "' OR 1=1 --",
        '"; DROP TABLE bookings',
        "%",
        "_%",
        "*",
        "a AND NOT",
        '"',
        "NEAR(a b)",
        "a:b",
    ),
    *("<script>alert(1)</script>", "{{7*7}}", "${7*7}", "{% raw %}", "../../etc/passwd", "//evil"),
    *(
        "\r\nX-Odd: 1",
        "\n",
        "\t",
        "\x7f",
        "\x1b[31m",
        "\ufeff",
        "\u202e",
        "\u200b" * 9,
        "e\u0301" * 40,
    ),
    *(
        "\N{GRINNING FACE}" * 30,
        "\N{LATIN SMALL LETTER DOTLESS I}",
        "a" * 5_000,
        "a@b",
        "@",
        "a@" + "b" * 300,
    ),
    *("https://example.org", "javascript:alert(1)", "a,b;c", "=", "&", "?", "#", "\\", "|", "~"),
]
RAW = ["%00", "%ff", "%ed%a0%80", "%c0%af", "%", "%zz", "%2e%2e%2f", "%0d%0a", "+", "%u0041"]
METHODS = ["GET"] * 9 + ["POST"] * 8 + ["HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "BREW"]
NAMES = [
    *(
        "name",
        "email",
        "places",
        "consent",
        "form_key",
        "waits_if_full",
        "note",
        "friends",
        "wanted",
    ),
    *("code", "asks_first", "reason", "near", "q", "when", "days", "kind", "for", "time", "sort"),
    *(
        "within",
        "place",
        "step_free",
        "free",
        "drop_in",
        "after",
        "cursor",
        "page",
        "next",
        "theme",
    ),
    *("csrf_token", "person", "from", "to", "month", "day", "lat", "lon", "", "a[b]", "__class__"),
]
TYPES = [
    *("application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=utf-16"),
    *("multipart/form-data", "multipart/form-data; boundary=x", "multipart/form-data; boundary="),
    *("application/json", "text/plain", "text/xml", "nonsense", "", "a/b; c=d; e"),
]
HEADERS = {
    "HTTP_HX_REQUEST": ["true", "false", "", "1"],
    "HTTP_HX_TARGET": ["results", "<b>", ""],
    "HTTP_HX_CURRENT_URL": ["http://[", "//", "\xff"],
    "HTTP_HX_HISTORY_RESTORE_REQUEST": ["true"],
    "HTTP_HOST": ["localhost", "evil.example", "localhost:99999", "[::1", "", "a b", "\xff"],
    "HTTP_ACCEPT": ["*/*", "text/html;q=nan", ";;;", "\xff"],
    "HTTP_ACCEPT_ENCODING": ["gzip", "br;q=x", "identity;q=0", "*;q=0", "\xff"],
    "HTTP_ACCEPT_LANGUAGE": ["cy", "en;q=2", "-" * 500],
    "HTTP_IF_NONE_MATCH": ["*", '"', 'W/"x"', "\xff"],
    "HTTP_IF_MODIFIED_SINCE": ["yesterday", "Thu, 99 Foo 2026 99:99:99 GMT"],
    "HTTP_RANGE": ["bytes=5-1", "bytes=-", "lines=1-2", "bytes=0-0,1-1"],
    "HTTP_ORIGIN": ["null", "http://localhost", "https://evil.example", "\xff"],
    "HTTP_SEC_FETCH_SITE": ["same-origin", "cross-site", "none", "odd"],
    "HTTP_REFERER": ["http://localhost/", "http://[", "\xff"],
    "HTTP_X_FORWARDED_FOR": ["1.2.3.4", "unknown", ", ,", "::ffff:1.2.3.4", "9" * 400],
    "HTTP_X_FORWARDED_PROTO": ["https", "gopher"],
    "HTTP_AUTHORIZATION": ["Basic x", "Basic /w==", "Bearer", "Digest a=b"],
    "HTTP_TRANSFER_ENCODING": ["chunked"],
    "REMOTE_ADDR": ["127.0.0.1", "::1", "fe80::1%eth0", "", "unix:"],
    "CONTENT_LENGTH": ["0", "-1", "x", "99999999", "5"],
}


def request(chance, addresses, known, cookies):
    """A WSGI environ: one of `addresses` filled with `known` things or odd ones, and more."""
    body, kind = _body(chance, known)
    environ = {
        "REQUEST_METHOD": chance.choice(METHODS),
        "SCRIPT_NAME": "",
        "PATH_INFO": _path(chance, chance.choice(addresses), known),
        "QUERY_STRING": _query(chance, known),
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "localhost",
        "REMOTE_ADDR": "127.0.0.1",
        "CONTENT_TYPE": kind,
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(body),
        "wsgi.errors": BytesIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        "HTTP_COOKIE": _cookie(chance, cookies),
    }
    for name in chance.sample(list(HEADERS), chance.choice([0, 0, 1, 2, 4])):
        environ[name] = chance.choice(HEADERS[name])
    return environ


def _path(chance, rule, known):
    path = ""
    for part in re.split(r"(<[^>]+>)", rule):
        if not part.startswith("<"):
            path += part
        elif chance.random() < 0.6:
            is_number = part.startswith("<int:")
            path += chance.choice([word for word in known if word.isdigit() == is_number])
        else:
            path += chance.choice(ODD).replace("/", chance.choice(["/", ""]))
    if chance.random() < 0.1:
        path += chance.choice(["/", "//", ";x", "\xff", "\x00", "/.."])
    # As a server hands it over: the bytes of the address, each as a letter of Latin-1.
    return path.encode("utf-8", "replace").decode("latin-1")


def _query(chance, known):
    if chance.random() < 0.4:
        return ""
    pairs = "&".join(
        f"{quote(chance.choice(NAMES))}={quote(_value(chance, known))}"
        for _ in range(chance.choice([1, 1, 2, 5, 40]))
    )
    return pairs + chance.choice(
        ["", "", "", f"&{chance.choice(NAMES)}={chance.choice(RAW)}", "&&=&"]
    )


def _body(chance, known):
    names = chance.sample(NAMES, chance.choice([0, 2, 6, 12, len(NAMES)]))
    fields = [(name, _value(chance, known)) for name in names]
    usual = urlencode(fields).encode()
    if chance.random() < 0.6:
        return usual, TYPES[0]
    odd = [
        usual,
        b"",
        b"\xff\xfe\x00",
        b"%00=%ff&=&",
        b"{" * 2_000,
        b"--x\r\n\r\n\r\n--x--",
        b"--x",
    ]
    part = (
        b'--x\r\nContent-Disposition: form-data; name="name"; filename="a"\r\n\r\nKel\r\n--x--\r\n'
    )
    return chance.choice([*odd, part, b"a=" + b"b" * 300_000]), chance.choice(TYPES)


def _value(chance, known):
    return chance.choice(known) if chance.random() < 0.3 else chance.choice(ODD)


def _cookie(chance, cookies):
    good = chance.choice(cookies)
    cut = chance.randrange(len(good) or 1)
    return chance.choice(
        [good, good, good, "", good[:cut], good[::-1], "alongside=\xff", "=;;=", "a" * 5_000]
    )
