"""May they pause, come back, come to the end? (R183)"""

from shoal.common.errors import DomainError
from shoal.customers.models import Customer
from shoal.organization.models import Employee

from ..models import Enrollment
from .applying import seller_refusal
from .moves import move_refusal


def pause_refusal(
    move: str, by: Employee, customer: Customer, enrollment: Enrollment
) -> DomainError | None:
    """Return why `by` may not "suspend", "resume" or "complete" it, or None."""
    return move_refusal(move, by, enrollment) or seller_refusal(by, customer)
