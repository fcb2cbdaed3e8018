import json
import logging

import pytest

from app.shared import logs

CANARY = "zqxCANARYzqx"


def lines(capsys):
    return [json.loads(line) for line in capsys.readouterr().out.splitlines() if line[:1] == "{"]


def test_a_request_is_one_line_of_what_kind_and_how_it_went(visitor, capsys):
    visitor.post("/odd/write", environ_overrides={"REMOTE_ADDR": "203.0.113.77"})

    (line,) = lines(capsys)

    assert line["event"] == "request"
    assert (line["method"], line["route"], line["status"]) == ("POST", "/odd/write", 200)
    assert line["bytes"] == len("written")
    assert line["sql"] >= 1
    assert line["ms"] > 0
    assert line["part"] is False
    assert line["network"] == "203.0.113.0/24"


def test_a_path_stays_a_pattern(visitor, capsys):
    visitor.get("/odd/mine/HAZEL-7Q4K2M?words=pottery")

    (line,) = lines(capsys)

    assert line["route"] == "/odd/mine/<code>"


def test_statements_are_counted_for_each_request_alone(visitor, capsys):
    visitor.post("/odd/write")
    visitor.get("/odd/page")

    first, second = lines(capsys)

    assert first["sql"] > second["sql"] == 0


@pytest.mark.parametrize("path", ["/odd/boom/", "/odd/mine/", "/nowhere/", "/odd/stop/"])
def test_nothing_that_came_from_a_person_is_in_the_log(visitor, capsys, caplog, path):
    visitor.set_cookie("alongside", CANARY)
    says = dict.fromkeys(("User-Agent", "Referer", "X-Forwarded-For", "Cookie-Name"), CANARY)

    visitor.get(f"{path}{CANARY}?words={CANARY}&{CANARY}=1", headers=says)
    visitor.post(f"{path}{CANARY}", data={"words": CANARY, CANARY: "1"}, headers=says)
    visitor.open(f"{path}{CANARY}", method=CANARY.upper(), headers=says)

    written = capsys.readouterr()
    assert written.out.count('"request"') == 3
    assert CANARY.lower() not in (written.out + written.err).lower()


def test_a_row_that_the_database_quotes_is_not_in_the_log(visitor, capsys):
    response = visitor.post("/odd/quote", data={"words": CANARY})

    assert response.status_code == 500
    written = capsys.readouterr()
    assert CANARY not in written.out + written.err + response.text


def test_a_failure_says_what_and_where(visitor, capsys):
    visitor.get("/odd/boom/x")

    failure, request = lines(capsys)

    assert failure["event"] == "failed"
    assert failure["errors"][0]["error"] == "builtins.ValueError"
    assert failure["errors"][0]["went"][-1].startswith("tests/support/odd.py:")
    assert failure["errors"][0]["went"][-1].endswith(" boom")
    assert request["status"] == 500


def test_a_failure_keeps_the_one_that_caused_it(capsys):
    try:
        try:
            raise KeyError(CANARY)
        except KeyError as first:
            raise RuntimeError(CANARY) from first
    except RuntimeError:
        logs.failed()

    (line,) = lines(capsys)

    assert [error["error"] for error in line["errors"]] == [
        "builtins.RuntimeError",
        "builtins.KeyError",
    ]
    assert CANARY not in str(line)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.77", "203.0.113.0/24"),
        ("2001:db8:aaaa:bbbb:cccc::1", "2001:db8:aaaa::/48"),
        ("::ffff:203.0.113.77", "203.0.113.0/24"),
        ("unix:", "unknown"),
        (None, "unknown"),
    ],
)
def test_an_address_is_cut_to_its_neighbourhood(address, network):
    assert logs.network(address) == network


def test_what_a_library_warns_of_is_logged_without_what_it_was_filled_with(odd_app, capsys):
    logging.getLogger("some.library").warning("Could not reach %s", CANARY)
    logging.getLogger("some.library").warning(f"Could not reach {CANARY}")
    logging.getLogger("app.shared.worker").warning("The worker waits")

    filled, fixed, ours = lines(capsys)

    assert filled["words"] == "Could not reach %s"
    assert "words" not in fixed
    assert ours["words"] == "The worker waits"
    assert CANARY not in f"{filled}{fixed}"


def test_two_apps_in_one_process_log_a_warning_once(odd_app, app, capsys):
    logging.getLogger("some.library").warning("Once")

    assert len(lines(capsys)) == 1


def test_static_files_are_not_logged(visitor, capsys):
    visitor.get("/static/css/public.css")

    assert lines(capsys) == []
