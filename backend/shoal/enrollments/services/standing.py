"""Where a customer stands follows from their enrollments (R179)."""

from collections.abc import Collection
from datetime import datetime

from shoal.customers.models import Customer, Status
from shoal.customers.services.standing import set_standing
from shoal.organization.models import Employee

from ..models import UNDER_WAY, Enrollment, State
from .balances import balances_of

ENROLLMENT, UNPAID = "enrollment", "unpaid_balance"
SITTING = (State.ACTIVE, State.SUSPENDED)


def follow(customer_id: int, at: datetime, by: Employee | None = None) -> None:
    """Let status and exemptions of a customer say what their enrollments and balances do.

    The caller has locked the household, and calls it after whatever changed an enrollment or was
    paid. The id may be that of somebody merged since: the one kept is who follows.
    """
    customer = Customer.objects.get(pk=customer_id)
    if customer.merged_into_id is not None:
        customer = Customer.objects.get(pk=customer.merged_into_id)
    found = list(Enrollment.objects.of(customer).exclude(state=State.DRAFT))
    set_standing(
        customer, status=_status(customer.status, found), exempt_reasons=_exempt(found),
        by=by, at=at,
    )  # fmt: skip


def exempt_again(customer_ids: Collection[int], at: datetime) -> None:
    """Two became one, or one two again: whose enrollments are whose is another matter now.

    Of the status a merge decides by itself, and what is exempt for other reasons stays so.
    """
    for customer in Customer.objects.filter(pk__in=customer_ids).order_by("pk"):
        found = list(Enrollment.objects.of(customer).exclude(state=State.DRAFT))
        others = [r for r in customer.exempt_reasons if r not in (ENROLLMENT, UNPAID)]
        set_standing(
            customer, status=customer.status, exempt_reasons=sorted([*others, *_exempt(found)]),
            by=None, at=at,
        )  # fmt: skip


def _status(now: str, enrollments: list[Enrollment]) -> str:
    """Return the status; `now`, where the enrollments say nothing about it."""
    states = {e.state for e in enrollments}
    if now == Status.DO_NOT_CONTACT or not states:
        return now
    if states.intersection(SITTING):
        return Status.ENROLLED
    if states.intersection(UNDER_WAY):
        return Status.APPLIED
    if now not in (Status.APPLIED, Status.ENROLLED, Status.ALUMNI):
        return now
    # Whoever sat in a class once was a student, however it ended.
    sat = any(e.activated_at is not None or e.state == State.COMPLETED for e in enrollments)
    return Status.ALUMNI if sat else Status.QUALIFIED


def _exempt(enrollments: list[Enrollment]) -> list[str]:
    reasons = []
    if any(e.state in UNDER_WAY for e in enrollments):
        reasons.append(ENROLLMENT)
    ended = [e.pk for e in enrollments if e.state == State.COMPLETED]
    if ended and any(b.balance > 0 for b in balances_of(ended).values()):
        reasons.append(UNPAID)
    return reasons
