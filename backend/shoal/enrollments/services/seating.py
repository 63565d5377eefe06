"""Seats that wait: for the money, for an answer, for the next of the waitlist (R176, R177)."""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from shoal.common.errors import DomainError
from shoal.organization.models import Employee
from shoal.teaching.models import ClassGroup
from shoal.teaching.services import seats

from ..models import HOLDING, EndReason, Enrollment, State
from ..rules.applying import TAKING
from ..rules.moves import state_refusal
from . import standing
from .access import Locked, lock_enrollment
from .balances import balance_of, with_money
from .moving import record_move
from .policy import policy

# A tick goes on with the rest.
AT_ONCE = 200
log = logging.getLogger("shoal.enrollments")


def seat(locked: Locked, *, by: Employee | None, at: datetime) -> None:
    """Give whoever was just approved what there is: a seat held for the money, with nothing to
    pay the seat itself, or a place on the waitlist."""
    enrollment, class_group = locked.enrollment, locked.class_group
    # Whoever waits already comes first, also where a seat became free without anybody's leaving.
    promote(class_group, at)
    if class_group.seats_free < 1:
        record_move(
            "enrollment.waitlisted", enrollment, State.WAITLISTED, by=by, at=at,
            customer_id=locked.customer.pk, waitlisted_at=at,
        )  # fmt: skip
        return
    seats.hold_seat(class_group)
    await_payment(locked, by=by, at=at)


def await_payment(locked: Locked, *, by: Employee | None, at: datetime) -> None:
    """Hold the seat that is set aside until the money must be there."""
    record_move(
        "enrollment.seat_held", locked.enrollment, State.AWAITING_PAYMENT, by=by, at=at,
        customer_id=locked.customer.pk, held_until=at + timedelta(hours=policy().hold_hours),
    )  # fmt: skip
    activate_if_paid(locked.enrollment, at, by)


def activate_if_paid(enrollment: Enrollment, at: datetime, by: Employee | None = None) -> bool:
    """Let somebody sit down whose first part is paid, or the whole price where there is no plan;
    say whether they do now (R176).

    The caller has locked customer, class and enrollment (access.py), and follows the customer
    afterwards (standing.py).
    """
    if state_refusal("activate", enrollment) or not _paid_enough(enrollment):
        return False
    seats.take_seat(seats.lock_class(enrollment.class_group_id), was_held=True)
    record_move(
        "enrollment.activated", enrollment, State.ACTIVE, by=by, at=at, held_until=None,
        activated_at=at,
    )  # fmt: skip
    return True


def free(locked: Locked) -> None:
    """Give back the seat that goes with the enrollment's state, before that is written."""
    state = locked.enrollment.state
    if state in (*HOLDING, State.ACTIVE, State.SUSPENDED):
        seats.free_seat(locked.class_group, was_held=state in HOLDING)


def promote(class_group: ClassGroup, at: datetime) -> list[Enrollment]:
    """Offer the free seats of a locked class to the first of its waitlist; return whom (R177).

    Their customers stay unlocked: waiting or offered, they stand where they stood.
    """
    promoted: list[Enrollment] = []
    if class_group.state not in TAKING or class_group.seats_free < 1:
        return promoted
    until = at + timedelta(hours=policy().offer_hours)
    waiting = Enrollment.objects.filter(class_group=class_group).waiting()
    for pk in list(waiting.values_list("pk", flat=True)[: class_group.seats_free]):
        enrollment = Enrollment.objects.lock().get(pk=pk)
        seats.hold_seat(class_group)
        record_move(
            "enrollment.offered", enrollment, State.OFFERED, by=None, at=at, held_until=until
        )
        promoted.append(enrollment)
    return promoted


def let_in(class_group: ClassGroup, by: Employee | None, at: datetime) -> None:
    """A locked class got more seats (teaching/enrolled.py)."""
    promote(class_group, at)


def expire_holds(*, at: datetime) -> int:
    """End the holds and offers whose time is over, and offer their seats; return how many.

    Not while money is on its way or was taken: then somebody has to decide.
    """
    over = Enrollment.objects.overdue_holds(at).exclude(pk__in=with_money())
    done = 0
    for pk in list(over.values_list("pk", flat=True)[:AT_ONCE]):
        try:
            done += expire_hold(enrollment_id=pk, at=at)
        except DomainError as refusal:
            log.info("the hold of enrollment %s does not end yet: %s", pk, refusal.code())
    return done


@transaction.atomic
def expire_hold(*, enrollment_id: int, at: datetime) -> bool:
    """End one hold, unless it was paid, answered or begun anew meanwhile; say whether it ended."""
    locked = lock_enrollment(enrollment_id, None)
    enrollment = locked.enrollment
    if enrollment.held_until is None or enrollment.held_until > at or money_is_in(enrollment):
        return False
    offered = enrollment.state == State.OFFERED
    free(locked)
    record_move(
        "enrollment.expired", enrollment, State.CANCELLED, by=None, at=at,
        customer_id=locked.customer.pk, held_until=None, ended_at=at,
        end_reason=EndReason.OFFER_EXPIRED if offered else EndReason.HOLD_EXPIRED,
    )  # fmt: skip
    promote(locked.class_group, at)
    standing.follow(locked.customer.pk, at)
    return True


def promote_waiting(*, at: datetime) -> int:
    """Offer seats that became free without anybody's leaving (a class got more of them); return
    how many."""
    room = F("class_group__seats_taken") + F("class_group__seats_held")
    waiting = Enrollment.objects.filter(
        state=State.WAITLISTED, class_group__state__in=TAKING, class_group__capacity__gt=room
    )
    done = 0
    for pk in sorted(set(waiting.values_list("class_group", flat=True)[:AT_ONCE])):
        with transaction.atomic():
            done += len(promote(seats.lock_class(pk), at))
    return done


def money_is_in(enrollment: Enrollment) -> bool:
    """Tell whether money for it waits to be confirmed, or was taken and not given back."""
    return Enrollment.objects.filter(pk=enrollment.pk, pk__in=with_money()).exists()


def _paid_enough(enrollment: Enrollment) -> bool:
    first = enrollment.installments.order_by("position").values_list("amount", flat=True).first()
    return balance_of(enrollment).paid >= (enrollment.net_price if first is None else first)
