"""May they decide about an application? Never about one's own sale (R174, R175)."""

from shoal.common.errors import DomainError
from shoal.customers.models import Customer
from shoal.organization.models import Employee
from shoal.organization.roles import Role

from ..models import Enrollment, EnrollmentPolicy
from ..querysets import SELLERS
from .applying import place_refusal, seller_refusal
from .moves import move_refusal


class OwnSale(DomainError):
    status = 403
    detail = "Somebody else has to decide about your own sale."


class DiscountNeedsAgreement(DomainError):
    detail = "The discount is above {limit} %: agree to it expressly."


class DiscountTooHigh(DomainError):
    status = 403
    detail = "A discount above {limit} % is approved by administrators."


def decide_refusal(move: str, by: Employee, enrollment: Enrollment) -> DomainError | None:
    """Return why `by` may not "approve" or "reject" at all, or None (R174)."""
    if refusal := move_refusal(move, by, enrollment):
        return refusal
    return own_sale_refusal(by, enrollment)


def own_sale_refusal(by: Employee, enrollment: Enrollment) -> OwnSale | None:
    sellers = {getattr(enrollment, f"{name}_id") for name in SELLERS}
    return OwnSale() if by.pk in sellers else None


def approve_refusal(
    by: Employee, customer: Customer, enrollment: Enrollment, policy: EnrollmentPolicy,
    *, discount_agreed: bool,
) -> DomainError | None:  # fmt: skip
    """Return why `by` may not approve the application as it stands, or None (R174, R175)."""
    return (
        decide_refusal("approve", by, enrollment)
        or place_refusal(customer, enrollment)
        or discount_refusal(by, enrollment, policy, agreed=discount_agreed)
    )


def discount_refusal(
    by: Employee, enrollment: Enrollment, policy: EnrollmentPolicy, *, agreed: bool
) -> DomainError | None:
    """Return why `by` may not let this discount stand, or None (R175)."""
    if above(enrollment, policy.manager_discount_percent) and by.role != Role.ADMIN:
        return DiscountTooHigh(limit=policy.manager_discount_percent)
    if above(enrollment, policy.discount_percent) and not agreed:
        return DiscountNeedsAgreement(limit=policy.discount_percent)
    return None


def above(enrollment: Enrollment, percent: int) -> bool:
    return enrollment.discount * 100 > percent * enrollment.list_price


def accept_refusal(by: Employee, customer: Customer, enrollment: Enrollment) -> DomainError | None:
    """Return why `by` may not take the offered seat for them, or None."""
    return move_refusal("accept", by, enrollment) or seller_refusal(by, customer)
