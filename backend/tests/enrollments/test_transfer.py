"""To another class, with seat, money and plan (R213, R214)."""

from datetime import date

import pytest

from shoal.activity.models import Event
from shoal.customers.models import Customer
from shoal.enrollments.models import Enrollment, Payment, PlanTemplate, State
from shoal.enrollments.services.balances import balance_of
from shoal.enrollments.services.money_check import wrong_money
from shoal.enrollments.services.plans import Part, parts_after
from shoal.enrollments.services.seats_check import wrong_seats
from tests.world import make_customer, make_employee

from .money import key, make_parts, make_seat, make_student, state_of, submitted
from .school import make_class, make_enrollment, make_payment

D1, D2, D3, TODAY = date(2026, 10, 1), date(2026, 11, 1), date(2026, 12, 1), date(2026, 11, 20)


@pytest.fixture
def sits(world):
    """In PY-1 for 1,000.00, of which 600.00 are paid, in parts of 600.00 and 400.00."""
    seat = make_seat(world, state="active")
    make_parts(seat, 60_000, 40_000)
    make_payment(seat, 60_000)
    seat.credit_shares.create(employee=world.lin, percent=100)
    return seat


def transfer(api, who, enrollment, group, **body):
    path, body = f"/enrollments/{enrollment.pk}/transfer/", {"class_group": group.pk, **body}
    return api(who).post(path, body, idempotency_key=key())


def preview(api, who, enrollment, group, **query):
    path = f"/enrollments/{enrollment.pk}/transfer/preview/"
    return api(who).get(path, class_group=group.pk, **query)


def seats(group):
    group.refresh_from_db()
    return group.seats_taken, group.seats_held


def nothing_changed(sits, group):
    return (state_of(sits), seats(sits.class_group), seats(group), Event.objects.count()) == (
        "active", (1, 0), (0, 0), 0,
    )  # fmt: skip


# --- what happens ---------------------------------------------------------------------------------
def test_seat_and_money_go_along_and_the_difference_is_due(api, world, sits, clock):
    evening = make_class(world, "PY-2", tuition=150_000)
    answer = transfer(api, world.mei, sits, evening, note="works by day")
    assert answer.status_code == 201, answer.json()
    new = answer.json()
    assert (new["state"], new["paid"], new["balance"]) == ("active", "600.00", "900.00")
    assert (new["transferred_from"], new["consultant"]["id"]) == (sits.pk, world.lin.pk)
    (share,) = new["credit_shares"]
    assert (share["employee"]["id"], share["percent"], share["amount"]) == (
        world.lin.pk, 100, "600.00",
    )  # fmt: skip
    assert [(p["amount"], p["paid"]) for p in new["installments"]] == [
        ("600.00", "600.00"), ("900.00", "0.00"),
    ]  # fmt: skip
    old = api(world.mei).get(f"/enrollments/{sits.pk}/").json()
    assert (old["state"], old["paid"], old["end_note"], old["transferred_to"]) == (
        "transferred_out", "0.00", "works by day", new["id"],
    )  # fmt: skip
    assert (seats(sits.class_group), seats(evening)) == ((0, 0), (1, 0))
    assert (wrong_money(), wrong_seats()) == ([], [])
    told = list(Event.objects.order_by("pk").values_list("kind", flat=True))
    assert told[:4] == [
        "enrollment.transferred", "enrollment.transferred_in", "payment.transferred",
        "payment.transferred",
    ]  # fmt: skip
    sits.customer.refresh_from_db()
    assert sits.customer.status == "enrolled"


def test_what_is_more_than_the_new_price_becomes_credit(api, world, sits):
    answer = transfer(api, world.mei, sits, make_class(world, "PY-2", tuition=50_000))
    assert (answer.json()["paid"], answer.json()["balance"]) == ("500.00", "0.00")
    credit = Payment.objects.get(type="credit")
    assert (credit.amount, credit.enrollment_id) == (10_000, answer.json()["id"])
    assert wrong_money() == []


def test_for_who_has_not_paid_the_seat_is_held(api, world, clock):
    seat, evening = make_seat(world), make_class(world, "PY-2")
    shown = transfer(api, world.mei, seat, evening).json()
    assert (shown["state"], shown["held_until"]) == ("awaiting_payment", "2026-11-23T02:00:00Z")
    assert (seats(seat.class_group), seats(evening)) == ((0, 0), (0, 1))


def test_what_was_paid_may_be_enough_for_a_cheaper_class(api, world):
    seat = make_seat(world)
    make_payment(seat, 40_000)
    evening = make_class(world, "PY-2", tuition=40_000)
    assert transfer(api, world.mei, seat, evening).json()["state"] == "active"
    assert seats(evening) == (1, 0)


def test_the_seat_that_they_leave_is_the_next_ones(api, world):
    full = make_class(world, capacity=1)
    sits = make_seat(world, class_group=full, state="active")
    waits = make_enrollment(
        make_student(world, "李"), full, State.WAITLISTED, waitlisted_at=sits.created_at
    )
    assert transfer(api, world.mei, sits, make_class(world, "PY-2")).status_code == 201
    assert (state_of(waits), seats(full)) == ("offered", (0, 1))


def test_the_discount_stays_in_proportion_unless_told(api, world):
    sits = make_seat(world, state="active", discount=5_000, discount_reason="old friend")
    evening = make_class(world, "PY-2", tuition=60_000)
    assert preview(api, world.mei, sits, evening).json()["discount"] == "30.00"
    assert preview(api, world.mei, sits, evening, discount="1.00").json()["net_price"] == "599.00"
    shown = transfer(api, world.mei, sits, evening).json()
    assert (shown["discount"], shown["discount_reason"]) == ("30.00", "old friend")


def test_the_preview_is_what_the_transfer_does(api, world, sits, clock):
    submitted(world, sits, 5_000)
    evening = make_class(world, "PY-2", tuition=50_000)
    found = preview(api, world.mei, sits, evening).json()
    wanted = {
        "state": "active", "seats_free": 3, "net_price": "500.00", "paid": "600.00",
        "moved": "500.00", "due": "0.00", "credit": "100.00", "coming": "50.00",
        "refusal": None, "discount_limits": {"needs_agreement": False, "needs_admin": False},
    }  # fmt: skip
    assert {name: found[name] for name in wanted} == wanted
    assert state_of(sits) == "active"
    new = transfer(api, world.mei, sits, evening).json()
    assert (new["paid"], new["balance"]) == (found["moved"], found["due"])
    assert [p["amount"] for p in new["installments"]] == [p["amount"] for p in found["parts"]]


def test_a_retry_moves_them_once(api, world, sits):
    group = make_class(world, "PY-2")
    path, body = f"/enrollments/{sits.pk}/transfer/", {"class_group": group.pk}
    first, again = (api(world.mei).post(path, body, idempotency_key="one") for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json()["id"] == again.json()["id"]
    assert Enrollment.objects.count() == 2
    bare = api(world.mei).post(path, body)
    assert (bare.status_code, bare.json()["code"]) == (400, "idempotency_key_required")


# --- why not --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"state": "planned"}, "class_takes_nobody"), ({"currency": "EUR"}, "other_currency"),
    ],
)  # fmt: skip
def test_a_class_that_does_not_take_them_leaves_them_where_they_are(api, world, sits, told, code):
    evening = make_class(world, "PY-2", **told)
    assert preview(api, world.mei, sits, evening).json()["refusal"]["code"] == code
    answer = transfer(api, world.mei, sits, evening)
    assert (answer.status_code, answer.json()["code"]) == (409, code)
    assert nothing_changed(sits, evening)


def test_a_full_class_leaves_them_where_they_are(api, world, sits):
    full = make_seat(world, "PY-2", student=make_student(world, "李")).class_group
    full.capacity = 1
    full.save()
    assert preview(api, world.mei, sits, full).json()["refusal"]["code"] == "class_full"
    answer = transfer(api, world.mei, sits, full)
    assert (answer.status_code, answer.json()["code"]) == (409, "class_full")
    assert (state_of(sits), seats(sits.class_group), seats(full)) == ("active", (1, 0), (0, 1))


def test_not_into_the_same_class_nor_where_they_are_already(api, world, sits):
    other = make_enrollment(sits.customer, make_class(world, "PY-2"), State.DRAFT)
    for group in (sits.class_group, other.class_group):
        assert transfer(api, world.mei, sits, group).json()["code"] == "enrolled_already"


def test_nobody_overtakes_the_line_of_the_other_class(api, world, sits):
    evening = make_class(world, "PY-2", capacity=1)
    waits = make_enrollment(
        make_student(world, "李"), evening, State.WAITLISTED, waitlisted_at=sits.created_at
    )
    assert preview(api, world.mei, sits, evening).json()["seats_free"] == 0
    assert transfer(api, world.mei, sits, evening).json()["code"] == "class_full"
    assert (state_of(waits), state_of(sits)) == ("waitlisted", "active")


@pytest.mark.parametrize("role", ["consultant", "submitted_by", "created_by"])
def test_nobody_moves_what_they_sold(api, world, sits, role):
    Enrollment.objects.filter(pk=sits.pk).update(**{role: world.mei})
    evening = make_class(world, "PY-2")
    answer = transfer(api, world.mei, sits, evening)
    assert (answer.status_code, answer.json()["code"]) == (403, "own_sale")
    assert nothing_changed(sits, evening)


def test_the_limits_of_a_discount_hold(api, world, sits):
    evening = make_class(world, "PY-2")
    answer = transfer(api, world.mei, sits, evening, discount="200.00")
    assert answer.json()["code"] == "discount_needs_agreement"
    answer = transfer(api, world.mei, sits, evening, discount="400.00", discount_agreed=True)
    assert (answer.status_code, answer.json()["code"]) == (403, "discount_too_high")
    assert nothing_changed(sits, evening)
    answer = transfer(api, world.mei, sits, evening, discount="200.00", discount_agreed=True)
    assert answer.json()["discount_approved_by"]["id"] == world.mei.pk


def test_only_who_approves_and_who_leads_the_holder(api, world, sits):
    evening = make_class(world, "PY-2")
    assert transfer(api, world.lin, sits, evening).status_code == 403
    assert transfer(api, world.fan, sits, evening).status_code == 403
    boss = make_employee("boss", "manager", department=world.sales2)
    assert transfer(api, boss, sits, evening).status_code == 404
    sits.credit_shares.update(employee=world.zoe)
    assert transfer(api, boss, sits, evening).json()["code"] == "not_yours"
    assert nothing_changed(sits, evening)


@pytest.mark.parametrize("state", ["draft", "waitlisted", "completed", "withdrawn"])
def test_only_who_has_a_seat(api, world, state):
    seat = make_seat(world, state=state)
    answer = transfer(api, world.mei, seat, make_class(world, "PY-2"))
    assert (answer.status_code, answer.json()["code"]) == (409, "not_in_this_state")


def test_there_must_be_such_a_class(api, world, sits):
    answer = api(world.mei).post(
        f"/enrollments/{sits.pk}/transfer/", {"class_group": 999}, idempotency_key=key()
    )
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (400, "/class_group")


# --- the plan afterwards (R214) -------------------------------------------------------------------
@pytest.mark.parametrize(
    ("before", "moved", "net", "after"),
    [
        # The rest falls on what was left of the parts, in its proportions.
        ([(D1, 600), (D2, 200), (D3, 200)], 600, 1000, [(D1, 600), (D2, 200), (D3, 200)]),
        ([(D1, 600), (D2, 200), (D3, 200)], 600, 1401, [(D1, 600), (D2, 400), (D3, 401)]),
        ([(D1, 600), (D2, 200), (D3, 200)], 700, 900, [(D1, 600), (D2, 166), (D3, 134)]),
        ([(D1, 600), (D2, 400)], 0, 500, [(D1, 300), (D2, 200)]),
        # Nothing left to pay, or no part left for it.
        ([(D1, 600), (D2, 400)], 500, 500, [(D1, 500)]),
        ([(D1, 1000)], 1000, 1200, [(D1, 1000), (TODAY, 200)]),
        ([], 1000, 1200, [(TODAY, 1000), (TODAY, 200)]),
        ([], 0, 500, [(TODAY, 500)]),
        ([(D1, 100)], 0, 0, []),
    ],
)  # fmt: skip
def test_the_parts_after(before, moved, net, after):
    parts = [Part(*part) for part in before]
    found = parts_after(parts, moved=moved, net=net, today=TODAY, sat=True)
    assert [(part.due_date, part.amount) for part in found] == after


def test_who_did_not_sit_and_had_no_parts_pays_all_at_once():
    assert parts_after([], moved=100, net=500, today=TODAY, sat=False) == []


def test_a_template_is_not_asked_again(api, world):
    template = PlanTemplate.objects.create(name="x", parts=[{"percent": 100, "days": 0}])
    seat = make_seat(world, plan_template=template)
    make_parts(seat, 30_000, 70_000)
    shown = transfer(api, world.mei, seat, make_class(world, "PY-2", tuition=200_000)).json()
    assert [p["amount"] for p in shown["installments"]] == ["600.00", "1400.00"]
    assert (shown["plan_template"], shown["state"]) == (None, "awaiting_payment")


def test_of_a_merged_customer_the_one_kept_changes_class(api, world, sits):
    kept = make_customer("王", pool=world.pool, owner=world.lin)
    Customer.objects.filter(pk=sits.customer_id).update(
        merged_into=kept, owner=None, owned_since=None, deleted_at=sits.created_at
    )
    shown = transfer(api, world.mei, sits, make_class(world, "PY-2")).json()
    assert shown["customer"]["id"] == kept.pk
    assert balance_of(Enrollment.objects.get(pk=shown["id"])).paid == 60_000
