"""The counter: one receipt for what somebody pays there, in one step (R207)."""

import pytest

from shoal.enrollments.models import Payment, Receipt
from shoal.enrollments.services.balances import balance_of
from shoal.enrollments.services.money_check import wrong_money
from tests.world import NOW

from .money import item, key, make_parts, make_seat, make_student, receive, state_of
from .school import make_class, make_payment


@pytest.fixture
def parent(world):
    return make_student(world, "王妈妈", phone="+8613800001234")


@pytest.fixture
def siblings(world, parent):
    """Each in a class of their own, for 1,000.00."""
    python = [make_student(world, n, guardian=parent) for n in ("王小明", "王小红")]
    return [make_seat(world, f"PY-{n}", student=s) for n, s in enumerate(python, start=1)]


def refused(answer, status, code):
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert Receipt.objects.count() == Payment.objects.filter(state="confirmed").count() == 0


def test_siblings_and_mixed_ways_are_on_one_receipt(api, world, siblings, clock):
    first, second = siblings
    answer = receive(
        api, world.fan, item(first, "600.00"), item(first, "400.00", "card", reference="S1"),
        item(second, "1000.00", "card", reference="S1"), item(second, "80.00", type="material"),
    )  # fmt: skip
    assert answer.status_code == 201, answer.json()
    shown = answer.json()
    assert (shown["number"], shown["total"], shown["payer"]) == (
        "EAST-2026-000001", "2080.00", "王妈妈",
    )  # fmt: skip
    assert [p["reference"] for p in shown["payments"]] == ["", "S1", "S1 #2", ""]
    assert {p["receipt_number"] for p in shown["payments"]} == {shown["number"]}
    assert [balance_of(seat).balance for seat in siblings] == [0, 0]
    assert [state_of(seat) for seat in siblings] == ["active", "active"]
    assert wrong_money() == []


def test_a_part_is_received_up_to_what_is_due_of_it_and_before_it(api, world, siblings, clock):
    first, second = make_parts(siblings[0], 30_000, 70_000)
    path, fan = f"/installments/{first.pk}/receive/", api(world.fan)
    body = {"amount": "300.01", "method": "cash"}
    above = fan.post(path, body, idempotency_key=key())
    assert (above.json()["code"], above.json()["limit"]) == ("above_due", "300.00")
    taken = fan.post(path, {**body, "amount": "300.00"}, idempotency_key=key())
    assert (taken.status_code, state_of(siblings[0])) == (201, "active")
    rest = f"/installments/{second.pk}/receive/"
    assert fan.post(rest, {**body, "amount": "700.00"}, idempotency_key=key()).status_code == 201
    assert balance_of(siblings[0]).balance == 0


@pytest.mark.parametrize("path", ["/counter/receive/", "/installments/1/receive/"])
def test_without_a_key_nothing_is_taken(api, world, path):
    answer = api(world.fan).post(path, {})
    assert (answer.status_code, answer.json()["code"]) == (400, "idempotency_key_required")


def test_a_retry_takes_the_money_once(api, world, siblings):
    same = key()
    answers = [
        receive(api, world.fan, item(siblings[0], "100.00"), idempotency_key=same) for _ in "12"
    ]
    assert [a.json()["number"] for a in answers] == ["EAST-2026-000001"] * 2
    assert Payment.objects.count() == 1


def test_two_items_of_one_enrollment_add_up_to_what_is_due(api, world, siblings):
    answer = receive(api, world.fan, item(siblings[0], "600.00"), item(siblings[0], "500.00"))
    # Of the second one, as the page needs to know.
    assert (answer.json()["limit"], answer.json()["item"]) == ("400.00", 1)
    refused(answer, 409, "above_due")


def test_a_field_of_an_item_is_named_with_its_place(api, world, siblings):
    wrong = item(siblings[1], "1.00", "barter")
    answer = receive(api, world.fan, item(siblings[0], "1.00"), wrong)
    assert [e["pointer"] for e in answer.json()["errors"]] == ["/items/1/method"]
    refused(answer, 400, "invalid")
    part = make_parts(siblings[0], 100_000)[0]
    path, alone = f"/installments/{part.pk}/receive/", {"amount": "1.001", "method": "cash"}
    answer = api(world.fan).post(path, alone, idempotency_key=key())
    assert [e["pointer"] for e in answer.json()["errors"]] == ["/amount"]


@pytest.mark.parametrize("role", ["consultant", "decided_by", "submitted_by", "created_by"])
def test_who_sold_or_approved_does_not_take_the_money(api, world, role):
    seat = make_seat(world, **{role: world.ada})
    refused(receive(api, world.ada, item(seat, "10.00")), 403, "sold_or_approved")
    # They are told before they count it.
    (shown,) = api(world.ada).get("/counter/", payer=seat.customer_id).json()["results"]
    assert shown["refusals"]["receive"]["code"] == "sold_or_approved"
    (shown,) = api(world.fan).get("/counter/", payer=seat.customer_id).json()["results"]
    assert shown["refusals"]["receive"] is None


@pytest.mark.parametrize("who", ["lin", "mei"])
def test_who_sells_is_not_at_the_counter(api, world, siblings, who):
    answer = receive(api, getattr(world, who), item(siblings[0], "10.00"))
    refused(answer, 403, "role_may_not")


def test_one_receipt_is_for_one_household_and_one_campus(api, world, siblings, parent):
    other = make_seat(world, "PY-9", student=make_student(world, "李雷"))
    west = make_seat(world, student=parent, class_group=make_class(world, "W", campus=world.west))
    for seat, code in ((other, "different_payers"), (west, "different_campuses")):
        refused(receive(api, world.fan, item(siblings[0], "1.00"), item(seat, "1.00")), 409, code)


def test_one_refused_item_takes_none(api, world, siblings):
    make_payment(siblings[1], 1, type="tuition", state="draft")
    siblings[1].__class__.objects.filter(pk=siblings[1].pk).update(
        state="cancelled", held_until=None
    )
    answer = receive(api, world.fan, item(siblings[0], "1.00"), item(siblings[1], "1.00"))
    refused(answer, 409, "not_payable")


def test_an_item_names_an_enrollment_or_a_part(api, world, siblings):
    for wrong in ({}, {"enrollment": 1, "installment": 1}):
        answer = receive(api, world.fan, {"amount": "1.00", "method": "cash", **wrong})
        assert answer.status_code == 400


def test_a_part_of_nothing_is_not_found(api, world):
    answer = receive(api, world.fan, {"installment": 7, "amount": "1.00", "method": "cash"})
    assert answer.status_code == 404


def test_who_took_it_at_the_counter_may_undo_it(api, world, siblings):
    shown = receive(api, world.fan, item(siblings[0], "100.00")).json()
    pk = shown["payments"][0]["id"]
    answer = api(world.fan).post(f"/payments/{pk}/reverse/", {"note": "Counted wrong."})
    assert (answer.status_code, balance_of(siblings[0]).paid) == (201, 0)


def test_what_is_due_and_overdue_with_what_is_paid_of_it(api, world, siblings, clock):
    make_parts(siblings[0], 30_000, 40_000, 30_000)
    make_payment(siblings[0], 35_000)
    fan = api(world.fan)
    shown = [
        (row["position"], row["paid"], row["payable"])
        for row in fan.get("/installments/", enrollment=siblings[0].pk).json()["results"]
    ]
    assert shown == [(1, "300.00", "0.00"), (2, "50.00", "350.00"), (3, "0.00", "650.00")]
    due = fan.get("/installments/", due="open").json()["results"]
    assert [row["position"] for row in due] == [2, 3]
    assert fan.get("/installments/", due="today").json()["results"] == []
    clock.move_to(NOW.replace(day=28), tick=False)
    fan = api(world.fan)
    overdue = fan.get("/installments/", due="overdue").json()["results"]
    assert [row["position"] for row in overdue] == [2]
    assert fan.get("/installments/", due="never").status_code == 400
