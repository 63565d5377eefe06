"""Pools: whose they are, and in whose contacts are read."""

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet

from shoal.organization.models import Department, Employee
from shoal.organization.roles import Role

from .sight import pools

if TYPE_CHECKING:
    from ..models import Pool  # noqa: F401


class PoolQuerySet(QuerySet["Pool"]):
    def of(self, employee: Employee) -> "PoolQuerySet":
        """The pools that `employee` belongs to (rule R3). Finance does not sell: none."""
        if employee.role == Role.ADMIN:
            return self
        if employee.role == Role.FINANCE:
            return self.none()
        lineage = employee.department.lineage() if employee.department else []
        through = self.model.departments.through.objects
        listed = Q(is_default=True) | Q(
            Exists(through.filter(pool=OuterRef("pk"), department__in=lineage))
        )
        if employee.campus_id:
            campuses = self.model.campuses.through.objects
            listed |= Q(Exists(campuses.filter(pool=OuterRef("pk"), campus=employee.campus_id)))
        return self.filter(listed)

    def unmasked_for(self, employee: Employee) -> "PoolQuerySet":
        """The pools whose contacts `employee` sees: all for an admin; for a manager those that
        list only departments of their own scope (rule R4)."""
        if employee.role == Role.ADMIN:
            return self
        if employee.role != Role.MANAGER or employee.department is None:
            return self.none()
        through = self.model.departments.through.objects.filter(pool=OuterRef("pk"))
        within = Department.objects.within(employee.department)
        return self.filter(
            Exists(through),
            ~Exists(through.exclude(department__in=within)),
            ~Exists(self.model.campuses.through.objects.filter(pool=OuterRef("pk"))),
            is_default=False,
        )


def pools_of(employee: Employee) -> list[dict[str, Any]]:
    """Return the employee's pools as {"id", "name"}, the default one first."""
    mine = pools().of(employee).order_by("-is_default", "name")
    return list(mine.values("id", "name"))


def pool_departments() -> QuerySet[Any]:
    """Return which department is listed by which pool."""
    return apps.get_model("customers", "Pool").departments.through.objects.all()
