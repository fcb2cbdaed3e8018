"""What helping cost somebody: asked back, answered by somebody else, and paid."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.hours import queries, services
from app.hours.models import ExpenseState
from app.hours.services import Cost, Refused
from app.hours.services.claim_moves import ClaimMove, move_claim
from app.shared.database import db, utcnow
from app.shared.errors import RuleBroken
from app.shared.local_time import today_in
from app.shared.outbox import OutboxMessage
from tests.factories import make_claim
from tests.page import get_page

YESTERDAY = today_in("Europe/London") - timedelta(days=1)
S, M = ExpenseState, ClaimMove
LEADS = {
    S.SENT: {
        **{M.APPROVE: S.APPROVED, M.ASK: S.QUESTION, M.TURN_DOWN: S.NOT_APPROVED},
        **{M.SEND_AGAIN: S.SENT, M.TAKE_BACK: S.TAKEN_BACK},
    },
    S.QUESTION: {M.SEND_AGAIN: S.SENT, M.TAKE_BACK: S.TAKEN_BACK},
    S.APPROVED: {M.PAY: S.PAID},
}


def cost(role, **says):
    said = {"day": YESTERDAY, "what": "Bus", "pence": 420} | says
    return Cost(organisation_id=role.organisation_id, opportunity_id=role.id, **said)


def seen(*claims):
    return {claim.id: claim.pence for claim in claims}


@pytest.mark.parametrize("step", ClaimMove)
@pytest.mark.parametrize("state", ExpenseState)
@pytest.mark.one_database_says_it
def test_each_step_leads_where_it_should_or_is_refused_in_words(app, role, state, step):
    claim = make_claim(role, state=state, words="Which bus?")
    wanted = LEADS.get(state, {}).get(step)

    if wanted is None:
        with pytest.raises(RuleBroken, match=r"\w+ .*\."):
            move_claim(claim, step)
        return
    move_claim(claim, step)

    assert claim.state == wanted


@pytest.mark.parametrize(
    ("says", "field"),
    [
        ({"pence": None}, "amount"),
        ({"tenths_of_mile": 84}, "miles"),
        ({"pence": None, "tenths_of_mile": 5010}, "miles"),
        ({"pence": 100_001}, "amount"),
        ({"day": YESTERDAY + timedelta(days=3)}, "day"),
        ({"day": YESTERDAY - timedelta(days=400)}, "day"),
    ],
)
def test_what_cannot_have_been_is_refused_beside_its_field(role, bev, says, field):
    with pytest.raises(Refused) as refused:
        services.claim(bev, cost(role, **says))

    assert refused.value.field == field


def test_miles_are_paid_at_the_rate_of_the_group_and_keep_it(group, role, bev):
    first = services.claim(bev, cost(role, pence=None, tenths_of_mile=83))
    services.set_rate(group, 30)
    second = services.claim(bev, cost(role, pence=None, tenths_of_mile=83))

    assert (first.pence, first.pence_per_mile) == (374, 45)  # 8.3 miles at 45p: £3.735
    assert (second.pence, second.pence_per_mile) == (249, 30)


def test_claims_are_approved_and_paid_together_once(group, role, bev, marcus):
    two = seen(make_claim(role, bev), make_claim(role, bev))

    assert services.mark_paid(group, two, marcus) == (0, 0), "not before they are approved"
    assert [services.approve(group, two, marcus) for _ in range(2)] == [(2, 0), (0, 0)]
    assert [services.mark_paid(group, two, marcus) for _ in range(2)] == [(2, 0), (0, 0)]

    kinds = db.session.scalars(select(OutboxMessage.kind)).all()
    assert kinds == ["hours.expenses"]


def test_nobody_approves_or_pays_their_own(group, role, marcus, priya):
    own = make_claim(role, marcus)
    paid = make_claim(role, marcus, state="approved")

    for act in (
        lambda: services.approve(group, seen(own), marcus),
        lambda: services.mark_paid(group, seen(paid), marcus),
        lambda: services.turn_claim_down(own, "No", marcus),
        lambda: services.ask_about_claim(own, "Why?", marcus),
    ):
        with pytest.raises(RuleBroken, match="your own costs"):
            act()
        db.session.rollback()
    assert services.approve(group, seen(own), priya) == (1, 0)


def test_a_cost_is_sent_once_asked_about_answered_and_approved(
    client, sign_in, group, role, bev, marcus
):
    mine, theirs = "/you/expenses", f"/organise/{group.slug}/expenses"
    sign_in(bev)
    form = get_page(client, mine).form(mine)
    typed = {"day": YESTERDAY.isoformat(), "where": f"role-{role.id}", "what": "=Bus"}
    bad = client.post(mine, data=form.fields | typed | {"amount": "four"})
    assert bad.status_code == 422
    assert "Enter pounds like 4.20" in bad.text
    for _ in range(2):
        client.post(mine, data=form.fields | typed | {"amount": "£4.2"})
    (claim,) = queries.claims_of(bev)
    assert claim.pence == 420

    sign_in(marcus)
    client.post(
        f"{theirs}/{claim.id}/question", data={"ask_about_claim-words": "Is there a ticket?"}
    )
    sign_in(bev)
    page = get_page(client, f"{mine}/{claim.id}")
    assert "Is there a ticket?" in page.words
    client.post(f"{mine}/{claim.id}", data=page.form(f"{mine}/{claim.id}").fields)

    sign_in(marcus)
    assert "Bev A: £4.20" in get_page(client, theirs).words
    late = {"claims": f"{claim.id}:320", "act": "approve"}
    answer = client.post(theirs, data=late, follow_redirects=True)
    assert "1 was changed meanwhile." in answer.text
    form = get_page(client, theirs).form(theirs).fields | {"act": "approve"}
    answer = client.post(theirs, data=form, follow_redirects=True)
    assert "1 claim approved." in answer.text
    table = client.get(f"{theirs}/all.csv").get_data(as_text=True)
    assert "Bev A,Café host,'=Bus,,4.20" in table


def test_one_sees_ones_own_claims_alone(client, sign_in, role, bev, marcus):
    theirs = make_claim(role, marcus, what="By Marcus", decided_at=utcnow())
    sign_in(bev)

    assert "By Marcus" not in get_page(client, "/you/expenses").text
    get_page(client, f"/you/expenses/{theirs.id}", status=404)
