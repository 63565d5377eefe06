"""The money is there, or it is not: never said by who submitted it (R204, R205)."""

from datetime import datetime

from django.db import transaction

from shoal.common.errors import Invalid
from shoal.common.money import to_text
from shoal.organization.models import Employee

from ..models import Payment, PaymentState, PaymentType
from ..rules import paying as rules
from . import seating, standing
from .balances import balance_of
from .booking import (
    LockedPayment,
    book,
    credit_left,
    is_used,
    lock_payment,
    method_of,
    not_in_future,
    save,
    told,
)
from .receipts import issue, lock_books


@transaction.atomic
def confirm(
    *, payment_id: int, by: Employee, at: datetime, method: str | None = None,
    reference: str | None = None, received_at: datetime | None = None,
) -> Payment:  # fmt: skip
    """Say that the money is there: it counts from now on, and has a receipt; the first part paid
    gives the seat. Of a refund: it was handed out, by `method`.

    Raises NotFound, RoleMayNot, PaymentNotInThisState, OwnSubmission, OwnApproval, DaySigned,
    AboveRefundable, ReferenceTaken, Invalid.
    """
    found = lock_payment(payment_id, by)
    payment, locked = found.payment, found.locked
    if refusal := rules.confirm_refusal(by, payment):
        raise refusal
    if wrong := rules.mask_errors(by, payment, {"reference": reference}):
        raise wrong
    comes_in = payment.type in rules.COMES_IN
    _as_it_happened(payment, method, reference, received_at, at)
    if not comes_in:
        _still_there(found)
    books = lock_books(locked.class_group.campus, at)
    receipt = issue(books, by=by, at=at) if comes_in else None
    credit = book(payment, locked.enrollment, receipt=receipt, by=by, at=at)
    told(
        "payment.confirmed", payment, locked, by=by, at=at,
        receipt=receipt and receipt.pk, credit=credit and credit.pk,
    )  # fmt: skip
    seating.activate_if_paid(locked.enrollment, at, by)
    standing.follow(locked.customer.pk, at, by)
    return payment


@transaction.atomic
def reject(*, payment_id: int, by: Employee, at: datetime, note: str) -> Payment:
    """Turn it away, with words for who submitted it.

    Raises NotFound, RoleMayNot, PaymentNotInThisState, OwnSubmission.
    """
    found = lock_payment(payment_id, by)
    payment = found.payment
    if refusal := rules.reject_refusal(by, payment):
        raise refusal
    payment.state, payment.reject_note = PaymentState.REJECTED, note
    payment.rejected_at, payment.rejected_by = at, by
    save(payment)
    told("payment.rejected", payment, found.locked, by=by, at=at)
    return payment


@transaction.atomic
def reverse(*, payment_id: int, by: Employee, at: datetime, note: str) -> Payment:
    """Undo a confirmed row by a row of its own, once; return that row. It has no receipt. What
    of the money became credit is undone with it.

    Raises NotFound, RoleMayNot, NotReversible, AlreadyReversed, CreditUsed, OwnSubmission,
    DaySigned.
    """
    found = lock_payment(payment_id, by)
    payment, locked = found.payment, found.locked
    rest = Payment.objects.standing().filter(source=payment, type=PaymentType.CREDIT).first()
    if refusal := rules.reverse_refusal(by, payment, used=is_used(payment) or is_used(rest)):
        raise refusal
    if payment.method_id is not None:
        lock_books(locked.class_group.campus, at)
    rows = [_undo(row, note, by, at) for row in (payment, rest) if row is not None]
    for row in rows:
        told("payment.reversed", row, locked, by=by, at=at, undone=row.reverses_id)
    standing.follow(locked.customer.pk, at, by)
    return rows[0]


def _undo(payment: Payment, note: str, by: Employee, at: datetime) -> Payment:
    return Payment.objects.create(
        enrollment_id=payment.enrollment_id, type=PaymentType.REVERSAL, amount=payment.amount,
        currency=payment.currency, method_id=payment.method_id, note=note, received_at=at,
        state=PaymentState.CONFIRMED, created_at=at, created_by=by, submitted_at=at,
        submitted_by=by, confirmed_at=at, confirmed_by=by, reverses=payment,
    )  # fmt: skip


def _as_it_happened(
    payment: Payment, method: str | None, reference: str | None, received_at: datetime | None,
    at: datetime,
) -> None:  # fmt: skip
    """Take what the confirmer saw, on the statement of the bank or when handing out."""
    if method is not None:
        payment.method = method_of(method)
    if reference is not None:
        payment.reference = reference
    if received_at is not None or payment.type == PaymentType.REFUND:
        payment.received_at = not_in_future(received_at, at)
    if payment.method_id is None:
        raise Invalid.field("method", "required", "By which way did the money change hands?")


def _still_there(found: LockedPayment) -> None:
    """Raise AboveRefundable when less is left by now than a refund wants."""
    payment = found.payment
    if payment.source is not None:
        # What is asked back is set aside already, this refund among it.
        left = credit_left(payment.source) + payment.amount
    else:
        left = balance_of(found.locked.enrollment).paid
    if payment.amount > left:
        raise rules.AboveRefundable(
            limit=to_text(left, payment.currency), currency=payment.currency
        )
