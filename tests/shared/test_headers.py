import gzip
import re

import pytest

from tests.support import databases
from tests.support.odd import make_odd

HTMX = {"HX-Request": "true"}
GZIP = {"Accept-Encoding": "gzip, br"}


def policy(response):
    parts = response.headers["Content-Security-Policy"].split("; ")
    return dict(part.split(" ", 1) for part in parts)


@pytest.mark.parametrize("path", ["/odd/page", "/odd/mine/7", "/odd/stop/404", "/odd/boom/x"])
def test_every_answer_keeps_strangers_out(visitor, path):
    response = visitor.get(path)

    assert policy(response) == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self'",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "geolocation=()" in response.headers["Permissions-Policy"]
    assert "HX-Request" in response.headers["Vary"]


def test_https_is_remembered_only_where_it_is_used(database_kind, settings):
    secure = make_odd(
        databases.test_settings(settings.database_url, site_url="https://things.example")
    )
    plain = make_odd(settings)

    answer = secure.test_client().get("/odd/remember", base_url="https://things.example")
    assert answer.headers["Strict-Transport-Security"] == "max-age=63072000"
    assert "Secure" in answer.headers["Set-Cookie"]
    assert "Strict-Transport-Security" not in plain.test_client().get("/odd/page").headers


def test_a_page_that_is_the_same_for_everyone_is_answered_short_the_second_time(visitor):
    first = visitor.get("/odd/page")
    second = visitor.get("/odd/page", headers={"If-None-Match": first.headers["ETag"]})
    other = visitor.get("/odd/page?words=new", headers={"If-None-Match": first.headers["ETag"]})

    assert first.headers["Cache-Control"] == "private, no-cache"
    assert (second.status_code, second.data) == (304, b"")
    assert other.status_code == 200
    assert "new" in other.text


def test_reading_sets_no_cookie(visitor):
    assert "Set-Cookie" not in visitor.get("/odd/page").headers


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/odd/mine/7", "it is someone's own"),
        ("/odd/form", "it holds this browser's token"),
        ("/odd/remember", "it sets the cookie"),
        ("/odd/stop/404", "it is an error"),
        ("/odd/boom/x", "it is a failure"),
        ("/nowhere", "it belongs to no view"),
    ],
)
def test_nothing_else_is_kept_by_any_cache(visitor, path, why):
    response = visitor.get(path)

    assert response.headers["Cache-Control"] == "no-store", why
    assert "ETag" not in response.headers


def test_nothing_is_kept_of_someone_signed_in(visitor):
    with visitor.session_transaction() as session:
        session["_user_id"] = "whoever"

    assert visitor.get("/odd/page").headers["Cache-Control"] == "no-store"


def test_an_answer_to_a_form_is_not_kept(visitor):
    token = re.search(r'name="csrf_token" value="([^"]+)"', visitor.get("/odd/form").text)[1]

    answer = visitor.post("/odd/form", data={"csrf_token": token, "words": "kept private"})

    assert "kept private" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


def test_only_public_pages_may_be_found_by_search_engines(visitor):
    assert "X-Robots-Tag" not in visitor.get("/odd/page").headers
    assert visitor.get("/odd/mine/7").headers["X-Robots-Tag"] == "noindex, nofollow"


def test_the_colours_follow_the_cookie_and_nothing_else_does(visitor):
    assert 'data-theme="dark"' not in visitor.get("/odd/page").text
    visitor.get("/odd/remember")

    again = visitor.get("/odd/page")

    assert 'data-theme="dark"' in again.text
    assert again.headers["Cache-Control"] == "private, no-cache"
    assert "Cookie" in again.headers["Vary"]


def test_a_public_page_is_packed(visitor):
    packed = visitor.get("/odd/page?words=any", headers=GZIP)

    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data).decode() == visitor.get("/odd/page?words=any").text
    assert int(packed.headers["Content-Length"]) == len(packed.data)
    assert "Accept-Encoding" in packed.headers["Vary"]


def test_a_secret_is_never_packed_beside_words_from_the_request(visitor):
    assert "Content-Encoding" in visitor.get("/odd/form", headers=GZIP).headers
    assert "Content-Encoding" not in visitor.get("/odd/form?words=guess", headers=GZIP).headers
    assert "Content-Encoding" in visitor.get("/odd/mine/7", headers=GZIP).headers
    assert "Content-Encoding" not in visitor.get("/odd/mine/7?words=guess", headers=GZIP).headers


def test_who_takes_no_gzip_gets_none(visitor):
    for accepts in ("", "br", "gzip;q=0"):
        response = visitor.get("/odd/page", headers={"Accept-Encoding": accepts})

        assert "Content-Encoding" not in response.headers
        assert "<h1>" in response.text


def test_static_files_are_packed_and_kept_for_a_year(visitor):
    address = re.search(r'href="(/static/css/public\.css[^"]*)"', visitor.get("/odd/page").text)[1]

    packed = visitor.get(address, headers=GZIP)
    plain = visitor.get(address)

    assert gzip.decompress(packed.data) == plain.data
    assert packed.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert packed.headers["Content-Type"] == "text/css; charset=utf-8"
    assert packed.headers["ETag"] != plain.headers["ETag"]
    unchanged = visitor.get(address, headers={"If-None-Match": plain.headers["ETag"]})
    assert (unchanged.status_code, unchanged.data) == (304, b"")


def test_an_address_without_the_version_is_not_kept_for_long(visitor):
    for address in ("/static/css/public.css", "/static/css/public.css?v=older"):
        assert visitor.get(address).headers["Cache-Control"] == "public, max-age=3600"


@pytest.mark.parametrize(
    "path", ["../app/config.py", "..%2fapp/config.py", "/etc/passwd", "css", "a%00b", ""]
)
def test_only_static_files_are_static_files(visitor, path):
    response = visitor.get(f"/static/{path}")

    assert response.status_code in (308, 400, 404)
    assert "Settings" not in response.text
    assert "root:" not in response.text


@pytest.mark.parametrize(
    "says",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "https://evil.example"},
        {"Origin": "https://evil.example"},
        {"Origin": "http://localhost.evil.example"},
    ],
)
def test_another_site_cannot_make_a_browser_change_anything(visitor, says):
    response = visitor.post("/odd/write", headers=says)

    assert response.status_code == 403
    assert "written" not in response.text


@pytest.mark.parametrize(
    "says",
    [
        {},
        {"Origin": "null", "Sec-Fetch-Site": "same-origin"},
        {"Origin": "http://localhost"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "none"},
    ],
)
def test_our_own_forms_are_let_in(visitor, says):
    assert visitor.post("/odd/write", headers=says).text == "written"


@pytest.mark.parametrize("says", [{}, {"Origin": "null"}])
def test_a_form_without_its_token_is_refused(visitor, says):
    response = visitor.post("/odd/form", data={"words": "planted"}, headers=says)

    assert response.status_code == 400
    assert "planted" not in response.text


def test_a_link_from_elsewhere_may_be_followed(visitor):
    assert visitor.get("/odd/page", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200
