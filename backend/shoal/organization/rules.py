"""Why somebody may not decide about somebody else (R26–R28)."""

from dataclasses import dataclass

from shoal.common.errors import DomainError, RoleMayNot

from .errors import GrantsSalesOnly, LastAdmin, NotYourself, OutsideYourScope, WrongState
from .models import Department, Employee, EmployeeState
from .roles import Role

State = EmployeeState


@dataclass(frozen=True)
class Move:
    """A command's way from one state to another, and what it asks for."""

    before: EmployeeState
    after: EmployeeState
    capability: str


MOVES = {
    "approved": Move(State.PENDING, State.ACTIVE, "employees.approve"),
    "rejected": Move(State.PENDING, State.REJECTED, "employees.approve"),
    "suspended": Move(State.ACTIVE, State.SUSPENDED, "employees.manage"),
    "resumed": Move(State.SUSPENDED, State.ACTIVE, "employees.manage"),
}


def move_refusal(move: str, by: Employee, who: Employee) -> DomainError | None:
    """Return why `by` may not have `who` "approved", "suspended", … (R26, R27).

    Whom they may not see at all is the caller's question (`visible_to`), and who the last
    admin is must be asked for under a lock.
    """
    if not by.has_capability(MOVES[move].capability):
        return RoleMayNot()
    if who.state != MOVES[move].before:
        return WrongState(state=who.state)
    if MOVES[move].after == State.SUSPENDED and by.pk == who.pk:
        return NotYourself()
    return None


def placement_refusal(by: Employee, role: str, department: Department) -> DomainError | None:
    """Return why `by` may not make somebody a `role` of `department` (R26)."""
    if by.role != Role.ADMIN and role != Role.SALES:
        return GrantsSalesOnly()
    return None if by.leads(department.path) else OutsideYourScope()


def last_admin_refusal(who: Employee, admins: list[int]) -> DomainError | None:
    """Return why `who` must stay an active admin: nobody else of `admins` is one (R28)."""
    return LastAdmin() if admins == [who.pk] else None
