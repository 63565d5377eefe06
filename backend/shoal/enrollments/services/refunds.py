"""Money goes back: asked for by who sells, agreed to by who leads, paid by finance (R206)."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum

from shoal.common.errors import Invalid
from shoal.common.money import to_text
from shoal.organization.models import Employee

from ..models import Enrollment, Payment, PaymentState, PaymentType
from ..rules import paying as rules
from .access import lock_enrollment
from .balances import balance_of
from .booking import credit_left, lock_payment, method_of, minor, save, told


@transaction.atomic
def request_refund(
    *, enrollment_id: int, amount: Decimal, by: Employee, at: datetime, note: str = "",
    method: str | None = None, credit_id: int | None = None,
) -> Payment:  # fmt: skip
    """Ask for money to go back: of what was paid towards the price, or of a credit row.

    Raises NotFound, RoleMayNot, NotHeld, NotYours, AboveRefundable, Invalid.
    """
    locked = lock_enrollment(enrollment_id, by)
    enrollment = locked.enrollment
    if refusal := rules.refund_refusal(by, locked.customer):
        raise refusal
    credit = _credit(enrollment, credit_id)
    left = refundable(enrollment) if credit is None else credit_left(credit)
    wanted = minor(amount, enrollment)
    if wanted > left:
        raise rules.AboveRefundable(
            limit=to_text(left, enrollment.currency), currency=enrollment.currency
        )
    payment = Payment(
        enrollment=enrollment, type=PaymentType.REFUND, amount=wanted,
        currency=enrollment.currency, method=method_of(method), note=note, received_at=at,
        state=PaymentState.SUBMITTED, created_at=at, created_by=by, submitted_at=at,
        submitted_by=by, source=credit,
    )  # fmt: skip
    save(payment)
    told("payment.refund_requested", payment, locked, by=by, at=at)
    return payment


@transaction.atomic
def approve_refund(*, payment_id: int, by: Employee, at: datetime) -> Payment:
    """Agree to a refund: from now on finance may pay it.

    Raises NotFound, RoleMayNot, PaymentNotInThisState, OwnSubmission.
    """
    found = lock_payment(payment_id, by)
    payment = found.payment
    if refusal := rules.approve_refusal(by, payment):
        raise refusal
    payment.state = PaymentState.APPROVED
    payment.approved_at, payment.approved_by = at, by
    save(payment)
    told("payment.approved", payment, found.locked, by=by, at=at)
    return payment


def refundable(enrollment: Enrollment) -> int:
    """Return what was paid towards the price and is not asked back yet."""
    asked = Payment.objects.pending().filter(
        enrollment=enrollment, type=PaymentType.REFUND, source__isnull=True
    )
    waiting = asked.aggregate(sum=Sum("amount"))["sum"] or 0
    return max(balance_of(enrollment).paid - waiting, 0)


def _credit(enrollment: Enrollment, credit_id: int | None) -> Payment | None:
    if credit_id is None:
        return None
    rows = Payment.objects.confirmed().filter(enrollment=enrollment, type=PaymentType.CREDIT)
    found = rows.filter(pk=credit_id).first()
    if found is None:
        raise Invalid.field("credit", "does_not_exist", "No such credit of this enrollment.")
    return found
