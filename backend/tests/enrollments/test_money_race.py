"""Many book at one instant: nothing twice, and no gap (R203-R211)."""

from decimal import Decimal

import pytest
from django.db import connection

from shoal.common.errors import DomainError
from shoal.enrollments.models import CashReport, Payment, Receipt, ReceiptCounter
from shoal.enrollments.services import confirming, receipts, transfers
from shoal.enrollments.services.cash import sign_day
from shoal.enrollments.services.money_check import wrong_money
from tests.races import UNTIL_SEEN, in_threads, let_writers_loose
from tests.visitors import AT_ONCE, Visitor
from tests.world import NOW, make_employee

from .money import make_seat, make_student, method, submitted
from .school import make_class, make_payment

pytestmark = pytest.mark.race
MANY = 8


def seats(world, count, code="R"):
    """Each in a class of their own: one of the same class waits for the other anyway."""
    return [
        make_seat(world, f"{code}{n}", student=make_student(world, f"{code}{n}"))
        for n in range(count)
    ]


def confirm_at_once(world, payments):
    """Return how each went: the number of its receipt, or what it ran into."""

    def one(number):
        try:
            done = confirming.confirm(payment_id=payments[number].pk, by=world.fan, at=NOW)
        except DomainError as refusal:
            return refusal.code()
        return done.receipt.sequence

    return in_threads(one, len(payments))


def test_each_of_many_confirmations_has_a_number_of_its_own(committed_world):
    payments = [submitted(committed_world, seat) for seat in seats(committed_world, MANY)]
    assert sorted(confirm_at_once(committed_world, payments)) == list(range(1, MANY + 1))
    assert wrong_money() == []


@pytest.fixture
def unguarded(monkeypatch):
    """The counter is read and not locked; on SQLite the writers are let loose."""

    def unlocked(campus, year):
        return ReceiptCounter.objects.get_or_create(campus=campus, year=year)[0]

    monkeypatch.setattr(receipts, "lock_counter", unlocked)
    if connection.vendor == "sqlite":
        let_writers_loose(monkeypatch)


def test_without_the_lock_on_the_counter_they_meet(committed_world, unguarded):

    def went_wrong(round_):
        waiting = [submitted(committed_world, s) for s in seats(committed_world, 4, f"R{round_}-")]
        return any(
            isinstance(answer, Exception) for answer in confirm_at_once(committed_world, waiting)
        )

    assert any(went_wrong(n) for n in range(UNTIL_SEEN))


def test_one_payment_is_confirmed_once(committed_world):
    payment = submitted(committed_world, make_seat(committed_world))
    answers = confirm_at_once(committed_world, [payment] * MANY)
    assert sorted(map(str, answers)) == ["1"] + ["payment_not_in_this_state"] * (MANY - 1)
    assert Receipt.objects.count() == 1


def test_one_payment_is_reversed_once(committed_world):
    payment = make_payment(make_seat(committed_world), 1_000)

    def undo(number):
        try:
            confirming.reverse(payment_id=payment.pk, by=committed_world.fan, at=NOW, note="x")
        except DomainError as refusal:
            return refusal.code()
        return "done"

    assert sorted(in_threads(undo, MANY)) == ["already_reversed"] * (MANY - 1) + ["done"]


def test_credit_is_used_once(committed_world):
    parent = make_student(committed_world, "王妈妈")
    paid = make_seat(committed_world, student=parent, state="active")
    credit = make_payment(paid, 10_000, type="credit")
    group = make_class(committed_world, "U", capacity=MANY)
    targets = [
        make_seat(
            committed_world, class_group=group,
            student=make_student(committed_world, f"u{n}", guardian=parent),
        )
        for n in range(MANY)
    ]  # fmt: skip

    def use(number):
        try:
            transfers.use_credit(
                credit_id=credit.pk, enrollment_id=targets[number].pk, amount=Decimal("100.00"),
                by=committed_world.fan, at=NOW,
            )  # fmt: skip
        except DomainError as refusal:
            return refusal.code()
        return "used"

    assert sorted(in_threads(use, MANY)) == ["credit_used"] * (MANY - 1) + ["used"]
    assert wrong_money() == []


def test_nothing_slips_in_behind_a_signature(committed_world):
    """Whoever signs adds up the day; whoever confirms at that instant is in it, or refused."""
    world = committed_world
    boss = make_employee("boss", "finance")
    for round_, seat in enumerate(seats(world, 5)):
        Payment.objects.filter(pk=submitted(world, seat, method=method("card")).pk)
        payment = Payment.objects.latest("pk")
        day = NOW.replace(day=1 + round_)

        def either(number, payment=payment, day=day):
            if number:
                return confirming.confirm(payment_id=payment.pk, by=world.fan, at=day)
            return sign_day(
                campus_id=world.east.pk, day=day.date(), counted={}, by=boss, at=day
            )  # fmt: skip

        in_threads(either, 2)
    assert wrong_money() == []
    assert CashReport.objects.count() + Payment.objects.confirmed().count() >= 5


# --- over HTTP ------------------------------------------------------------------------------------
def test_of_100_identical_payments_with_one_key_one_is_booked(committed_world, far_server):
    seat = make_seat(committed_world)
    body = {"enrollment": seat.pk, "type": "tuition", "amount": "3.00", "method": "cash"}
    statuses = Visitor(far_server.url, committed_world.lin).at_once(
        *[("/payments/", body, "k")] * 100
    )
    assert set(statuses) <= {201, 503}
    assert (201 in statuses, Payment.objects.count()) == (True, 1)


def test_without_one_key_each_of_the_100_is_booked(committed_world, far_server):
    seat = make_seat(committed_world)
    body = {"enrollment": seat.pk, "type": "tuition", "amount": "3.00", "method": "cash"}
    calls = [("/payments/", body, f"k{n}") for n in range(100)]
    statuses = Visitor(far_server.url, committed_world.lin).at_once(*calls)
    assert set(statuses) <= {201, 503}
    assert Payment.objects.count() == statuses.count(201) > 50


def test_of_50_parallel_confirmations_the_numbers_have_no_gap(committed_world, far_server):
    payments = [submitted(committed_world, seat) for seat in seats(committed_world, 50)]
    calls = [(f"/payments/{payment.pk}/confirm/", {}) for payment in payments]
    statuses = Visitor(far_server.url, committed_world.fan).at_once(*calls)
    assert statuses == [200] * 50
    assert sorted(Receipt.objects.values_list("sequence", flat=True)) == list(range(1, 51))
    assert wrong_money() == []


def test_without_the_lock_on_the_counter_some_of_them_fail(committed_world, near_server, unguarded):
    payments = [submitted(committed_world, seat) for seat in seats(committed_world, AT_ONCE)]
    calls = [(f"/payments/{payment.pk}/confirm/", {}) for payment in payments]
    statuses = Visitor(near_server.url, committed_world.fan).at_once(*calls)
    assert statuses != [200] * AT_ONCE
    # What the lock keeps apart, the unique number still refuses.
    assert wrong_money() == []
