"""Why somebody may not decide about somebody else, or change what the school stands on."""

from collections.abc import Mapping
from dataclasses import dataclass

from shoal.common.errors import DomainError, RoleMayNot

from .errors import (
    DepartmentInUse,
    EntryNeeded,
    GrantsSalesOnly,
    InvitationClosed,
    LastAdmin,
    NotYourself,
    OutsideYourScope,
    ResetsSalesOnly,
    WrongState,
)
from .models import Department, Employee, EmployeeState, Invitation, InvitationState, ListEntry
from .roles import Role

State = EmployeeState
# What forms demand a choice from: such a list is never without one.
NEVER_EMPTY = (
    ListEntry.Kind.RELEASE_REASON, ListEntry.Kind.LOST_REASON, ListEntry.Kind.PAYMENT_METHOD,
)  # fmt: skip


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


# Who may still hold somebody.
HOLDING = (State.ACTIVE, State.SUSPENDED, State.LEFT)


def hand_over_refusal(by: Employee, who: Employee) -> DomainError | None:
    """Return why `by` may not hand over what `who` holds (R123)."""
    if not by.has_capability("employees.hand_over"):
        return RoleMayNot()
    if not by.leads(who.department.path if who.department else None):
        return OutsideYourScope()
    if by.role != Role.ADMIN and who.role not in (Role.SALES, Role.MANAGER):
        return OutsideYourScope()
    return None if who.state in HOLDING else WrongState(state=who.state)


def departure_refusal(by: Employee, who: Employee) -> DomainError | None:
    """Return why `by` may not let `who` leave, and hand over what they hold (R123).

    Who the last admin is must be asked for under a lock.
    """
    if refusal := hand_over_refusal(by, who):
        return refusal
    if by.pk == who.pk:
        return NotYourself()
    return WrongState(state=who.state) if who.state == State.LEFT else None


def last_admin_refusal(who: Employee, admins: list[int]) -> DomainError | None:
    """Return why `who` must stay an active admin: nobody else of `admins` is one (R28)."""
    return LastAdmin() if admins == [who.pk] else None


def place_refusal(by: Employee) -> DomainError | None:
    """Return why `by` may not give somebody another role, department, campus or grants (R27)."""
    return None if by.has_capability("employees.manage") else RoleMayNot()


def invitation_refusal(
    by: Employee, role: str, department: Department, grants: list[str]
) -> DomainError | None:
    """Return why `by` may not invite (any more) a `role` of `department` with `grants` (R65)."""
    if not by.has_capability("employees.approve"):
        return RoleMayNot()
    if grants and by.role != Role.ADMIN:
        return GrantsSalesOnly()
    return placement_refusal(by, role, department)


def revoke_refusal(by: Employee, invitation: Invitation, state: str) -> DomainError | None:
    """Return why `by` may not take back an invitation that is in `state` (R65)."""
    if state != InvitationState.OPEN or invitation.department is None:
        return InvitationClosed(state=state)
    return invitation_refusal(by, invitation.role, invitation.department, invitation.grants)


def reset_link_refusal(by: Employee, who: Employee) -> DomainError | None:
    """Return why `by` may not hand `who` a link to a new password (R68)."""
    if not by.has_capability("employees.approve"):
        return RoleMayNot()
    if by.pk == who.pk:
        return NotYourself()
    if not by.leads(who.department.path if who.department else None):
        return OutsideYourScope()
    if by.role != Role.ADMIN and who.role != Role.SALES:
        return ResetsSalesOnly()
    return None if who.state == State.ACTIVE else WrongState(state=who.state)


def leave_refusal(by: Employee, who: Employee) -> DomainError | None:
    """Return why `by` may not enter or change leave of `who` (R91)."""
    if not by.has_capability("leave.edit"):
        return RoleMayNot()
    return None if by.leads(who.department.path if who.department else None) else (
        OutsideYourScope()
    )  # fmt: skip


def remove_refusal(by: Employee, uses: Mapping[str, int]) -> DomainError | None:
    """Return why `by` may not remove a department that `uses` (how many of what) refer to (R69)."""
    if not by.has_capability("organization.edit"):
        return RoleMayNot()
    return DepartmentInUse(None, **uses) if any(uses.values()) else None


def switch_off_refusal(entry: ListEntry, active: list[ListEntry]) -> DomainError | None:
    """Return why `entry` must stay in the choice of its list, now `active` (R70)."""
    last = entry.kind in NEVER_EMPTY and active == [entry]
    return EntryNeeded() if last or entry.code == "other" else None
