"""The counter: somebody pays, one person takes it and says that it is there, on one receipt; who
signs that day's cash is somebody else (R207)."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Sum

from shoal.common.errors import DomainError, FieldError, Invalid, NotFound
from shoal.common.money import to_text
from shoal.organization.models import Campus, Employee

from ..models import Enrollment, Installment, Payment, PaymentState, PaymentType, Receipt
from ..rules import paying as rules
from . import seating, standing
from .access import Locked
from .balances import balance_of
from .booking import book, method_of, minor, not_in_future, save, told
from .receipts import issue, lock_books
from .several import lock_family


@dataclass(frozen=True)
class Item:
    """What is paid of it, and how; `installment` says up to which part, none: the whole price.
    `place` is where it stands among the items that were sent, none: it was sent alone."""

    enrollment: int
    amount: Decimal
    method: str
    reference: str = ""
    type: str = PaymentType.TUITION
    installment: int | None = None
    note: str = ""
    place: int | None = None


@transaction.atomic
def receive(
    *, items: Sequence[Item], by: Employee, at: datetime, received_at: datetime | None = None
) -> Receipt:
    """Book what was paid at the counter: submitted and confirmed in one step, on one receipt.

    Raises NotFound, RoleMayNot, SoldOrApproved, NotPayable, AboveDue, DifferentPayers,
    DifferentCampuses, ReferenceTaken, DaySigned, Invalid.
    """
    family = lock_family([item.enrollment for item in items], by)
    campus = _one_campus(family.values())
    for locked in family.values():
        if refusal := rules.receive_refusal(by, locked.enrollment):
            raise refusal
    when = not_in_future(received_at, at)
    receipt = issue(lock_books(campus, at), by=by, at=at)
    for item in items:
        with _named(item.place):
            _take(item, family[item.enrollment], receipt, when, by=by, at=at)
    for locked in family.values():
        seating.activate_if_paid(locked.enrollment, at, by)
        standing.follow(locked.customer.pk, at, by)
    return receipt


def item_of(by: Employee, *, installment: int | None = None, **told: Any) -> Item:
    """Return the item; of a part its enrollment is looked up. Raises NotFound."""
    if installment is None:
        return Item(**told)
    seen = Enrollment.objects.visible_to(by).values("pk")
    found = Installment.objects.filter(pk=installment, enrollment__in=seen).first()
    if found is None:
        raise NotFound()
    return Item(enrollment=found.enrollment_id, installment=found.pk, **told)


def due(enrollment: Enrollment, installment_id: int | None = None) -> int:
    """Return what is still to pay up to and including a part (money counts for the earliest part
    first), or of the whole price. Raises Invalid for a part of something else."""
    balance = balance_of(enrollment)
    if installment_id is None:
        return max(balance.balance, 0)
    part = enrollment.installments.filter(pk=installment_id).first()
    if part is None:
        raise Invalid.field("installment", "does_not_exist", "No part of this enrollment.")
    until = enrollment.installments.filter(position__lte=part.position)
    return max((until.aggregate(sum=Sum("amount"))["sum"] or 0) - balance.paid, 0)


@contextmanager
def _named(place: int | None) -> Iterator[None]:
    """Let a refusal say of which item it speaks: as `item`, from 0, or by the fields it names."""
    try:
        yield
    except Invalid as wrong:
        if place is not None:
            named = ((f"items/{place}{each.pointer}", each) for each in wrong.errors)
            wrong.errors = [FieldError(at, each.code, each.detail) for at, each in named]
        raise
    except DomainError as refusal:
        if place is not None:
            refusal.params["item"] = place
        raise


def _take(
    item: Item, locked: Locked, receipt: Receipt, when: datetime, *, by: Employee, at: datetime
) -> None:
    enrollment = locked.enrollment
    amount = minor(item.amount, enrollment)
    if item.type != PaymentType.MATERIAL:
        # Asked anew for each: what stood before it on this receipt counts already.
        limit = due(enrollment, item.installment)
        if amount > limit:
            raise rules.AboveDue(
                limit=to_text(limit, enrollment.currency), currency=enrollment.currency
            )
    method = method_of(item.method)
    payment = Payment(
        enrollment=enrollment, type=item.type, amount=amount, currency=enrollment.currency,
        method=method, reference=_reference(item, method.pk if method else 0, receipt),
        note=item.note, received_at=when, state=PaymentState.DRAFT, created_at=at, created_by=by,
        submitted_at=at, submitted_by=by,
    )  # fmt: skip
    save(payment)
    book(payment, enrollment, receipt=receipt, by=by, at=at)
    told("payment.received", payment, locked, by=by, at=at, receipt=receipt.pk)


def _reference(item: Item, method: int, receipt: Receipt) -> str:
    """Return the reference, told apart where one slip pays several parts of this receipt."""
    if not item.reference:
        return ""
    same = receipt.payments.filter(method=method, reference__startswith=item.reference)
    taken = set(same.values_list("reference", flat=True))
    found, number = item.reference, 2
    while found in taken:
        found, number = f"{item.reference} #{number}", number + 1
    return found


def _one_campus(family: Collection[Locked]) -> Campus:
    campuses = {locked.class_group.campus_id: locked.class_group.campus for locked in family}
    if len(campuses) != 1:
        raise rules.DifferentCampuses()
    return next(iter(campuses.values()))
