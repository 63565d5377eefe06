"""Employees who leave: they log in no more, and keep their name in every ledger (R123)."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from shoal.activity.services import record
from shoal.common.errors import NotFound

from ..models import Employee, EmployeeState
from ..roles import Role
from ..rules import last_admin_refusal
from .sessions import end_all


def lock_people(who: int, others: Iterable[int], by: Employee) -> dict[int, Employee]:
    """Return {id: employee} of `who`, of those of `others` whom `by` knows, and of all admins,
    locked in one ascending order. Raises NotFound when `by` does not know `who`."""
    known = Employee.objects.visible_to(by).filter(pk__in=[who, *others])
    wanted = list(known.values_list("pk", flat=True))
    if who not in wanted:
        raise NotFound()
    # Admins too: two who let each other leave must not leave the school without one (R28).
    admins = Q(role=Role.ADMIN, state=EmployeeState.ACTIVE)
    rows = Employee.objects.filter(Q(pk__in=wanted) | admins).order_by("pk")
    locked = rows.select_for_update(no_key=True, of=("self",)).select_related(
        "department", "campus"
    )
    return {employee.pk: employee for employee in locked}


def let_leave(who: Employee, people: dict[int, Employee], *, by: Employee, at: datetime) -> None:
    """Let `who` leave, one of `people`, who are locked. Raises LastAdmin."""
    admins = [pk for pk, one in people.items() if one.is_active and one.role == Role.ADMIN]
    if refusal := last_admin_refusal(who, admins):
        raise refusal
    who.state, who.decided_by, who.decided_at = EmployeeState.LEFT, by, at
    who.save(update_fields=["state", "decided_by", "decided_at"])
    end_all(user=who, reason="left", at=at)
    record(
        "employee.left", subject=who, actor=by, at=at, role=who.role, department=who.department_id
    )
