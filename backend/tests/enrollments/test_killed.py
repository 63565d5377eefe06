"""The process is killed between any two statements: nothing is half-done (R171, R200)."""

import multiprocessing
import os
import signal

import pytest
from django.db import connection, connections

from shoal.activity.models import Event
from shoal.customers.models import Customer
from shoal.enrollments.models import (
    CreditShare,
    Enrollment,
    Installment,
    Payment,
    PlanTemplate,
    Receipt,
    ReceiptCounter,
    State,
)
from shoal.enrollments.services import confirming, deciding, seating, transferring
from shoal.enrollments.services.money_check import wrong_money
from shoal.enrollments.services.seats_check import wrong_seats
from shoal.teaching.models import ClassGroup
from tests.world import NOW

from .money import make_parts, make_seat, make_student, submitted
from .school import make_class, make_enrollment, make_payment

pytestmark = [pytest.mark.race, pytest.mark.slow]
MODELS = (
    Payment, Receipt, ReceiptCounter, Enrollment, Installment, CreditShare, ClassGroup, Customer,
    Event,
)  # fmt: skip
# More statements than any of them makes.
MANY = 200


def facts():
    return [list(model.objects.order_by("pk").values()) for model in MODELS]


def make_line(world, class_group):
    return make_enrollment(
        make_student(world, "李"), class_group, State.WAITLISTED, waitlisted_at=NOW
    )


def confirmed(world):
    payment = submitted(world, make_seat(world), 120_000)
    return lambda: confirming.confirm(payment_id=payment.pk, by=world.fan, at=NOW)


def approved(world):
    parts = [{"percent": 50, "days": 0}, {"percent": 50, "days": 30}]
    template = PlanTemplate.objects.create(name="Halves", parts=parts)
    seat = make_seat(
        world, state="submitted", plan_template=template, decided_by=None, decided_at=None
    )
    return lambda: deciding.approve(enrollment_id=seat.pk, by=world.mei, at=NOW)


def transferred(world):
    """Out of a full class in which somebody waits, into a cheaper one: credit is left."""
    seat = make_seat(world, class_group=make_class(world, capacity=1), state="active")
    make_parts(seat, 60_000, 40_000)
    make_payment(seat, 60_000)
    seat.credit_shares.create(employee=world.lin, percent=100)
    make_line(world, seat.class_group)
    asked = transferring.Asked(make_class(world, "PY-2", tuition=50_000).pk)
    return lambda: transferring.transfer_enrollment(
        enrollment_id=seat.pk, asked=asked, by=world.mei, at=NOW
    )


def promoted(world):
    """A hold is over, and the next in line is offered the seat."""
    seat = make_seat(world, class_group=make_class(world, capacity=1), held_until=NOW)
    make_line(world, seat.class_group)
    return lambda: seating.expire_hold(enrollment_id=seat.pk, at=NOW)


def die():
    os.kill(os.getpid(), signal.SIGKILL)


def run_until(nth, act):
    """Do it, and die before the nth statement; the commit counts as one."""
    seen = []

    def count():
        seen.append(1)
        if len(seen) == nth:
            die()

    def counted(execute, *args):
        count()
        return execute(*args)

    connection.ensure_connection()
    commit = connection.commit

    def counted_commit():
        count()
        commit()

    connection.commit = counted_commit
    with connection.execute_wrapper(counted):
        act()
    connections.close_all()
    os._exit(0)


def killed_at(nth, act):
    """Run it in a process of its own, and say whether that was killed."""
    connections.close_all()
    process = multiprocessing.get_context("fork").Process(target=run_until, args=(nth, act))
    process.start()
    process.join(timeout=60)
    assert process.exitcode in (0, -signal.SIGKILL)
    return process.exitcode != 0


@pytest.mark.parametrize("prepare", [confirmed, approved, transferred, promoted])
def test_killed_between_any_two_statements_nothing_is_half_done(committed_world, prepare):
    act = prepare(committed_world)
    before = facts()
    for nth in range(1, MANY):
        if not killed_at(nth, act):
            break
        assert facts() == before, f"half-done after {nth - 1} statements"
    assert nth > 15
    assert facts() != before
    assert (wrong_money(), wrong_seats()) == ([], [])


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL locks nothing without one")
def test_without_a_transaction_something_is_half_done(committed_world):
    """Shows that the test above can fail."""
    seat = make_seat(committed_world, class_group=make_class(committed_world, capacity=1))
    make_line(committed_world, seat.class_group)
    alone, at = seating.expire_hold.__wrapped__, seat.held_until
    before = facts()
    killed = (
        killed_at(nth, lambda: alone(enrollment_id=seat.pk, at=at)) and facts() == before
        for nth in range(1, MANY)
    )
    assert not all(killed)
    assert wrong_seats() or Enrollment.objects.filter(state=State.WAITLISTED).exists()
