"""Money that moves and changes no hands: with a customer to another class, or out of their
credit (R209, R212)."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from shoal.common.errors import NotFound, RoleMayNot
from shoal.common.money import to_text
from shoal.organization.models import Employee

from ..models import Enrollment, Payment, PaymentState, PaymentType
from ..rules import paying as rules
from ..rules.transferring import OtherCurrency
from . import seating, standing
from .access import Locked
from .balances import balance_of
from .booking import credit_left, minor, told
from .counter import due
from .several import lock_family


def book_transfer(old: Locked, new: Locked, *, by: Employee | None, at: datetime) -> list[Payment]:
    """Move what was paid for `old` over to `new`, and return the rows: out, in, and as credit
    what is more than the new price. Nothing paid, nothing booked.

    The caller has locked both, and activates and follows afterwards (seating.py, standing.py).
    Raises OtherCurrency.
    """
    paid = balance_of(old.enrollment).paid
    if paid <= 0:
        return []
    if old.enrollment.currency != new.enrollment.currency:
        raise OtherCurrency()
    fits = min(paid, due(new.enrollment))
    out = _row(old.enrollment, PaymentType.TRANSFER_OUT, paid, by, at)
    told("payment.transferred", out, old, by=by, at=at)
    rows = [out]
    if fits:
        rows.append(_row(new.enrollment, PaymentType.TRANSFER_IN, fits, by, at, pair=out))
    if paid > fits:
        rows.append(_row(new.enrollment, PaymentType.CREDIT, paid - fits, by, at, source=out))
    for row in rows[1:]:
        told("payment.transferred", row, new, by=by, at=at)
    return rows


@transaction.atomic
def use_credit(
    *, credit_id: int, enrollment_id: int, amount: Decimal, by: Employee, at: datetime
) -> Payment:
    """Pay with what somebody of the household has in credit, up to what is due.

    Raises NotFound, RoleMayNot, NotPayable, SoldOrApproved, DifferentPayers, OtherCurrency,
    CreditUsed, AboveDue, Invalid.
    """
    if not by.has_capability("payments.confirm"):
        raise RoleMayNot()
    credit = Payment.objects.visible_to(by).confirmed().filter(pk=credit_id).first()
    if credit is None or credit.type != PaymentType.CREDIT:
        raise NotFound()
    family = lock_family([credit.enrollment_id, enrollment_id], by)
    locked = family[enrollment_id]
    if refusal := rules.receive_refusal(by, locked.enrollment):
        raise refusal
    if credit.currency != locked.enrollment.currency:
        raise OtherCurrency()
    wanted, limit = minor(amount, locked.enrollment), due(locked.enrollment)
    if wanted > credit_left(credit):
        raise rules.CreditUsed()
    if wanted > limit:
        raise rules.AboveDue(
            limit=to_text(limit, locked.enrollment.currency), currency=locked.enrollment.currency
        )
    row = _row(locked.enrollment, PaymentType.TRANSFER_IN, wanted, by, at, source=credit)
    told("payment.credit_used", row, locked, by=by, at=at, credit=credit.pk)
    seating.activate_if_paid(locked.enrollment, at, by)
    standing.follow(locked.customer.pk, at, by)
    return row


def _row(
    enrollment: Enrollment, kind: str, amount: int, by: Employee | None, at: datetime, **more: Any
) -> Payment:
    """Write a row that the command itself confirms."""
    return Payment.objects.create(
        enrollment=enrollment, type=kind, amount=amount, currency=enrollment.currency,
        received_at=at, state=PaymentState.CONFIRMED, created_at=at, created_by=by,
        submitted_at=at, submitted_by=by, confirmed_at=at, confirmed_by=by, **more,
    )  # fmt: skip
