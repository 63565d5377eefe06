"""Applications are approved or rejected, never by who sold (R174–R176)."""

from datetime import datetime

from django.db import transaction

from shoal.activity.services import record
from shoal.organization.models import Employee

from ..models import Enrollment, State
from ..rules import deciding as rules
from . import plans, seating, standing
from .access import lock_enrollment
from .moving import record_move, write
from .policy import policy


@transaction.atomic
def approve(
    *, enrollment_id: int, by: Employee, at: datetime, note: str = "",
    discount_agreed: bool = False,
) -> Enrollment:  # fmt: skip
    """Give an applicant a seat that is held until the money must be there; when the class is
    full, a place on the waitlist; with nothing to pay the seat itself.

    Raises NotFound, RoleMayNot, NotInThisState, OwnSale, ClassTakesNobody, EnrolledAlready,
    DiscountNeedsAgreement, DiscountTooHigh.
    """
    locked = lock_enrollment(enrollment_id, by)
    enrollment, rule = locked.enrollment, policy()
    if refusal := rules.approve_refusal(
        by, locked.customer, enrollment, rule, discount_agreed=discount_agreed
    ):
        raise refusal
    agreed = by if rules.above(enrollment, rule.discount_percent) else None
    write(enrollment, decided_at=at, decided_by=by, decision_note=note, discount_approved_by=agreed)
    plans.lay_down(enrollment, at)
    record(
        "enrollment.approved", subject=enrollment, actor=by, at=at,
        customer_id=locked.customer.pk, class_group=enrollment.class_group_id,
    )  # fmt: skip
    seating.seat(locked, by=by, at=at)
    standing.follow(locked.customer.pk, at, by)
    return enrollment


@transaction.atomic
def reject(*, enrollment_id: int, by: Employee, at: datetime, note: str) -> Enrollment:
    """Turn an application down, with words for who sold it.

    Raises NotFound, RoleMayNot, NotInThisState, OwnSale.
    """
    locked = lock_enrollment(enrollment_id, by)
    if refusal := rules.decide_refusal("reject", by, locked.enrollment):
        raise refusal
    record_move(
        "enrollment.rejected", locked.enrollment, State.REJECTED, by=by, at=at,
        customer_id=locked.customer.pk, decided_at=at, decided_by=by, decision_note=note,
        ended_at=at,
    )  # fmt: skip
    standing.follow(locked.customer.pk, at, by)
    return locked.enrollment


@transaction.atomic
def accept(*, enrollment_id: int, by: Employee, at: datetime) -> Enrollment:
    """They take the seat that they were offered; it is held for the money from now on.

    Raises NotFound, RoleMayNot, NotInThisState, NotHeld, NotYours.
    """
    locked = lock_enrollment(enrollment_id, by)
    if refusal := rules.accept_refusal(by, locked.customer, locked.enrollment):
        raise refusal
    record(
        "enrollment.accepted", subject=locked.enrollment, actor=by, at=at,
        customer_id=locked.customer.pk, class_group=locked.class_group.pk,
    )  # fmt: skip
    seating.await_payment(locked, by=by, at=at)
    standing.follow(locked.customer.pk, at, by)
    return locked.enrollment
