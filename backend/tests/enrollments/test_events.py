"""What becomes of enrollments and payments reaches whom it concerns, and nobody else: the timeline
(R188), the live feed, the notifications (R189)."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from shoal.activity.services import record
from shoal.customers.models import Customer
from shoal.enrollments.models import CreditShare, Enrollment, Payment, PaymentState, State
from shoal.enrollments.services import applying, deciding, leaving, refunds
from shoal.enrollments.services.confirming import confirm, reject
from shoal.integrations.models import Notification
from shoal.integrations.services.mornings import make_digests
from shoal.integrations.services.reading import read_log
from tests.integrations.conftest import _all_is_settled  # noqa: F401
from tests.integrations.feed import Reader
from tests.world import NOW, make_customer

from .school import make_class, make_enrollment, make_payment

pytestmark = pytest.mark.usefixtures("clock")
HOUR = timedelta(hours=1)


@pytest.fixture
def python(world):
    return make_class(world)


@pytest.fixture
def wang(world):
    return make_customer("王", pool=world.pool, owner=world.lin, phone="+8613800002746")


@pytest.fixture
def applied(world, wang, python):
    return applying.apply(
        customer_id=wang.pk, class_id=python.pk, fields={"contract_agreed": True}, submit=True,
        by=world.lin, at=NOW - HOUR,
    )  # fmt: skip


def told(world) -> list[tuple[Any, ...]]:
    read_log()
    names = {getattr(world, n).pk: n for n in ("ada", "mei", "lin", "bo", "zoe", "fan")}
    rows = Notification.objects.order_by("pk").values_list("recipient", "kind", "count", "data")
    return [(names[r], kind, data.get("enrollments")) for r, kind, _, data in rows]


def customer_to_pool(customer, **kwargs):
    wanted = {"owner": None, "owned_since": None, "entered_at": NOW, "pool_rank_at": NOW, **kwargs}
    Customer.objects.filter(pk=customer.pk).update(**wanted)


# --- the timeline -----------------------------------------------------------------------------
def school_entries(api, by, customer):
    answer = api(by).get(f"/customers/{customer.pk}/timeline/")
    assert answer.status_code == 200, answer.content
    return [e for e in answer.json()["results"] if e["kind"] in ("enrollment", "payment")]


def test_the_timeline_tells_what_became_of_an_enrollment_and_its_money(
    api, world, wang, python, applied
):
    deciding.approve(enrollment_id=applied.pk, by=world.mei, at=NOW)
    payment = make_payment(applied, 30_000)
    record(
        "payment.received", subject=payment, actor=world.fan, at=NOW + HOUR,
        customer_id=wang.pk, enrollment=applied.pk, type="tuition",
    )  # fmt: skip
    shown = school_entries(api, world.lin, wang)
    assert [(e["kind"], e["data"]["event"], e["actor"]["name"]) for e in shown] == [
        ("payment", "received", "Fan"),
        ("enrollment", "seat_held", "Mei"),
        ("enrollment", "approved", "Mei"),
        ("enrollment", "submitted", "Lin"),
        ("enrollment", "created", "Lin"),
    ]
    assert shown[0]["data"] == {
        "event": "received", "enrollment": applied.pk,
        "class_group": {"id": python.pk, "name": "PY-1"}, "course": python.course.name,
        "type": "tuition", "amount": "300.00", "currency": "CNY",
    }  # fmt: skip


def test_whoever_sees_a_customer_in_the_pool_does_not_read_of_their_enrollments(
    api, world, wang, applied
):
    customer_to_pool(wang)
    CreditShare.objects.all().delete()
    assert school_entries(api, world.bo, wang) == []


def test_of_a_merged_customer_the_timeline_says_whose_it_was(api, world, wang, applied):
    kept = make_customer("王小明", pool=world.pool, owner=world.lin)
    customer_to_pool(wang, merged_into=kept, entered_at=None, pool_rank_at=None)
    shown = school_entries(api, world.lin, kept)
    assert {e["merged"]["id"] for e in shown} == {wang.pk}


# --- the live feed ----------------------------------------------------------------------------
def test_the_feed_tells_of_an_enrollment_to_who_sees_it(api, world, wang, python, applied):
    readers = {name: Reader(api(getattr(world, name))) for name in ("lin", "mei", "fan", "bo")}
    deciding.approve(enrollment_id=applied.pk, by=world.mei, at=NOW)
    kinds = {
        name: [kind for kind, _ in reader.kinds() if kind.startswith("enrollment.")]
        for name, reader in readers.items()
    }
    both = ["enrollment.approved", "enrollment.seat_held"]
    assert kinds == {"lin": both, "mei": both, "fan": both, "bo": []}


# --- notifications ----------------------------------------------------------------------------
def test_the_seller_is_told_of_the_decision(world, applied):
    deciding.reject(enrollment_id=applied.pk, by=world.mei, at=NOW, note="full of children")
    assert told(world) == [("lin", "application_rejected", [applied.pk])]


def test_who_was_offered_a_seat_is_known_to_their_consultant(world, wang, python, applied):
    python.capacity = 1
    python.save()
    first = make_enrollment(
        make_customer("先", pool=world.pool, owner=world.bo), python, State.AWAITING_PAYMENT
    )
    deciding.approve(enrollment_id=applied.pk, by=world.mei, at=NOW)
    leaving.cancel(enrollment_id=first.pk, by=world.bo, at=NOW)
    assert Enrollment.objects.get(pk=applied.pk).state == State.OFFERED
    assert told(world) == [
        ("lin", "application_approved", [applied.pk]),
        ("lin", "seat_offered", [applied.pk]),
    ]


def test_nobody_is_told_of_an_enrollment_that_they_do_not_see_any_more(world, wang, applied):
    wang.owner = world.zoe
    wang.save()
    CreditShare.objects.all().delete()
    record(
        "enrollment.expired", subject=applied, actor=None, at=NOW, customer_id=wang.pk,
    )  # fmt: skip
    assert told(world) == [("zoe", "hold_expired", [applied.pk])]


def test_in_the_morning_consultants_hear_whose_hold_ends_until_tomorrow(world, wang, python):
    soon = make_enrollment(wang, python, State.AWAITING_PAYMENT, held_until=NOW + 20 * HOUR)
    later = make_customer("晚", pool=world.pool, owner=world.lin)
    make_enrollment(later, python, State.AWAITING_PAYMENT, held_until=NOW + 50 * HOUR)
    make_digests(world.lin.zone, NOW)
    assert ("lin", "hold_ending", [soon.pk]) in told(world)


def test_who_submitted_hears_that_a_payment_was_turned_away(world, wang, python):
    enrollment = make_enrollment(wang, python, State.AWAITING_PAYMENT)
    payment = make_payment(enrollment, 30_000, state=PaymentState.SUBMITTED, submitted_by=world.lin)
    reject(payment_id=payment.pk, by=world.fan, at=NOW, note="no such transfer")
    assert told(world) == [("lin", "payment_rejected", [enrollment.pk])]


def test_who_asked_for_a_refund_hears_that_it_was_agreed_to_and_paid(world, wang, python):
    enrollment = make_enrollment(wang, python)
    make_payment(enrollment, 30_000)
    refund = refunds.request_refund(
        enrollment_id=enrollment.pk, amount=Decimal(100), by=world.lin, at=NOW, method="cash"
    )
    refunds.approve_refund(payment_id=refund.pk, by=world.mei, at=NOW)
    confirm(payment_id=refund.pk, by=world.fan, at=NOW)
    assert Payment.objects.get(pk=refund.pk).state == PaymentState.CONFIRMED
    assert told(world) == [
        ("lin", "refund_approved", [enrollment.pk]),
        ("lin", "refund_paid", [enrollment.pk]),
    ]


def test_the_centre_names_whose_enrollment_it_is_as_far_as_one_may_see(api, world, applied):
    deciding.reject(enrollment_id=applied.pk, by=world.mei, at=NOW, note="no")
    read_log()
    [shown] = api(world.lin).get("/notifications/").json()["results"]
    assert shown["enrollments"] == [{"id": applied.pk, "name": "王"}]
    assert shown["by"] == [{"id": world.mei.pk, "name": "Mei"}]
