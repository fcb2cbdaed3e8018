"""What was asked for of hours, row by row as product.md writes it (part 3)."""

import re

from tests.page import get_page, read_page


def test_p34_a_date_that_gives_time_is_added_in_one_tap(visit):
    tomasz = visit("Tomasz")
    form = next(
        form
        for form in get_page(tomasz, "/you/bookings").forms
        if form.action.startswith("/you/hours/dates/")
    )

    page = read_page(tomasz.post(form.action, data=form.fields, follow_redirects=True))

    assert "Added 2 hours. Total 98." in page.words
    assert "Canalside litter pick" in page.words


def test_p36_bev_has_five_thank_yous_and_a_certificate_and_nobody_is_compared(visit):
    bev = visit("Bev")
    page = get_page(bev, "/you/hours")
    assert "120 hours given" in page.words
    assert page.text.split("<h2>Thank you</h2>")[1].split("</ul>")[0].count("<li>") == 5

    form = get_page(bev, "/you/hours/proof").form("/you/hours/paper")
    asked = form.fields | {"kind": "certificate", "name": "Beverley", "wording": "neutral"}
    paper = bev.post("/you/hours/paper", data=asked | {"act": "show"})
    assert re.search(r"Beverley.*120 hours", paper.text, re.S)
    paper = bev.post("/you/hours/paper", data=asked | {"act": "file"})
    assert paper.data.startswith(b"%PDF")

    for name, address in (("Bev", "/you/hours"), ("Marcus", "/organise/lantern-yard/hours/sums")):
        words = get_page(visit(name), address).words.lower()
        assert not re.search(r"leader|most hours|top \w+|rank|points|streak|than others", words)


def test_marcus_has_six_entries_to_confirm(visit):
    address = "/organise/lantern-yard/hours"

    assert "Waiting for you: 6" in get_page(visit("Marcus"), address).words
