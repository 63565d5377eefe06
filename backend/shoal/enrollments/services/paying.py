"""Money came in, says who sold or who sits at the counter; finance looks whether it did (R203)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from shoal.common.errors import Invalid, Stale
from shoal.organization.models import Employee

from ..models import Enrollment, Payment, PaymentState
from ..rules import paying as rules
from .access import lock_enrollment
from .booking import LockedPayment, lock_payment, method_of, minor, not_in_future, save, told

PLAIN = ("type", "reference", "note")


@transaction.atomic
def enter_payment(
    *, enrollment_id: int, fields: dict[str, Any], submit: bool, by: Employee, at: datetime
) -> Payment:
    """Write down a payment, and hand it to finance with `submit`.

    `fields`: type, amount (Decimal), method (code), reference, received_at, note. Raises NotFound,
    RoleMayNot, NotPayable, NotHeld, NotYours, ReferenceTaken, Invalid.
    """
    locked = lock_enrollment(enrollment_id, by)
    if refusal := rules.submit_refusal(by, locked.customer, locked.enrollment):
        raise refusal
    payment = Payment(
        enrollment=locked.enrollment, currency=locked.enrollment.currency, created_at=at,
        created_by=by, received_at=at,
    )  # fmt: skip
    _fill(payment, locked.enrollment, fields, at)
    if submit:
        _submit(payment, by, at)
    save(payment)
    told("payment.submitted" if submit else "payment.drafted", payment, locked, by=by, at=at)
    return payment


@transaction.atomic
def edit_draft(
    *, payment_id: int, changes: dict[str, Any], expected_version: int, by: Employee, at: datetime
) -> Payment:
    """Change what was not handed in yet.

    Raises NotFound, Stale, RoleMayNot, PaymentNotInThisState, NotPayable, NotHeld, NotYours,
    ReferenceTaken, Invalid.
    """
    found = lock_payment(payment_id, by)
    payment = found.payment
    if payment.version != expected_version:
        raise Stale(version=payment.version)
    _refuse_unless_draft(found, by)
    if wrong := rules.mask_errors(by, payment, changes):
        raise wrong
    _fill(payment, found.locked.enrollment, changes, at)
    save(payment)
    told("payment.edited", payment, found.locked, by=by, at=at, fields=sorted(changes))
    return payment


@transaction.atomic
def submit_payment(*, payment_id: int, by: Employee, at: datetime) -> Payment:
    """Hand a draft to finance.

    Raises NotFound, RoleMayNot, PaymentNotInThisState, NotPayable, NotHeld, NotYours.
    """
    found = lock_payment(payment_id, by)
    _refuse_unless_draft(found, by)
    _submit(found.payment, by, at)
    save(found.payment)
    told("payment.submitted", found.payment, found.locked, by=by, at=at)
    return found.payment


def _refuse_unless_draft(found: LockedPayment, by: Employee) -> None:
    refusal = rules.state_refusal("submit", found.payment) or rules.submit_refusal(
        by, found.locked.customer, found.locked.enrollment
    )
    if refusal:
        raise refusal


def _fill(payment: Payment, enrollment: Enrollment, fields: dict[str, Any], at: datetime) -> None:
    for name in PLAIN:
        if name in fields:
            setattr(payment, name, fields[name])
    if "amount" in fields:
        payment.amount = minor(fields["amount"], enrollment)
    if "method" in fields:
        payment.method = method_of(fields["method"])
    if "received_at" in fields:
        payment.received_at = not_in_future(fields["received_at"], at)
    if payment.method_id is None:
        raise Invalid.field("method", "required", "By which way was it paid?")


def _submit(payment: Payment, by: Employee, at: datetime) -> None:
    payment.state = PaymentState.SUBMITTED
    payment.submitted_at, payment.submitted_by = at, by
