"""In which parts the price is paid, and when (R178, R214)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from shoal.activity.services import record
from shoal.common.errors import Invalid
from shoal.common.money import to_minor
from shoal.organization.models import Employee

from ..models import Enrollment, Installment
from ..rules import applying as rules
from .access import lock_enrollment
from .balances import paid_of_parts


@dataclass(frozen=True)
class Part:
    """`amount` in minor units."""

    due_date: date
    amount: int


@transaction.atomic
def set_plan(
    *, enrollment_id: int, parts: list[dict[str, Any]], by: Employee, at: datetime
) -> Enrollment:
    """Lay down the parts by hand, each {"due_date": date, "amount": Decimal}; none: all at once.
    They sum to the net price.

    What is paid stays paid: it counts for the earliest parts. Raises NotFound, RoleMayNot,
    NotInThisState, NotHeld, NotYours, Invalid.
    """
    locked = lock_enrollment(enrollment_id, by)
    enrollment = locked.enrollment
    if refusal := rules.plan_refusal(by, locked.customer, enrollment):
        raise refusal
    wanted = _wanted(parts, enrollment)
    write_parts(enrollment, wanted)
    enrollment.plan_template = None
    enrollment.save(update_fields=["plan_template"])
    record(
        "enrollment.plan_changed", subject=enrollment, actor=by, at=at,
        customer_id=locked.customer.pk, class_group=enrollment.class_group_id, parts=len(wanted),
    )  # fmt: skip
    return enrollment


def lay_down(enrollment: Enrollment, at: datetime) -> None:
    """Make the parts of the template that they chose, from the campus's day of `at` on; parts by
    hand stay."""
    template = enrollment.plan_template
    if template is None or enrollment.installments.exists() or enrollment.net_price == 0:
        return
    first = at.astimezone(enrollment.class_group.campus.zone).date()
    write_parts(enrollment, parts_of(template.parts, enrollment.net_price, first))


def parts_of(template: Iterable[Mapping[str, Any]], net: int, first: date) -> list[Part]:
    """Return the parts of `net`; what rounding leaves goes to the last."""
    shares = list(template)
    amounts = [net * share["percent"] // 100 for share in shares]
    amounts[-1] += net - sum(amounts)
    return [
        Part(first + timedelta(days=share["days"]), amount)
        for share, amount in zip(shares, amounts, strict=True)
        # Of very little money some parts are nothing.
        if amount
    ]


def parts_after(
    before: Sequence[Part], *, moved: int, net: int, today: date, sat: bool
) -> list[Part]:
    """Return the parts of another class's price `net`, of which `moved` is paid (R214).

    What is paid of the old parts stays as it was; what was left of them bears the new rest, on
    its days and in its proportions. A rest for which no part is left is due today, and so it is
    without parts for whoever `sat`; others then pay all at once.
    """
    if not before and not sat:
        return []
    parts = list(before) or [Part(today, moved)]
    covered = paid_of_parts([part.amount for part in parts], moved)
    left = [part.amount - paid for part, paid in zip(parts, covered, strict=True)]
    if net > moved and not sum(left):
        parts, covered, left = [*parts, Part(today, 0)], [*covered, 0], [*left, 0]
    amounts = [
        paid + (net - moved) * share // (sum(left) or 1)
        for paid, share in zip(covered, left, strict=True)
    ]
    amounts[-1] += net - sum(amounts)
    return [
        Part(part.due_date, amount) for part, amount in zip(parts, amounts, strict=True) if amount
    ]


def write_parts(enrollment: Enrollment, parts: Iterable[Part]) -> None:
    """Lay these down in the place of what there was."""
    enrollment.installments.all().delete()
    Installment.objects.bulk_create(
        Installment(
            enrollment=enrollment, position=position, due_date=part.due_date, amount=part.amount
        )
        for position, part in enumerate(parts, start=1)
    )


def _wanted(parts: list[dict[str, Any]], enrollment: Enrollment) -> list[Part]:
    found = []
    for place, part in enumerate(parts):
        field = f"parts/{place}/amount"
        minor = to_minor(part["amount"], enrollment.currency, field)
        if minor < 1:
            raise Invalid.field(field, "min_value", "A part is some money.")
        found.append(Part(part["due_date"], minor))
    if found and sum(part.amount for part in found) != enrollment.net_price:
        raise Invalid.field("parts", "sum", "The parts must add up to the net price.")
    return sorted(found, key=lambda part: part.due_date)
