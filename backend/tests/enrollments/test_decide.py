"""Approving, rejecting, the seats and the waitlist (R174–R177, R181)."""

from datetime import date, timedelta

import pytest

from shoal.activity.models import Event
from shoal.customers.models import Customer, Status
from shoal.enrollments.models import Enrollment, EnrollmentPolicy, PlanTemplate, State
from shoal.enrollments.services.seating import (
    activate_if_paid,
    expire_holds,
    promote_waiting,
)
from shoal.enrollments.services.seats_check import wrong_seats
from tests.world import NOW, make_customer

from .school import make_class, make_enrollment, make_payment

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def python(world):
    return make_class(world, capacity=1)


def held_by(world, who, name="王"):
    return make_customer(name, pool=world.pool, owner=who)


@pytest.fixture
def applied(world, python):
    return make_enrollment(held_by(world, world.lin), python, State.SUBMITTED)


def state_of(enrollment):
    return Enrollment.objects.get(pk=enrollment.pk).state


def seats(python):
    python.refresh_from_db()
    return python.seats_taken, python.seats_held


def approve(api, who, enrollment, **body):
    return api(who).post(f"/enrollments/{enrollment.pk}/approve/", body)


def test_approving_holds_a_seat_until_the_money_must_be_there(api, world, python, applied, clock):
    answer = approve(api, world.mei, applied, note="fine")
    assert answer.status_code == 200, answer.json()
    shown = answer.json()
    assert (shown["state"], shown["decided_by"]["name"]) == ("awaiting_payment", "Mei")
    assert shown["held_until"] == "2026-11-23T02:00:00Z"
    assert seats(python) == (0, 1)
    kinds = Event.objects.filter(subject_type="enrollment").order_by("pk")
    assert list(kinds.values_list("kind", flat=True)) == [
        "enrollment.approved", "enrollment.seat_held",
    ]  # fmt: skip


def test_of_a_full_class_they_get_a_place_in_line(api, world, python, applied):
    make_enrollment(held_by(world, world.bo, "张"), python)
    answer = approve(api, world.mei, applied)
    assert (answer.json()["state"], answer.json()["place_in_line"]) == ("waitlisted", 1)
    assert seats(python) == (1, 0)


def test_with_nothing_to_pay_they_sit_down_at_once(api, world, python):
    free = make_enrollment(
        held_by(world, world.lin), python, State.SUBMITTED, discount=python.tuition
    )
    answer = approve(api, world.ada, free, discount_agreed=True)
    assert answer.json()["state"] == "active"
    assert seats(python) == (1, 0)
    free.customer.refresh_from_db()
    assert free.customer.status == Status.ENROLLED


@pytest.mark.parametrize("role", ["consultant", "submitted_by", "created_by"])
def test_nobody_approves_what_they_sold(api, world, applied, role):
    Enrollment.objects.filter(pk=applied.pk).update(**{role: world.mei})
    for command in ("approve", "reject"):
        answer = api(world.mei).post(f"/enrollments/{applied.pk}/{command}/", {"note": "x"})
        assert (answer.status_code, answer.json()["code"]) == (403, "own_sale")
    assert state_of(applied) == State.SUBMITTED


def test_consultants_and_finance_approve_nothing(api, world, applied):
    for who in (world.lin, world.fan):
        assert approve(api, who, applied).status_code == 403
    assert approve(api, world.zoe, applied).status_code == 403
    assert state_of(applied) == State.SUBMITTED


@pytest.mark.parametrize(
    ("percent", "who", "agreed", "status", "code"),
    [
        (10, "mei", False, 200, ""), (11, "mei", False, 409, "discount_needs_agreement"),
        (11, "mei", True, 200, ""), (30, "mei", True, 200, ""),
        (31, "mei", True, 403, "discount_too_high"),
        (31, "ada", False, 409, "discount_needs_agreement"), (31, "ada", True, 200, ""),
    ],
)  # fmt: skip
def test_a_discount_above_the_limit_is_agreed_to_expressly(
    api, world, python, percent, who, agreed, status, code
):
    applied = make_enrollment(
        held_by(world, world.lin), python, State.SUBMITTED, discount=1000 * percent
    )
    answer = approve(api, getattr(world, who), applied, discount_agreed=agreed)
    assert (answer.status_code, answer.json().get("code", "")) == (status, code)
    approver = Enrollment.objects.get(pk=applied.pk).discount_approved_by
    assert approver == (getattr(world, who) if status == 200 and percent > 10 else None)


def test_rejecting_says_why_and_leaves_a_prospect(api, world, applied):
    answer = api(world.mei).post(f"/enrollments/{applied.pk}/reject/", {"note": "too young"})
    assert (answer.json()["state"], answer.json()["decision_note"]) == ("rejected", "too young")
    assert api(world.mei).post(f"/enrollments/{applied.pk}/reject/", {}).status_code == 400


def test_what_was_decided_is_decided(api, world, applied):
    approve(api, world.mei, applied)
    for command in ("approve", "reject", "submit"):
        answer = api(world.mei).post(f"/enrollments/{applied.pk}/{command}/", (
            {"note": "x"} if command == "reject" else {}
        ))  # fmt: skip
        assert (answer.status_code, answer.json()["code"]) == (409, "not_in_this_state")


def test_the_plan_that_they_chose_is_laid_down_in_parts(api, world, python, clock):
    thirds = [{"percent": 33, "days": 0}, {"percent": 33, "days": 30}, {"percent": 34, "days": 60}]
    template = PlanTemplate.objects.create(name="thirds", parts=thirds)
    applied = make_enrollment(
        held_by(world, world.lin), python, State.SUBMITTED, plan_template=template,
        list_price=100_001,
    )  # fmt: skip
    approve(api, world.mei, applied)
    parts = list(applied.installments.order_by("position").values_list("due_date", "amount"))
    assert parts == [
        (date(2026, 11, 20), 33_000), (date(2026, 12, 20), 33_000), (date(2027, 1, 19), 34_001),
    ]  # fmt: skip


# --- plans by hand (R178) -------------------------------------------------------------------------
def plan(api, who, enrollment, *amounts):
    parts = [{"due_date": f"2026-12-{n:02}", "amount": a} for n, a in enumerate(amounts, start=1)]
    return api(who).post(f"/enrollments/{enrollment.pk}/plan/", {"parts": parts})


def test_parts_by_hand_sum_to_the_net_price(api, world, applied):
    assert plan(api, world.lin, applied, "400.00", "599.99").status_code == 400
    answer = plan(api, world.lin, applied, "400.00", "600.00")
    assert [part["amount"] for part in answer.json()["installments"]] == ["400.00", "600.00"]
    assert plan(api, world.lin, applied).json()["installments"] == []


@pytest.mark.parametrize("amount", ["0", "-1.00", "0.001"])
def test_a_part_is_money(api, world, applied, amount):
    assert plan(api, world.lin, applied, amount, "1000.00").status_code == 400


def test_once_approved_the_plan_is_for_those_who_approve(api, world, applied):
    approve(api, world.mei, applied)
    assert plan(api, world.lin, applied, "1000.00").status_code == 403
    assert plan(api, world.mei, applied, "1000.00").status_code == 200


# --- paid (R176) ----------------------------------------------------------------------------------
@pytest.mark.parametrize(("amount", "sits"), [(99_999, False), (100_000, True)])
def test_without_a_plan_the_whole_price_makes_active(world, python, amount, sits):
    held = make_enrollment(held_by(world, world.lin), python, State.AWAITING_PAYMENT)
    make_payment(held, amount)
    assert activate_if_paid(held, NOW) is sits
    assert seats(python) == ((1, 0) if sits else (0, 1))


def test_with_a_plan_the_first_part_does(api, world, python):
    held = make_enrollment(held_by(world, world.lin), python, State.AWAITING_PAYMENT)
    plan(api, world.ada, held, "300.00", "700.00")
    make_payment(held, 30_000, type="deposit")
    assert activate_if_paid(held, NOW)
    held.refresh_from_db()
    assert (held.state, held.held_until, held.activated_at) == (State.ACTIVE, None, NOW)


# --- the waitlist (R177) --------------------------------------------------------------------------
@pytest.fixture
def line(world, python):
    """One who holds the only seat, and two who wait."""
    names = ("张", "李", "赵")
    first, *rest = [held_by(world, world.lin, name) for name in names]
    held = make_enrollment(
        first, python, State.AWAITING_PAYMENT, held_until=NOW + HOUR, decided_at=NOW
    )
    waiting = [
        make_enrollment(c, python, State.WAITLISTED, waitlisted_at=NOW - n * HOUR)
        for n, c in enumerate(rest, start=1)
    ]
    return [held, *reversed(waiting)]


def test_who_cancels_makes_room_for_the_first_in_line(api, world, python, line, clock):
    held, first, _ = line
    answer = api(world.lin).post(f"/enrollments/{held.pk}/cancel/", {"note": "moved"})
    assert (answer.status_code, answer.json()["state"]) == (200, "cancelled")
    assert [state_of(e) for e in line] == ["cancelled", "offered", "waitlisted"]
    first.refresh_from_db()
    assert first.held_until == NOW + 48 * HOUR
    assert seats(python) == (0, 1)
    offered = Event.objects.get(kind="enrollment.offered")
    assert (offered.subject_id, offered.actor) == (first.pk, None)


def test_a_hold_that_is_over_goes_to_the_next_in_line(world, python, line):
    assert expire_holds(at=NOW) == 0
    assert expire_holds(at=NOW + HOUR) == 1
    held, first, _ = line
    held.refresh_from_db()
    assert (held.state, held.end_reason, held.held_until) == ("cancelled", "hold_expired", None)
    assert state_of(first) == State.OFFERED
    held.customer.refresh_from_db()
    assert held.customer.exempt_reasons == []
    # And when they do not answer, to the one after them.
    assert expire_holds(at=NOW + 49 * HOUR) == 1
    first.refresh_from_db()
    assert first.end_reason == "offer_expired"
    assert [state_of(e) for e in line] == ["cancelled", "cancelled", "offered"]
    assert wrong_seats() == []


@pytest.mark.parametrize("payment", [{"state": "submitted"}, {}, {"type": "material"}])
def test_a_hold_with_money_in_it_waits_for_somebody_to_decide(world, python, line, payment):
    make_payment(line[0], 5_000, **payment)
    assert expire_holds(at=NOW + DAY) == 0
    assert state_of(line[0]) == State.AWAITING_PAYMENT


@pytest.mark.parametrize("back", [{"type": "refund"}, {"type": "reversal"}])
def test_money_that_went_back_keeps_no_seat(world, python, line, back):
    paid = make_payment(line[0], 5_000)
    make_payment(line[0], 5_000, **back, **({"reverses": paid} if "rev" in back["type"] else {}))
    make_payment(line[0], 7_000, state="rejected")
    assert expire_holds(at=NOW + DAY) == 1


def test_where_money_came_in_nobody_just_cancels(api, world, line):
    make_payment(line[0], 5_000)
    answer = api(world.lin).post(f"/enrollments/{line[0].pk}/cancel/")
    assert (answer.status_code, answer.json()["code"]) == (409, "money_received")
    assert state_of(line[0]) == State.AWAITING_PAYMENT


def test_accepting_an_offer_holds_the_seat_for_the_money(api, world, python, line, clock):
    expire_holds(at=NOW + HOUR)
    answer = api(world.lin).post(f"/enrollments/{line[1].pk}/accept/")
    assert (answer.status_code, answer.json()["state"]) == (200, "awaiting_payment")
    assert answer.json()["held_until"] == "2026-11-23T02:00:00Z"
    assert seats(python) == (0, 1)


def test_who_applies_later_does_not_overtake_the_line(api, world, python, line):
    python.refresh_from_db()
    python.capacity = 2
    python.save(update_fields=["capacity"])
    late = make_enrollment(held_by(world, world.bo, "钱"), python, State.SUBMITTED)
    assert approve(api, world.mei, late).json()["state"] == "waitlisted"
    assert [state_of(e) for e in line] == ["awaiting_payment", "offered", "waitlisted"]


def test_a_class_that_got_more_seats_offers_them_with_the_tick(world, python, line):
    python.refresh_from_db()
    python.capacity = 9
    python.save(update_fields=["capacity"])
    assert promote_waiting(at=NOW) == 2
    assert promote_waiting(at=NOW) == 0
    assert seats(python) == (0, 3)


# --- who sees what (R170) -------------------------------------------------------------------------
def test_finance_sees_the_payer_with_masked_contacts(api, world, python):
    mother = make_customer("王母", pool=world.pool, owner=world.lin, phone="+8613800002746")
    son = make_customer("王小明", pool=world.pool, owner=world.lin, guardian=mother)
    made = make_enrollment(son, python, why="call 13800002746 or mother")
    shown = api(world.fan).get(f"/enrollments/{made.pk}/").json()
    assert shown["payer"] == {"id": mother.pk, "name": "王母", "phone": "*******2746"}
    assert "13800002746" not in str(shown)
    assert shown["contact_masked"]
    own = api(world.lin).get(f"/enrollments/{made.pk}/").json()
    assert own["payer"]["phone"] == "+8613800002746"
    assert own["why"] == "call 13800002746 or mother"


def test_who_is_credited_still_sees_what_they_sold(api, world, python, applied):
    applied.credit_shares.create(employee=world.lin, percent=100)
    Customer.objects.filter(pk=applied.customer_id).update(owner=world.zoe)
    path = f"/enrollments/{applied.pk}/"
    assert api(world.lin).get(path).json()["contact_masked"]
    assert api(world.mei).get(path).status_code == 200
    assert api(world.bo).get(path).status_code == 404
    assert api(world.zoe).get(path).json()["contact_masked"] is False
    answer = api(world.lin).post(f"{path}cancel/")
    assert (answer.status_code, answer.json()["code"]) == (403, "not_yours")


def test_the_list_is_filtered_by_customer_with_whoever_was_merged_into_them(api, world, python):
    kept, merged = held_by(world, world.lin), held_by(world, world.lin, "王二")
    made = make_enrollment(merged, python)
    Customer.objects.filter(pk=merged.pk).update(merged_into=kept, owner=None, owned_since=None)
    page = api(world.lin).get("/enrollments/", customer=kept.pk).json()
    assert [row["id"] for row in page["results"]] == [made.pk]
    assert api(world.bo).get("/enrollments/").json()["results"] == []


def test_a_list_costs_one_statement_beside_the_session(
    api, world, python, django_assert_num_queries
):
    make_enrollment(held_by(world, world.lin), python)
    client = api(world.lin)
    client.get("/enrollments/")
    with django_assert_num_queries(2):
        client.get("/enrollments/")


def test_the_policy_is_changed_by_admins_on_the_version_they_looked_at(api, world):
    path = "/enrollment-policy/"
    assert api(world.lin).get(path).json()["hold_hours"] == 72
    assert api(world.mei).patch(path, {"hold_hours": 1}, if_match='"1"').status_code == 403
    assert api(world.ada).patch(path, {"hold_hours": 1}, if_match='"2"').status_code == 412
    wrong = api(world.ada).patch(path, {"discount_percent": 40}, if_match='"1"')
    assert wrong.status_code == 400
    answer = api(world.ada).patch(path, {"hold_hours": 24}, if_match='"1"')
    assert (answer.status_code, answer.json()["version"]) == (200, 2)
    assert EnrollmentPolicy.objects.get().hold_hours == 24


def test_the_percents_of_a_plan_sum_to_a_hundred(api, world):
    half = {"percent": 50, "days": 0}
    wrong = api(world.ada).post("/plan-templates/", {"name": "half", "parts": [half]})
    assert wrong.status_code == 400
    made = api(world.ada).post("/plan-templates/", {"name": "halves", "parts": [half, half]})
    assert made.status_code == 201, made.json()
    again = api(world.ada).post("/plan-templates/", {"name": "halves", "parts": [half, half]})
    assert again.status_code == 400
    path = f"/plan-templates/{made.json()['id']}/"
    assert api(world.ada).patch(path, {"is_active": False}).json()["is_active"] is False
    assert len(api(world.fan).get("/plan-templates/").json()["results"]) == 1
