"""Money goes back: asked for, agreed to by somebody else, paid by finance (R206)."""

import pytest

from shoal.enrollments.models import Payment
from shoal.enrollments.services.balances import balance_of
from shoal.enrollments.services.money_check import wrong_money

from .money import act, key, kinds, make_seat, method, submitted
from .school import make_payment


@pytest.fixture
def seat(world):
    enrollment = make_seat(world, state="active")
    make_payment(enrollment, 100_000)
    return enrollment


def ask(api, who, enrollment, amount="300.00", **body):
    wanted = {"enrollment": enrollment.pk, "amount": amount, "note": "Moved away.", **body}
    return api(who).post("/payments/refund/", wanted, idempotency_key=key())


def test_asked_agreed_to_and_paid_by_three_people(api, world, seat, clock):
    asked = ask(api, world.lin, seat)
    assert asked.status_code == 201, asked.json()
    pk = asked.json()["id"]
    assert (asked.json()["state"], balance_of(seat).paid) == ("submitted", 100_000)
    assert act(api, world.mei, pk, "approve").json()["approved_by"]["name"] == "Mei"
    paid = act(api, world.fan, pk, "confirm", method="transfer", reference="R1").json()
    assert (paid["state"], paid["method"], paid["receipt_number"]) == (
        "confirmed", "transfer", None,
    )  # fmt: skip
    assert (balance_of(seat).balance, balance_of(seat).refunded) == (30_000, 30_000)
    assert kinds() == ["payment.refund_requested", "payment.approved", "payment.confirmed"]
    # It is the seat's all the same: leaving is another matter.
    seat.refresh_from_db()
    assert seat.state == "active"


def test_it_is_paid_by_some_way(api, world, seat):
    pk = ask(api, world.lin, seat).json()["id"]
    act(api, world.mei, pk, "approve")
    answer = act(api, world.fan, pk, "confirm")
    assert [e["pointer"] for e in answer.json()["errors"]] == ["/method"]


def test_nobody_agrees_to_their_own(api, world, seat):
    pk = ask(api, world.mei, seat).json()["id"]
    mine = act(api, world.mei, pk, "approve")
    assert (mine.status_code, mine.json()["code"]) == (403, "own_submission")
    assert act(api, world.ada, pk, "approve").status_code == 200


def test_who_agreed_does_not_pay(api, world, seat):
    pk = ask(api, world.lin, seat).json()["id"]
    act(api, world.ada, pk, "approve")
    mine = act(api, world.ada, pk, "confirm", method="cash")
    assert (mine.status_code, mine.json()["code"]) == (403, "own_approval")


def test_what_nobody_agreed_to_is_not_paid(api, world, seat):
    pk = ask(api, world.lin, seat).json()["id"]
    answer = act(api, world.fan, pk, "confirm", method="cash")
    assert (answer.status_code, answer.json()["code"]) == (409, "payment_not_in_this_state")


def test_only_refunds_are_agreed_to(api, world, seat):
    answer = act(api, world.mei, submitted(world, seat), "approve")
    assert answer.status_code == 409


def test_sellers_and_finance_do_not_agree(api, world, seat):
    pk = ask(api, world.lin, seat).json()["id"]
    assert act(api, world.fan, pk, "approve").status_code == 403
    assert act(api, world.bo, pk, "approve").status_code == 403


def test_managers_turn_it_away(api, world, seat):
    pk = ask(api, world.lin, seat).json()["id"]
    assert act(api, world.mei, pk, "reject", note="No.").json()["state"] == "rejected"
    assert ask(api, world.lin, seat, "1000.00").status_code == 201


def test_no_more_goes_back_than_was_paid_and_not_asked_back(api, world, seat):
    too_much = ask(api, world.lin, seat, "1000.01")
    assert (too_much.status_code, too_much.json()["limit"]) == (409, "1000.00")
    assert ask(api, world.lin, seat, "600.00").status_code == 201
    again = ask(api, world.lin, seat, "600.00")
    assert (again.json()["code"], again.json()["limit"]) == ("above_refundable", "400.00")


def test_what_is_not_there_any_more_is_not_paid(api, world, seat):
    pk = ask(api, world.lin, seat, "1000.00").json()["id"]
    act(api, world.mei, pk, "approve")
    money = Payment.objects.get(type="tuition")
    act(api, world.fan, money, "reverse", note="It bounced.")
    answer = act(api, world.fan, pk, "confirm", method="cash")
    assert (answer.json()["code"], answer.json()["limit"]) == ("above_refundable", "0.00")
    assert balance_of(seat).paid == 0


def test_a_refund_that_came_back_is_reversed(api, world, seat):
    pk = ask(api, world.lin, seat).json()["id"]
    act(api, world.mei, pk, "approve")
    act(api, world.fan, pk, "confirm", method="transfer")
    assert act(api, world.fan, pk, "reverse", note="Wrong account.").status_code == 201
    assert balance_of(seat).balance == 0
    assert wrong_money() == []


def test_others_sales_are_not_there(api, world, seat):
    assert ask(api, world.zoe, seat).status_code == 404
    assert ask(api, world.bo, seat).status_code == 404


def test_a_credit_goes_back_and_the_price_stays_paid(api, world, seat):
    credit = make_payment(seat, 20_000, type="credit", method=method())
    pk = ask(api, world.lin, seat, "150.00", credit=credit.pk).json()["id"]
    act(api, world.mei, pk, "approve")
    assert act(api, world.fan, pk, "confirm", method="cash").status_code == 200
    assert balance_of(seat).balance == 0
    assert api(world.fan).get(f"/payments/{credit.pk}/").json()["credit_left"] == "50.00"
    more = ask(api, world.lin, seat, "50.01", credit=credit.pk)
    assert (more.status_code, more.json()["limit"]) == (409, "50.00")
    used = act(api, world.fan, credit, "reverse", note="x")
    assert used.json()["code"] == "credit_used"


def test_credit_of_another_enrollment_is_not_known_here(api, world, seat):
    other = make_payment(make_seat(world, "PY-2"), 100, type="credit")
    answer = ask(api, world.lin, seat, "1.00", credit=other.pk)
    assert [e["pointer"] for e in answer.json()["errors"]] == ["/credit"]
