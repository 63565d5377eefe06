"""They change to another class: seat, money and plan go along, together or not at all (R213, R214).

What was paid is booked by transfers.py; here is who may, what becomes of both seats, and the
preview, which computes the same.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction

from shoal.activity.services import record
from shoal.common.errors import DomainError, Invalid, RoleMayNot
from shoal.customers.models import Customer
from shoal.organization.models import Employee
from shoal.teaching.models import ClassGroup
from shoal.teaching.services import seats

from ..models import Enrollment, Payment, State
from ..rules import transferring as rules
from ..rules.deciding import above
from . import plans, seating, standing
from .access import Locked, lock_enrollment, visible_enrollment
from .applying import Price, insert, price_in
from .balances import balance_of
from .counting import waiting_in
from .credit import lay_shares, shares_of
from .moving import record_move
from .policy import policy
from .transfers import book_transfer

SAT = (State.ACTIVE, State.SUSPENDED)


@dataclass(frozen=True)
class Asked:
    """Into which class, and what is given off its price: a Decimal; None: as much of it as of
    the price before."""

    class_id: int
    discount: Decimal | None = None
    discount_reason: str = ""


@dataclass(frozen=True)
class Preview:
    """`new` as it would stand, unsaved. Of what was `paid` so much as `moved` pays for it, the
    rest becomes `credit`; `coming` is on its way to the old one, and would become credit too.
    `refusal` says why it would not be."""

    new: Enrollment
    paid: int
    moved: int
    credit: int
    coming: int
    parts: list[plans.Part]
    seats_free: int
    refusal: DomainError | None


@transaction.atomic
def transfer_enrollment(
    *, enrollment_id: int, asked: Asked, by: Employee, at: datetime, note: str = "",
    discount_agreed: bool = False,
) -> Enrollment:  # fmt: skip
    """Move somebody to another class with what they paid; return the enrollment there. The seat
    that they leave is the next one's.

    Raises NotFound, RoleMayNot, NotInThisState, OwnSale, NotHeld, NotYours, ClassTakesNobody,
    EnrolledAlready, OtherCurrency, DiscountNeedsAgreement, DiscountTooHigh, ClassFull, Invalid.
    """
    _class_of(asked)
    locked = lock_enrollment(enrollment_id, by, also=asked.class_id)
    old, target = locked.enrollment, seats.lock_class(asked.class_id)
    new = _as_it_would_stand(locked.customer, old, target, asked, by, at)
    if refusal := _refusal(by, locked.customer, old, new, discount_agreed=discount_agreed):
        raise refusal
    # Nobody overtakes the line of the other class.
    seating.promote(target, at)
    sat, parts = old.state in SAT, _parts(old, new, at)
    seating.free(locked)
    record_move(
        "enrollment.transferred", old, State.TRANSFERRED_OUT, by=by, at=at,
        customer_id=locked.customer.pk, held_until=None, ended_at=at, end_note=note,
        data={"to_class": target.pk},
    )  # fmt: skip
    arrived = Locked(locked.customer, target, new)
    _sit_down(arrived, old, sat=sat, by=by, at=at)
    plans.write_parts(new, parts)
    book_transfer(locked, arrived, by=by, at=at)
    seating.activate_if_paid(new, at, by)
    seating.promote(locked.class_group, at)
    standing.follow(locked.customer.pk, at, by)
    return new


def preview(*, enrollment_id: int, asked: Asked, by: Employee, at: datetime) -> Preview:
    """Return what moving now would do. Raises NotFound, RoleMayNot, Invalid."""
    old = visible_enrollment(enrollment_id, by)
    if not by.has_capability("enrollments.approve"):
        raise RoleMayNot()
    target, customer = _class_of(asked), old.customer.merged_into or old.customer
    new = _as_it_would_stand(customer, old, target, asked, by, at)
    paid, moved = _money(old, new)
    free = target.seats_free - waiting_in([target.pk]).get(target.pk, 0)
    refusal = _refusal(by, customer, old, new, discount_agreed=True) or (
        seats.ClassFull() if free < 1 else None
    )
    return Preview(
        new, paid, moved, paid - moved, _coming(old), _parts(old, new, at), max(free, 0), refusal
    )


def _refusal(
    by: Employee, customer: Customer, old: Enrollment, new: Enrollment, *, discount_agreed: bool
) -> DomainError | None:
    return rules.transfer_refusal(by, customer, old) or rules.target_refusal(
        by, customer, old, new, policy(), discount_agreed=discount_agreed
    )


def _class_of(asked: Asked) -> ClassGroup:
    found = ClassGroup.objects.select_related("campus").filter(pk=asked.class_id).first()
    if found is None:
        raise Invalid.field("class_group", "does_not_exist", "There is no such class.")
    return found


def _as_it_would_stand(
    customer: Customer, old: Enrollment, target: ClassGroup, asked: Asked, by: Employee,
    at: datetime,
) -> Enrollment:  # fmt: skip
    """Return the enrollment in the other class, unsaved: the form as it was, at the new price."""
    sat = old.state in SAT
    new = Enrollment(
        customer=customer, class_group=target, consultant_id=old.consultant_id, why=old.why,
        expectations=old.expectations, contract_agreed=old.contract_agreed,
        discount_reason=asked.discount_reason or old.discount_reason,
        **_price(old, target, asked).columns, created_at=at, created_by=by, decided_at=at,
        decided_by=by, transferred_from=old,
        state=State.ACTIVE if sat else State.AWAITING_PAYMENT, activated_at=at if sat else None,
        held_until=None if sat else at + timedelta(hours=policy().hold_hours),
    )  # fmt: skip
    if above(new, policy().discount_percent):
        new.discount_approved_by = by
    return new


def _price(old: Enrollment, target: ClassGroup, asked: Asked) -> Price:
    if asked.discount is not None:
        return price_in(target, asked.discount)
    discount = target.tuition * old.discount // old.list_price if old.list_price else 0
    return Price(target.tuition, discount, target.currency)


def _sit_down(arrived: Locked, old: Enrollment, *, sat: bool, by: Employee, at: datetime) -> None:
    """Who sat sits again at once; for others the seat is held for the money. Raises ClassFull."""
    new, target = arrived.enrollment, arrived.class_group
    if sat:
        seats.take_seat(target, was_held=False)
    else:
        seats.hold_seat(target)
    insert(new)
    # What was sold stays the sale of who sold it.
    lay_shares(new, shares_of(old))
    data: dict[str, Any] = {"old_enrollment": old.pk, "new": new.state}
    record(
        "enrollment.transferred_in", subject=new, actor=by, at=at,
        customer_id=arrived.customer.pk, class_group=target.pk, **data,
    )  # fmt: skip


def _money(old: Enrollment, new: Enrollment) -> tuple[int, int]:
    """Return what was paid for the one, and how much of it pays for the other."""
    paid = max(balance_of(old).paid, 0)
    return paid, min(paid, new.net_price)


def _parts(old: Enrollment, new: Enrollment, at: datetime) -> list[plans.Part]:
    before = [plans.Part(p.due_date, p.amount) for p in old.installments.order_by("position")]
    today = at.astimezone(new.class_group.campus.zone).date()
    _, moved = _money(old, new)
    return plans.parts_after(
        before, moved=moved, net=new.net_price, today=today, sat=old.state in SAT
    )


def _coming(old: Enrollment) -> int:
    rows = Payment.objects.filter(enrollment=old).pending().exclude(type="refund")
    return sum(rows.values_list("amount", flat=True))
