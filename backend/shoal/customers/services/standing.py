"""What enrollments say about a customer: status and what keeps them from going back (R179).

`customers` may not import `enrollments`, which computes both and calls down.
"""

from collections.abc import Sequence
from datetime import datetime

from shoal.organization.models import Employee

from ..models import Customer
from . import clocks
from .status import move


def set_standing(
    customer: Customer, *, status: str, exempt_reasons: Sequence[str], by: Employee | None,
    at: datetime,
) -> None:  # fmt: skip
    """Write what differs, and the household's clock. The household is locked."""
    if customer.status != status:
        move(customer, status, by=by, at=at)
    if list(customer.exempt_reasons) != list(exempt_reasons):
        customer.exempt_reasons = list(exempt_reasons)
        customer.save(update_fields=["exempt_reasons"])
        clocks.refresh_clocks([customer.household])
