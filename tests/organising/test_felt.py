"""What an organiser sees of how it was: five answers together, and none before."""

from datetime import timedelta

import pytest

from app.bookings import services
from app.bookings.models import Feeling
from app.shared.database import db
from tests.factories import make_membership, make_occurrence, make_pulse_link
from tests.page import get_page


@pytest.fixture
def over(sign_in):
    date = make_occurrence(starts_in=-timedelta(hours=5))
    sign_in(make_membership(date.event.organisation).person)
    return date


def say(date, times):
    for _ in range(times):
        services.answer(make_pulse_link(date), Feeling.YES, Feeling.NO)
    db.session.commit()


def test_four_answers_are_not_shown_and_nine_are_shown_as_five(client, over):
    say(over, 4)
    page = get_page(client, f"/organise/dates/{over.id}")
    assert "once five have come" in page.words
    assert "4 yes" not in page.words

    say(over, 5)

    page = get_page(client, f"/organise/dates/{over.id}")
    assert "Felt welcome 5 yes, 0 a bit, 0 no" in page.words
    assert "Felt connected 0 yes, 0 a bit, 5 no" in page.words
    assert "From 5 people" in page.words


def test_nothing_is_said_of_a_date_that_is_still_to_come(client, over):
    soon = make_occurrence(event=over.event)

    assert "How it was for people" not in get_page(client, f"/organise/dates/{soon.id}").words
