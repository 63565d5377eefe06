"""Decisions about people. Each is effective on their next request (R21, R26–R28)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from shoal.activity.services import record
from shoal.common.errors import DomainError, Invalid, NotFound

from .. import calendars, rules
from ..models import Campus, Employee
from ..roles import Role
from .places import hold_department
from .sessions import end_all

PLACEMENT = ("role", "department", "campus", "grants")


@transaction.atomic
def approve_employee(
    *,
    employee_id: int,
    role: str,
    department_id: int,
    campus_id: int | None,
    by: Employee,
    at: datetime,
) -> Employee:
    """Let a registered person in, where and as what the approver says (R26).

    Raises NotFound, WrongState, GrantsSalesOnly, OutsideYourScope, Invalid.
    """
    employee = _lock_visible(employee_id, by)
    _refuse(rules.move_refusal("approved", by, employee))
    department = hold_department(department_id)
    _refuse(rules.placement_refusal(by, role, department))
    employee.role = role
    employee.department = department
    employee.campus = campus_of(campus_id) if campus_id else department.campus
    return _move(employee, "approved", by, at)


@transaction.atomic
def reject_employee(*, employee_id: int, by: Employee, at: datetime) -> Employee:
    """Turn a registration down. Raises NotFound, WrongState."""
    employee = _lock_visible(employee_id, by)
    _refuse(rules.move_refusal("rejected", by, employee))
    return _move(employee, "rejected", by, at)


@transaction.atomic
def suspend_employee(*, employee_id: int, by: Employee, at: datetime) -> Employee:
    """Stop somebody at once; what they hold stays theirs (R27).

    Raises NotFound, WrongState, NotYourself, LastAdmin.
    """
    # Two admins who suspend each other at once must not leave the school without one.
    admins = _lock_admins()
    employee = _lock_visible(employee_id, by)
    _refuse(rules.move_refusal("suspended", by, employee))
    _refuse(rules.last_admin_refusal(employee, admins))
    end_all(user=employee, reason="suspended", at=at)
    return _move(employee, "suspended", by, at)


@transaction.atomic
def resume_employee(*, employee_id: int, by: Employee, at: datetime) -> Employee:
    """Let a suspended person log in again. Raises NotFound, WrongState."""
    employee = _lock_visible(employee_id, by)
    _refuse(rules.move_refusal("resumed", by, employee))
    return _move(employee, "resumed", by, at)


@transaction.atomic
def place_employee(
    *, employee_id: int, changes: dict[str, Any], by: Employee, at: datetime
) -> Employee:
    """Change role, department, campus or grants (`changes`); their sessions end (R21, R28).

    Raises NotFound, RoleMayNot, LastAdmin, Invalid.
    """
    admins = _lock_admins()
    employee = _lock_visible(employee_id, by)
    _refuse(rules.place_refusal(by))
    before = {name: getattr(employee, name) for name in PLACEMENT}
    if "department" in changes:
        found = changes["department"]
        employee.department = hold_department(found) if found is not None else None
    if "campus" in changes:
        found = changes["campus"]
        employee.campus = campus_of(found) if found is not None else None
    employee.role = changes.get("role", employee.role)
    employee.grants = sorted(changes.get("grants", employee.grants))
    changed = [name for name in PLACEMENT if getattr(employee, name) != before[name]]
    if not changed:
        return employee
    if employee.role != Role.ADMIN:
        _refuse(rules.last_admin_refusal(employee, admins))
    employee.save(update_fields=changed)
    end_all(user=employee, reason="placed", at=at)
    if {"department", "campus"} & set(changed):
        calendars.changed(at=at, employee_id=employee.pk)
    moved = {before["department"], employee.department} - {None}
    record(
        "employee.placed", subject=employee, actor=by, at=at, fields=changed,
        departments=sorted(department.pk for department in moved),
    )  # fmt: skip
    return employee


@transaction.atomic
def edit_own_profile(*, user: Employee, changes: dict[str, Any], at: datetime) -> Employee:
    """Change what people may say about themselves: display_name, email, mobile, language, and
    whether they want the daily mail."""
    employee = Employee.objects.lock(user.pk)
    changed = [name for name, value in changes.items() if getattr(employee, name) != value]
    for name in changed:
        setattr(employee, name, changes[name])
    if changed:
        employee.save(update_fields=changed)
        record("employee.edited", subject=employee, actor=user, at=at, fields=sorted(changed))
    return employee


def _move(employee: Employee, move: str, by: Employee, at: datetime) -> Employee:
    employee.state = rules.MOVES[move].after
    employee.decided_by, employee.decided_at = by, at
    employee.save(
        update_fields=["state", "role", "department", "campus", "decided_by", "decided_at"]
    )
    record(
        f"employee.{move}", subject=employee, actor=by, at=at,
        role=employee.role, department=employee.department_id,
    )  # fmt: skip
    return employee


def _lock_visible(employee_id: int, by: Employee) -> Employee:
    if not Employee.objects.visible_to(by).filter(pk=employee_id).exists():
        raise NotFound()
    return Employee.objects.lock(employee_id)


def _lock_admins() -> list[int]:
    """Return the ids of active admins, locked in ascending order."""
    admins = Employee.objects.active().filter(role=Role.ADMIN).order_by("pk")
    return list(admins.select_for_update(no_key=True).values_list("pk", flat=True))


def _refuse(refusal: DomainError | None) -> None:
    if refusal is not None:
        raise refusal


def campus_of(pk: int) -> Campus:
    campus = Campus.objects.filter(pk=pk).first()
    if campus is None:
        raise Invalid.field("campus", "does_not_exist", "There is no such campus.")
    return campus
