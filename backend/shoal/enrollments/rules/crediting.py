"""Who may say who is credited for a sale? Nobody for themselves (R216, R217)."""

from collections.abc import Collection

from shoal.common.errors import DomainError, RoleMayNot
from shoal.customers.models import Customer
from shoal.organization.models import Employee

from ..models import WHOLE, CreditDispute, DisputeState, Enrollment, State
from .applying import seller_refusal
from .moves import NotInThisState


class OwnCredit(DomainError):
    status = 403
    detail = "Somebody else has to decide about your own credit."


class DisputedAlready(DomainError):
    detail = "You have an open dispute about this sale."


class DisputeDecided(DomainError):
    detail = "This dispute is decided already."


class CreditedWholly(DomainError):
    detail = "The whole sale is credited to you."


def share_refusal(
    by: Employee, customer: Customer, enrollment: Enrollment, people: Collection[int]
) -> DomainError | None:
    """Return why `by` may not say who is credited, or None; `people` are credited now, or would
    be (R216)."""
    if not by.has_capability("credit.edit"):
        return RoleMayNot()
    # Before it is handed in, nothing is sold.
    if enrollment.state == State.DRAFT:
        return NotInThisState(state=enrollment.state)
    if refusal := seller_refusal(by, customer):
        return refusal
    return OwnCredit() if by.pk in people else None


def dispute_refusal(by: Employee, enrollment: Enrollment) -> DomainError | None:
    """Return why `by`, who sees the enrollment, may not say that the sale is theirs (R217)."""
    if not by.has_capability("credit.dispute"):
        return RoleMayNot()
    if enrollment.state == State.DRAFT:
        return NotInThisState(state=enrollment.state)
    if enrollment.credit_shares.filter(employee=by, percent=WHOLE).exists():
        return CreditedWholly()
    mine = enrollment.disputes.open().filter(raised_by=by)
    return DisputedAlready() if mine.exists() else None


def decide_refusal(
    by: Employee, customer: Customer, dispute: CreditDispute, people: Collection[int]
) -> DomainError | None:
    """Return why `by` may not decide this dispute, or None."""
    people = {*people, dispute.raised_by_id}
    if refusal := share_refusal(by, customer, dispute.enrollment, people):
        return refusal
    return None if dispute.state == DisputeState.OPEN else DisputeDecided()
