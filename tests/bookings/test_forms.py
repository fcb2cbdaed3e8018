import pytest

from app.bookings.forms import one_line
from app.shared.codes import WORDS, new_code, tidy_code


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Kel  ", "Kel"),
        ("Kel\r\nBcc: x@example.org", "Kel Bcc: x@example.org"),
        ("Zoë 🌻", "Zoë 🌻"),
        ("\u202eleK", "leK"),
        ("مرحبا", "مرحبا"),
        ("a\x00b", "a b"),
    ],
)
def test_a_name_is_one_line_without_hidden_signs(typed, kept):
    assert one_line(typed) == kept


@pytest.mark.parametrize(
    "spelled", ["hazel-7q4k2m", "HAZEL 7Q4K2M", " hazel7q4k2m ", "Hazel–7Q4K2M"]
)
def test_a_code_may_be_spelled_as_people_do(spelled):
    assert tidy_code(spelled) == "HAZEL-7Q4K2M"


@pytest.mark.parametrize(
    "typed", ["", "HAZEL", "7Q4K2M", "HAZEL-0O1IL", "x" * 10_000, "';--", "\x00"]
)
def test_what_is_no_code_is_no_code(typed):
    assert tidy_code(typed) == ""


def test_every_new_code_is_read_back_as_itself():
    assert all(tidy_code(code) == code for code in (new_code() for _ in range(500)))
    assert len(set(WORDS)) == len(WORDS)
