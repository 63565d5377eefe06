from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from shoal.organization.models import Employee
from shoal.organization.roles import Role

if TYPE_CHECKING:
    from .models import Import  # noqa: F401


class ImportQuerySet(QuerySet["Import"]):
    def visible_to(self, employee: Employee) -> "ImportQuerySet":
        """One's own; a manager's also those of the people they lead; an admin's all (R53)."""
        if employee.role == Role.ADMIN:
            return self
        led = Employee.objects.in_scope_of(employee).values("pk")
        return self.filter(Q(created_by=employee) | Q(created_by__in=led))

    def abandoned(self, at: datetime) -> "ImportQuerySet":
        """Whose worker died (the lease ran out), or whose task never reached a worker."""
        return self.filter(
            state__in=("queued", "dry_running", "running"), lease_until__lt=at
        )  # fmt: skip
