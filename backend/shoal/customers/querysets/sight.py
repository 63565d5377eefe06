"""Who may see whom, and which pools are whose: what every other file here goes by (R3)."""

from typing import Any

from django.apps import apps
from django.db.models import Q

from shoal.organization.models import Employee
from shoal.organization.roles import Role


def seen_by(employee: Employee, to_customer: str = "") -> Q:
    """Return whom `employee` may know of, as a condition on customers (R3).

    `to_customer` leads there from other tables, as in "customer__".
    """
    if employee.role == Role.FINANCE:
        return Q(pk__in=[])
    living = {f"{to_customer}{name}__isnull": True for name in ("deleted_at", "merged_into")}
    if employee.role == Role.ADMIN:
        return Q(**living)
    mine = pools().of(employee).values("pk")
    in_my_pools = Q(**{f"{to_customer}owner__isnull": True, f"{to_customer}pool__in": mine})
    theirs = Q(**{f"{to_customer}owner": employee})
    if employee.role == Role.MANAGER:
        led = Employee.objects.in_scope_of(employee).values("pk")
        theirs |= Q(**{f"{to_customer}owner__in": led})
    return Q(**living) & (in_my_pools | theirs)


def pools() -> Any:
    return apps.get_model("customers", "Pool").objects
