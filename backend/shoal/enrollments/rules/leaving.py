"""May they go? Without money they are cancelled; with it they withdraw (R181)."""

from shoal.common.errors import DomainError
from shoal.customers.models import Customer
from shoal.organization.models import Employee

from ..models import Enrollment
from .applying import seller_refusal
from .moves import move_refusal


class MoneyReceived(DomainError):
    detail = "Money came in for this enrollment, or is on its way: they withdraw, or it goes back."


def cancel_refusal(
    by: Employee, customer: Customer, enrollment: Enrollment, *, money_is_in: bool
) -> DomainError | None:
    """Return why `by` may not cancel it, or None (R181)."""
    if refusal := move_refusal("cancel", by, enrollment) or seller_refusal(by, customer):
        return refusal
    return MoneyReceived() if money_is_in else None
