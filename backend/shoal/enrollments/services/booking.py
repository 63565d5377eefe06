"""How a row gets into the books: confirmed, with its receipt, what is too much becoming credit.

The caller has locked customer, class, enrollment and, where money changed hands, the books.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Sum

from shoal.activity.services import record
from shoal.common.errors import Invalid, NotFound
from shoal.common.money import to_minor
from shoal.organization.models import Employee, ListEntry

from ..models import Enrollment, Payment, PaymentState, PaymentType, Receipt
from ..rules.paying import PAYABLE, ReferenceTaken
from .access import Locked, lock_enrollment
from .balances import balance_of


@dataclass(frozen=True)
class LockedPayment:
    locked: Locked
    payment: Payment


def lock_payment(payment_id: int, by: Employee) -> LockedPayment:
    """Return a payment that `by` may see, with what it belongs to, all locked. Raises NotFound."""
    seen = Payment.objects.visible_to(by).filter(pk=payment_id)
    found = seen.values_list("enrollment_id", flat=True).first()
    if found is None:
        raise NotFound()
    locked = lock_enrollment(found, by)
    return LockedPayment(locked, Payment.objects.lock().get(pk=payment_id))


def book(
    payment: Payment, enrollment: Enrollment, *, receipt: Receipt | None, by: Employee,
    at: datetime,
) -> Payment | None:  # fmt: skip
    """Confirm a row; return the credit row for what was more than is owed, if it was (R209)."""
    over = _too_much(payment, enrollment)
    if over == payment.amount:
        payment.type = PaymentType.CREDIT
    elif over:
        payment.amount -= over
    payment.state = PaymentState.CONFIRMED
    payment.confirmed_at, payment.confirmed_by, payment.receipt = at, by, receipt
    save(payment)
    if not over or payment.type == PaymentType.CREDIT:
        return None
    return Payment.objects.create(
        enrollment=enrollment, type=PaymentType.CREDIT, amount=over, currency=payment.currency,
        method=payment.method, received_at=payment.received_at, state=PaymentState.CONFIRMED,
        created_at=at, created_by=payment.created_by, submitted_at=payment.submitted_at,
        submitted_by=payment.submitted_by, confirmed_at=at, confirmed_by=by, source=payment,
        receipt=receipt,
    )  # fmt: skip


def save(payment: Payment) -> None:
    """Write a row, new or changed. Raises ReferenceTaken."""
    if payment.pk is not None:
        payment.version = F("version") + 1
    try:
        with transaction.atomic():
            payment.save()
    except IntegrityError as error:
        if taken(payment):
            raise ReferenceTaken() from error
        raise
    payment.refresh_from_db(fields=["version"])


def taken(payment: Payment) -> bool:
    """Tell whether another row has this reference of this way to pay."""
    same = Payment.objects.filter(method=payment.method, reference=payment.reference)
    others = same.exclude(reference="").exclude(state=PaymentState.REJECTED)
    return others.exclude(pk=payment.pk).exists()


def credit_left(credit: Payment) -> int:
    """Return what may still be used of a credit row: not what was used, or is asked back."""
    if Payment.objects.filter(reverses=credit.pk).exists():
        return 0
    theirs = Payment.objects.filter(source=credit)
    gone = theirs.standing() | theirs.pending().filter(type=PaymentType.REFUND)
    return credit.amount - (gone.aggregate(sum=Sum("amount"))["sum"] or 0)


def is_used(payment: Payment | None) -> bool:
    """Tell whether something of a credit was used, or goes back."""
    if payment is None or payment.type != PaymentType.CREDIT:
        return False
    return credit_left(payment) != payment.amount


def method_of(code: str | None) -> ListEntry | None:
    """Return the way to pay of that code, if it is one. Raises Invalid."""
    if code is None:
        return None
    found = ListEntry.objects.filter(
        kind=ListEntry.Kind.PAYMENT_METHOD, code=code, is_active=True
    ).first()
    if found is None:
        raise Invalid.field("method", "choice", "There is no such way to pay.")
    return found


def minor(amount: Any, enrollment: Enrollment, field: str = "amount") -> int:
    """Return a positive Decimal in minor units of the enrollment's currency. Raises Invalid."""
    found = to_minor(amount, enrollment.currency, field)
    if not 1 <= found < 2**53:
        raise Invalid.field(field, "min_value", "Some money, but not all there is.")
    return found


def not_in_future(received_at: datetime | None, at: datetime) -> datetime:
    """Return when the money changed hands; unless told, now. Raises Invalid."""
    if received_at is not None and received_at > at:
        raise Invalid.field("received_at", "in_future", "Money is booked when it is there.")
    return received_at or at


def told(
    kind: str, payment: Payment, locked: Locked, *, by: Employee | None, at: datetime, **data: Any
) -> None:
    """Record what became of a payment: ids and codes, no sums and no words."""
    record(
        kind, subject=payment, actor=by, at=at, customer_id=locked.customer.pk,
        enrollment=payment.enrollment_id, type=payment.type, **data,
    )  # fmt: skip


def _too_much(payment: Payment, enrollment: Enrollment) -> int:
    if payment.type not in (PaymentType.DEPOSIT, PaymentType.TUITION):
        return 0
    # For what is over nothing is owed any more: the money is theirs all the same.
    owed = balance_of(enrollment).balance if enrollment.state in PAYABLE else 0
    return max(payment.amount - max(owed, 0), 0)
