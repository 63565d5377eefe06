"""The clocks of those who are held: running, and nobody's over on the first night."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from shoal.customers.models import Customer
from shoal.customers.services.clocks import refresh_clocks
from shoal.customers.services.protection import protect_customer

from .school import School
from .stories import Story

DAY = timedelta(days=1)
PROTECTED_FOR = timedelta(days=14)
WHY = "家里在考虑，请再给两周时间"


def start_clocks(school: School, stories: Iterable[Story], at: datetime) -> None:
    """Compute them; whose time is over already, an admin protected yesterday."""
    held = {s.customer.household for s in stories if s.customer.owner_id is not None}
    refresh_clocks(held)
    late = Customer.objects.filter(recycle_due_at__lt=at + DAY, guardian=None).order_by("pk")
    for pk in list(late.values_list("pk", flat=True)):
        protect_customer(
            customer_id=pk, until=at + PROTECTED_FOR, by=school.people["ada"], at=at - DAY, note=WHY
        )
