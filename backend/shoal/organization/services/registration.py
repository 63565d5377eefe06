"""Registering oneself: it grants nothing until somebody approves (R25), or has invited (R66)."""

from datetime import datetime, timedelta

from django.db import transaction

from shoal.activity.services import record
from shoal.common import throttle
from shoal.common.integrity import taken
from shoal.common.throttle import Allowance

from ..models import Employee, EmployeeState, Invitation
from ..roles import Role
from . import invitations
from .passwords import accepted_hash
from .places import hold_department

PER_ADDRESS = Allowance(free=20, window=timedelta(minutes=10), delays=(5, 15, 30, 60))
USERNAME = {"employee.username": "username", "employee_username": "username"}


def register_employee(
    *,
    username: str,
    password: str,
    display_name: str,
    email: str,
    mobile: str,
    ip: str,
    at: datetime,
    department_id: int | None = None,
    invitation: str | None = None,
) -> Employee:
    """Create a pending employee who wishes for a department, or by the token of an
    `invitation` an active one who is what it says.

    Raises Throttled, LinkVoid, Invalid.
    """
    throttle.count_attempt(f"register:{ip}", PER_ADDRESS, at)
    invited = invitations.find_invitation(token=invitation, at=at) if invitation else None
    employee = Employee(
        username=username.lower(),
        display_name=display_name,
        email=email or (invited.email if invited else ""),
        mobile=mobile,
        role=Role.SALES,
        state=EmployeeState.PENDING,
        created_at=at,
    )
    # Hashing takes a quarter of a second: neither for strangers' links nor under a lock.
    employee.password = accepted_hash(password, user=employee, field="password")
    with transaction.atomic():
        if invited is None:
            employee.department = hold_department(department_id or 0)
        _save(employee, invited, at)
    return employee


def _save(employee: Employee, invited: Invitation | None, at: datetime) -> None:
    if invited is not None:
        invitations.admit(employee, invited, at)
    with taken(USERNAME):
        employee.save(force_insert=True)
    record("employee.registered", subject=employee, actor=None, at=at)
    if invited is not None:
        invitations.remember_guest(invited, employee, at)
