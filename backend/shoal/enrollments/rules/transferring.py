"""May they change to another class? The other class is approved like any application (R213)."""

from shoal.common.errors import DomainError
from shoal.customers.models import Customer
from shoal.organization.models import Employee

from ..models import Enrollment, EnrollmentPolicy
from .applying import place_refusal, seller_refusal
from .deciding import discount_refusal, own_sale_refusal
from .moves import move_refusal


class OtherCurrency(DomainError):
    detail = "Money moves within one currency only."


def transfer_refusal(
    by: Employee, customer: Customer, enrollment: Enrollment
) -> DomainError | None:
    """Return why `by` may not move this enrollment to another class at all, or None."""
    return (
        move_refusal("transfer", by, enrollment)
        or own_sale_refusal(by, enrollment)
        or seller_refusal(by, customer)
    )


def target_refusal(
    by: Employee, customer: Customer, old: Enrollment, new: Enrollment, policy: EnrollmentPolicy,
    *, discount_agreed: bool,
) -> DomainError | None:  # fmt: skip
    """Return why `old` may not become `new`, as it would stand in the other class, or None; seats
    are another question."""
    if refusal := place_refusal(customer, new):
        return refusal
    if old.currency != new.currency:
        return OtherCurrency()
    return discount_refusal(by, new, policy, agreed=discount_agreed)
