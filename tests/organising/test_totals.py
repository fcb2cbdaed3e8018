"""What came of a date: bags, repairs, meals, and never people."""

from datetime import timedelta

import pytest

from app.events import queries
from app.shared.database import db
from tests.factories import make_event, make_kind, make_membership, make_occurrence
from tests.page import get_page, read_page

BAGS = [
    {"slug": "bags", "one": "bag collected", "many": "bags collected"},
    {"slug": "prams", "one": "pram found", "many": "prams found"},
]


@pytest.fixture
def pick(app):
    kind = make_kind("litter_pick", counts=BAGS)
    return make_event(title="Canalside litter pick", kind=kind, gives_time=True)


@pytest.fixture
def over(pick, sign_in):
    """A date that is over, and whoever organises it signed in."""
    sign_in(make_membership(pick.organisation).person)
    return make_occurrence(event=pick, starts_in=-timedelta(hours=5))


@pytest.fixture
def here(over):
    return f"/organise/dates/{over.id}/totals"


def test_eleven_bags_stand_on_the_page_of_the_series(client, pick, over, here):
    page = get_page(client, f"/organise/dates/{over.id}")
    assert here in page.links

    for _ in range(2):
        client.post(here, data={"of_bags": "11", "of_prams": ""})

    assert "So far: 11 bags collected." in get_page(client, f"/events/{pick.slug}").words
    assert get_page(client, here).form(here).fields["of_bags"] == "11"


def test_all_dates_add_up_and_what_was_mistyped_is_put_right(client, pick, over, here):
    other = make_occurrence(event=pick, starts_in=-timedelta(days=7))
    client.post(f"/organise/dates/{other.id}/totals", data={"of_bags": "4", "of_prams": "1"})
    client.post(here, data={"of_bags": "70", "of_prams": "0"})
    client.post(here, data={"of_bags": "7", "of_prams": ""})

    page = get_page(client, f"/events/{pick.slug}")

    assert "So far: 11 bags collected, 1 pram found." in page.words
    assert queries.totals_of(over) == {"bags": 7}


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("many", "Enter a whole number, such as 11"),
        ("-1", "Enter up to 100,000"),
        ("99999999999", "Enter up to 100,000"),
    ],
)
def test_what_is_no_number_is_said_and_kept(client, over, here, typed, words):
    answer = client.post(here, data={"of_bags": typed})

    assert answer.status_code == 422
    assert words in read_page(answer).words
    assert queries.totals_of(over) == {}


def test_before_it_begins_and_where_nothing_is_counted_it_says_so(client, pick, over):
    to_come = make_occurrence(event=pick)
    supper = make_occurrence(event=make_event(pick.organisation), starts_in=-timedelta(hours=5))

    for date, words in ((to_come, "once it has begun"), (supper, "nothing to count")):
        here = f"/organise/dates/{date.id}"
        page = get_page(client, client.post(f"{here}/totals", data={"of_bags": "3"}).location)
        assert words in page.words
        assert f"{here}/totals" not in page.links
    assert "So far" not in get_page(client, f"/events/{pick.slug}").words


def test_for_another_group_it_is_not_there(over, here, refused):
    assert refused(here)
    assert refused(here, of_bags="3")
    db.session.rollback()
    assert queries.totals_of(over) == {}
