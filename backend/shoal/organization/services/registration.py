"""Registering oneself: it grants nothing until somebody approves (R25)."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from shoal.activity.services import record
from shoal.common import throttle
from shoal.common.errors import Invalid
from shoal.common.throttle import Allowance

from ..models import Department, Employee, EmployeeState
from ..roles import Role
from .passwords import accepted_hash

PER_ADDRESS = Allowance(free=20, window=timedelta(minutes=10), delays=(5, 15, 30, 60))


def register_employee(
    *,
    username: str,
    password: str,
    display_name: str,
    email: str,
    mobile: str,
    department_id: int,
    ip: str,
    at: datetime,
) -> Employee:
    """Create a pending employee who wishes for a department. Raises Throttled, Invalid."""
    throttle.count_attempt(f"register:{ip}", PER_ADDRESS, at)
    department = Department.objects.filter(pk=department_id).first()
    if department is None:
        raise Invalid.field("department", "does_not_exist", "There is no such department.")
    employee = Employee(
        username=username.lower(),
        display_name=display_name,
        email=email,
        mobile=mobile,
        department=department,
        role=Role.SALES,
        state=EmployeeState.PENDING,
        created_at=at,
    )
    employee.password = accepted_hash(password, user=employee, field="password")
    try:
        with transaction.atomic():
            employee.save(force_insert=True)
            record("employee.registered", subject=employee, actor=None, at=at)
    except IntegrityError:
        raise Invalid.field("username", "taken", "Somebody has this name already.") from None
    return employee
