"""Why somebody may not decide about somebody else (R26–R28)."""

from shoal.common.errors import DomainError, RoleMayNot

from .errors import GrantsSalesOnly, LastAdmin, NotYourself, OutsideYourScope, WrongState
from .models import Department, Employee, EmployeeState
from .roles import Role

PENDING, ACTIVE = EmployeeState.PENDING, EmployeeState.ACTIVE
REJECTED, SUSPENDED, LEFT = EmployeeState.REJECTED, EmployeeState.SUSPENDED, EmployeeState.LEFT
MOVES = {
    PENDING: {ACTIVE, REJECTED},
    ACTIVE: {SUSPENDED, LEFT},
    SUSPENDED: {ACTIVE},
    REJECTED: set(),
    LEFT: set(),
}


def decision_refusal(by: Employee, who: Employee) -> DomainError | None:
    """Return why `by` may not approve or reject the registration of `who` (R26).

    Whom they may not see at all is the caller's question (`visible_to`).
    """
    if not by.has_capability("employees.approve"):
        return RoleMayNot()
    if who.state != PENDING:
        return WrongState(state=who.state)
    return None


def placement_refusal(by: Employee, role: str, department: Department) -> DomainError | None:
    """Return why `by` may not make somebody a `role` of `department` (R26)."""
    if by.role != Role.ADMIN and role != Role.SALES:
        return GrantsSalesOnly()
    return None if by.leads(department.path) else OutsideYourScope()


def suspension_refusal(by: Employee, who: Employee) -> DomainError | None:
    """Return why `by` may not suspend `who` (R27). The last admin is asked for under a lock."""
    if not by.has_capability("employees.manage"):
        return RoleMayNot()
    if SUSPENDED not in MOVES[EmployeeState(who.state)]:
        return WrongState(state=who.state)
    if by.pk == who.pk:
        return NotYourself()
    return None


def resumption_refusal(by: Employee, who: Employee) -> DomainError | None:
    if not by.has_capability("employees.manage"):
        return RoleMayNot()
    if who.state != SUSPENDED:
        return WrongState(state=who.state)
    return None


def last_admin_refusal(who: Employee, admins: list[int]) -> DomainError | None:
    """Return why `who` must stay an active admin: nobody else of `admins` is one (R28)."""
    return LastAdmin() if admins == [who.pk] else None
