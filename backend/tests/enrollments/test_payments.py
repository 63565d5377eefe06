"""Money comes in: submitted, confirmed with a receipt, rejected, undone (R202–R205, R208, R209)."""

from datetime import timedelta

import pytest

from shoal.activity.models import Event
from shoal.customers.models import Customer
from shoal.enrollments.models import Payment, Receipt, ReceiptCounter
from shoal.enrollments.services.balances import balance_of
from shoal.enrollments.services.money_check import wrong_money
from shoal.organization.models import ListEntry
from tests.world import NOW

from .money import (
    act,
    key,
    kinds,
    make_parts,
    make_seat,
    make_student,
    method,
    pay,
    state_of,
    submitted,
)
from .school import make_class, make_payment


@pytest.fixture
def seat(world):
    return make_seat(world)


def what_is_wrong(answer):
    return [(error["pointer"], error["code"]) for error in answer.json()["errors"]]


def rows(**where):
    return list(Payment.objects.filter(**where).order_by("pk").values_list("type", "amount"))


# --- submitting -----------------------------------------------------------------------------------
def test_who_sold_submits_and_nothing_counts_yet(api, world, seat, clock):
    answer = pay(api, world.lin, seat, reference="4200", note="on the phone")
    assert answer.status_code == 201, answer.json()
    shown = answer.json()
    assert (shown["state"], shown["amount"], shown["receipt_number"]) == (
        "submitted",
        "300.00",
        None,
    )
    assert shown["refusals"]["confirm"]["code"] == "role_may_not"
    assert balance_of(seat).paid == 0
    assert kinds() == ["payment.submitted"]
    assert Event.objects.get(subject_type="payment").data == {
        "enrollment": seat.pk, "type": "tuition",
    }  # fmt: skip


def test_without_a_key_nothing_is_submitted(api, world, seat):
    body = {"enrollment": seat.pk, "type": "tuition", "amount": "1.00", "method": "cash"}
    answer = api(world.lin).post("/payments/", body)
    assert (answer.status_code, answer.json()["code"]) == (400, "idempotency_key_required")
    assert rows() == []


def test_a_retry_with_the_same_key_books_once(api, world, seat):
    body = {"enrollment": seat.pk, "type": "tuition", "amount": "300.00", "method": "cash"}
    same = key()
    first, second = (
        api(world.lin).post("/payments/", body, idempotency_key=same) for _ in range(2)
    )
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json()["id"] == second.json()["id"]
    other = {**body, "amount": "400.00"}
    again = api(world.lin).post("/payments/", other, idempotency_key=same)
    assert (again.status_code, again.json()["code"]) == (422, "idempotency_key_reused")
    assert rows() == [("tuition", 30_000)]


def test_a_reference_of_one_way_is_booked_once(api, world, seat):
    assert pay(api, world.lin, seat, method="transfer", reference="A1").status_code == 201
    again = pay(api, world.lin, seat, method="transfer", reference="A1")
    assert (again.status_code, again.json()["code"]) == (409, "reference_taken")
    # Another way has its own references, and what was rejected frees its own.
    assert pay(api, world.lin, seat, method="card", reference="A1").status_code == 201
    act(api, world.fan, Payment.objects.first(), "reject", note="Nothing there.")
    assert pay(api, world.lin, seat, method="transfer", reference="A1").status_code == 201


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"amount": "0.00"}, "/amount"), ({"amount": "-5.00"}, "/amount"),
        ({"amount": "0.001"}, "/amount"), ({"method": "shells"}, "/method"),
        ({"type": "refund"}, "/type"), ({"type": "credit"}, "/type"),
        ({"received_at": (NOW + timedelta(hours=1)).isoformat()}, "/received_at"),
    ],
)  # fmt: skip
def test_what_is_no_payment_is_a_400(api, world, seat, clock, body, pointer):
    answer = pay(api, world.lin, seat, **body)
    assert answer.status_code == 400
    assert [e["pointer"] for e in answer.json()["errors"]] == [pointer]
    assert rows() == []


def test_a_way_that_is_switched_off_is_not_taken(api, world, seat):
    ListEntry.objects.filter(kind="payment_method", code="card").update(is_active=False)
    assert pay(api, world.lin, seat, method="card").status_code == 400


@pytest.mark.parametrize("state", ["draft", "submitted", "rejected", "cancelled", "withdrawn"])
def test_nothing_is_paid_for_what_is_not_approved_or_over(api, world, state):
    answer = pay(api, world.lin, make_seat(world, state=state))
    assert (answer.status_code, answer.json()["code"]) == (409, "not_payable")


def test_a_draft_is_changed_on_its_version_and_handed_in(api, world, seat):
    made = pay(api, world.lin, seat, submit=False)
    pk, lin = made.json()["id"], api(world.lin)
    assert made.json()["state"] == "draft"
    assert lin.patch(f"/payments/{pk}/", {"amount": "5.00"}).status_code == 428
    stale = lin.patch(f"/payments/{pk}/", {"amount": "5.00"}, if_match='"7"')
    assert (stale.status_code, stale.json()["version"]) == (412, 1)
    changed = lin.patch(f"/payments/{pk}/", {"amount": "350.00"}, if_match=made["ETag"])
    assert (changed.status_code, changed.json()["amount"]) == (200, "350.00")
    assert act(api, world.lin, pk, "submit").json()["state"] == "submitted"
    late = lin.patch(f"/payments/{pk}/", {"amount": "1.00"}, if_match='"3"')
    assert (late.status_code, late.json()["code"]) == (409, "payment_not_in_this_state")
    assert kinds() == ["payment.drafted", "payment.edited", "payment.submitted"]


# --- confirming -----------------------------------------------------------------------------------
def test_confirming_makes_it_count_with_a_receipt_and_gives_the_seat(api, world, seat, clock):
    parts = make_parts(seat, 30_000, 70_000)
    answer = act(api, world.fan, submitted(world, seat), "confirm")
    assert answer.status_code == 200, answer.json()
    assert answer.json()["receipt_number"] == "EAST-2026-000001"
    assert answer.json()["confirmed_by"]["name"] == "Fan"
    assert balance_of(seat).balance == 70_000
    assert state_of(seat) == "active"
    assert Customer.objects.get(pk=seat.customer_id).status == "enrolled"
    assert kinds() == ["payment.confirmed"]
    assert len(parts) == 2
    assert wrong_money() == []


def test_less_than_the_first_part_leaves_the_seat_waiting(api, world, seat, clock):
    make_parts(seat, 30_000, 70_000)
    act(api, world.fan, submitted(world, seat, 29_999), "confirm")
    assert state_of(seat) == "awaiting_payment"


@pytest.mark.parametrize("who", ["lin", "mei"])
def test_who_sells_confirms_nothing(api, world, seat, who):
    answer = act(api, getattr(world, who), submitted(world, seat), "confirm")
    assert answer.status_code == 403
    assert Receipt.objects.count() == 0


@pytest.mark.parametrize("command", ["confirm", "reject"])
def test_nobody_decides_about_their_own_submission(api, world, seat, command):
    mine = submitted(world, seat, submitted_by=world.fan)
    body = {"note": "no"} if command == "reject" else {}
    answer = act(api, world.fan, mine, command, **body)
    assert (answer.status_code, answer.json()["code"]) == (403, "own_submission")
    mine.refresh_from_db()
    assert mine.state == "submitted"
    assert act(api, world.ada, mine, command, **body).status_code == 200


def test_what_is_confirmed_is_not_confirmed_again(api, world, seat):
    payment = submitted(world, seat)
    assert act(api, world.fan, payment, "confirm").status_code == 200
    again = act(api, world.fan, payment, "confirm")
    assert (again.status_code, again.json()["code"]) == (409, "payment_not_in_this_state")
    assert (rows(), Receipt.objects.count()) == ([("tuition", 30_000)], 1)


def test_the_confirmer_says_what_the_bank_says(api, world, seat):
    payment = submitted(world, seat)
    shown = act(api, world.fan, payment, "confirm", method="transfer", reference="B7").json()
    assert (shown["method"], shown["reference"]) == ("transfer", "B7")


def test_numbers_run_by_campus_and_by_its_own_year(api, world, time_machine):
    time_machine.move_to("2026-12-31T15:59:59Z", tick=False)  # a second before midnight there
    here = make_seat(world)
    there = make_seat(world, class_group=make_class(world, "W", campus=world.west))
    numbers = [
        act(api, world.fan, submitted(world, seat), "confirm").json()["receipt_number"]
        for seat in (here, there, here)
    ]
    time_machine.move_to("2026-12-31T16:00:00Z", tick=False)
    numbers.append(act(api, world.fan, submitted(world, here), "confirm").json()["receipt_number"])
    assert numbers == [
        "EAST-2026-000001", "WEST-2026-000001", "EAST-2026-000002", "EAST-2027-000001",
    ]  # fmt: skip
    assert wrong_money() == []


def test_a_refused_confirmation_leaves_no_gap(api, world, seat, monkeypatch):
    from shoal.enrollments.services import standing

    payment = submitted(world, seat)
    monkeypatch.setattr(standing, "follow", lambda *a, **k: 1 / 0)
    assert act(api, world.fan, payment, "confirm").status_code == 500
    monkeypatch.undo()
    assert ReceiptCounter.objects.count() == Receipt.objects.count() == 0
    assert act(api, world.fan, payment, "confirm").json()["receipt_number"].endswith("000001")


def test_material_is_outside_the_price(api, world, seat):
    shown = act(api, world.fan, submitted(world, seat, type="material"), "confirm").json()
    assert shown["receipt_number"] == "EAST-2026-000001"
    assert (balance_of(seat).balance, balance_of(seat).material) == (100_000, 30_000)
    assert state_of(seat) == "awaiting_payment"


# --- too much -------------------------------------------------------------------------------------
def test_what_is_too_much_becomes_credit_on_the_same_receipt(api, world, seat):
    shown = act(api, world.fan, submitted(world, seat, 120_000), "confirm").json()
    assert rows(state="confirmed") == [("tuition", 100_000), ("credit", 20_000)]
    assert Payment.objects.get(type="credit").source_id == shown["id"]
    assert set(Payment.objects.values_list("receipt", flat=True)) == {shown["receipt"]}
    assert balance_of(seat).balance == 0
    assert wrong_money() == []


def test_what_comes_for_something_paid_is_all_credit(api, world, seat):
    make_payment(seat, 100_000)
    act(api, world.fan, submitted(world, seat, 5_000), "confirm")
    assert rows(receipt__isnull=False) == [("credit", 5_000)]
    assert balance_of(seat).balance == 0


def test_what_comes_for_something_that_is_over_is_credit(api, world):
    gone = make_seat(world, state="cancelled")
    assert act(api, world.fan, submitted(world, gone), "confirm").json()["type"] == "credit"
    assert state_of(gone) == "cancelled"


# --- rejecting ------------------------------------------------------------------------------------
def test_rejecting_says_why_and_books_nothing(api, world, seat, clock):
    payment = submitted(world, seat)
    assert act(api, world.fan, payment, "reject").status_code == 400
    shown = act(api, world.fan, payment, "reject", note="Nothing came in.").json()
    assert (shown["state"], shown["reject_note"]) == ("rejected", "Nothing came in.")
    assert (shown["rejected_by"]["name"], balance_of(seat).paid) == ("Fan", 0)
    assert kinds() == ["payment.rejected"]


def test_managers_reject_no_payments(api, world, seat):
    answer = act(api, world.mei, submitted(world, seat), "reject", note="no")
    assert (answer.status_code, answer.json()["code"]) == (403, "role_may_not")


# --- reversing ------------------------------------------------------------------------------------
def test_a_reversal_is_a_row_of_its_own_and_the_first_stays(api, world, seat):
    payment = submitted(world, seat)
    act(api, world.fan, payment, "confirm")
    before = list(Payment.objects.filter(pk=payment.pk).values())
    answer = act(api, world.fan, payment, "reverse", note="The cheque bounced.")
    assert answer.status_code == 201, answer.json()
    shown = answer.json()
    assert (shown["type"], shown["reverses"], shown["receipt"]) == ("reversal", payment.pk, None)
    assert list(Payment.objects.filter(pk=payment.pk).values()) == before
    assert balance_of(seat).paid == 0
    assert api(world.fan).get(f"/payments/{payment.pk}/").json()["reversed_by"] == shown["id"]
    assert kinds() == ["payment.confirmed", "payment.reversed"]
    assert wrong_money() == []


def test_it_is_reversed_once_and_no_reversal_is(api, world, seat):
    payment = make_payment(seat, 10_000, method=method())
    undone = act(api, world.fan, payment, "reverse", note="x").json()["id"]
    for pk, code in ((payment.pk, "already_reversed"), (undone, "not_reversible")):
        again = act(api, world.fan, pk, "reverse", note="x")
        assert (again.status_code, again.json()["code"]) == (409, code)
    assert rows() == [("tuition", 10_000), ("reversal", 10_000)]


@pytest.mark.parametrize("state", ["draft", "submitted", "approved", "rejected"])
def test_only_what_is_confirmed_is_reversed(api, world, seat, state):
    payment = make_payment(seat, 10_000, state=state)
    assert act(api, world.fan, payment, "reverse", note="x").json()["code"] == "not_reversible"


def test_who_submitted_does_not_reverse(api, world, seat):
    payment = submitted(world, seat, submitted_by=world.fan)
    act(api, world.ada, payment, "confirm")
    assert act(api, world.fan, payment, "reverse", note="x").json()["code"] == "own_submission"


def test_the_credit_that_came_with_it_is_undone_too(api, world, seat):
    payment = submitted(world, seat, 120_000)
    act(api, world.fan, payment, "confirm")
    act(api, world.fan, payment, "reverse", note="x")
    assert rows(type="reversal") == [("reversal", 100_000), ("reversal", 20_000)]
    assert balance_of(seat).balance == 100_000
    assert wrong_money() == []


# --- who sees it ----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("written", "seen"),
    [("4200002817202611", "4200002817202611"), ("138-0000-1234 W1", "*** W1")],
)
def test_finance_compares_the_slips_number_with_the_banks(api, world, written, seen):
    student = make_student(world, "王小明", phone="+8613800001234")
    payment = submitted(world, make_seat(world, student=student), reference=written)
    assert api(world.fan).get(f"/payments/{payment.pk}/").json()["reference"] == seen


def test_what_hid_a_contact_does_not_come_back(api, world):
    student = make_student(world, "王小明", phone="+8613800001234")
    seat, written = make_seat(world, student=student), "138-0000-1234 W1"
    draft = pay(api, world.lin, seat, submit=False, reference=written, note="13800001234").json()
    fan, path = api(world.fan), f"/payments/{draft['id']}/"
    shown = fan.get(path).json()
    assert (shown["reference"], shown["note"]) == ("*** W1", "***")
    for name in ("reference", "note"):
        sent = fan.patch(path, {name: shown[name], "amount": "5.00"}, if_match='"1"')
        assert (sent.status_code, what_is_wrong(sent)) == (400, [(f"/{name}", "masked_value")])
    act(api, world.lin, draft["id"], "submit")
    sent = act(api, world.fan, draft["id"], "confirm", reference=shown["reference"])
    assert (sent.status_code, what_is_wrong(sent)) == (400, [("/reference", "masked_value")])
    assert act(api, world.fan, draft["id"], "confirm").status_code == 200
    kept = api(world.lin).get(path).json()
    assert (kept["reference"], kept["note"]) == (written, "13800001234")


def test_stars_that_hide_nothing_are_words(api, world, seat):
    draft = pay(api, world.fan, seat, submit=False, note="*** at last").json()
    path = f"/payments/{draft['id']}/"
    changed = api(world.fan).patch(path, {"note": "*** at last!"}, if_match='"1"')
    assert changed.json()["note"] == "*** at last!"
    changed = api(world.lin).patch(path, {"reference": "***"}, if_match='"2"')
    assert changed.json()["reference"] == "***"


def test_finance_sees_the_payer_with_masked_contacts(api, world):
    parent = make_student(world, "王妈妈", phone="+8613800001234")
    child = make_student(world, "王小明", guardian=parent)
    payment = submitted(world, make_seat(world, student=child), note="call 13800001234")
    shown = api(world.fan).get(f"/payments/{payment.pk}/").json()
    assert shown["payer"] == {"id": parent.pk, "name": "王妈妈", "phone": "*******1234"}
    assert (shown["contact_masked"], shown["note"]) == (True, "call ***")
    listed = api(world.fan).get("/payments/", to_confirm=1).json()["results"]
    assert [row["payer"]["phone"] for row in listed] == ["*******1234"]
    assert (
        api(world.lin).get("/payments/").json()["results"][0]["payer"]["phone"][-8:] == "00001234"
    )


def test_others_payments_are_not_there(api, world, seat):
    payment = submitted(world, seat)
    assert api(world.zoe).get(f"/payments/{payment.pk}/").status_code == 404
    assert api(world.zoe).get("/payments/").json()["results"] == []


def test_finances_queue_is_what_waits_for_finance(api, world, seat):
    waits = submitted(world, seat)
    make_payment(seat, 1_000, type="refund", state="submitted")
    agreed = make_payment(seat, 1_000, type="refund", state="approved", submitted_at=NOW)
    make_payment(seat, 1_000)
    listed = api(world.fan).get("/payments/", to_confirm=1, ordering="submitted_at").json()
    assert {row["id"] for row in listed["results"]} == {waits.pk, agreed.pk}


def test_a_list_of_payments_is_one_statement(api, world, seat, django_assert_num_queries):
    for amount in (100, 200, 300):
        submitted(world, seat, amount)
    lin = api(world.lin)
    lin.get("/payments/")
    with django_assert_num_queries(2):
        assert len(lin.get("/payments/").json()["results"]) == 3
