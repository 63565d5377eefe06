"""The states of an enrollment: which command leads from where to where, and who may (R171)."""

from dataclasses import dataclass

from shoal.common.errors import DomainError, RoleMayNot
from shoal.organization.models import Employee

from ..models import Enrollment, State


class NotInThisState(DomainError):
    detail = "This is not possible while the enrollment is {state}."


@dataclass(frozen=True)
class Move:
    """A command's way, and what it asks for at all. Commands without a capability are nobody's:
    the clock, a payment or the end of a class make them."""

    before: frozenset[State]
    after: frozenset[State]
    capability: str | None


def _move(before: set[State], after: set[State], capability: str | None) -> Move:
    return Move(frozenset(before), frozenset(after), capability)


S = State
MOVES = {
    "submit": _move({S.DRAFT}, {S.SUBMITTED}, "enrollments.apply"),
    # With nothing to pay they sit down at once.
    "approve": _move(
        {S.SUBMITTED}, {S.AWAITING_PAYMENT, S.WAITLISTED, S.ACTIVE}, "enrollments.approve"
    ),
    "reject": _move({S.SUBMITTED}, {S.REJECTED}, "enrollments.approve"),
    "cancel": _move(
        {S.DRAFT, S.SUBMITTED, S.WAITLISTED, S.OFFERED, S.AWAITING_PAYMENT},
        {S.CANCELLED}, "enrollments.edit",
    ),
    "offer": _move({S.WAITLISTED}, {S.OFFERED}, None),
    "accept": _move({S.OFFERED}, {S.AWAITING_PAYMENT, S.ACTIVE}, "enrollments.edit"),
    "expire": _move({S.OFFERED, S.AWAITING_PAYMENT}, {S.CANCELLED}, None),
    "activate": _move({S.OFFERED, S.AWAITING_PAYMENT}, {S.ACTIVE}, None),
    "suspend": _move({S.ACTIVE}, {S.SUSPENDED}, "enrollments.edit"),
    "resume": _move({S.SUSPENDED}, {S.ACTIVE}, "enrollments.edit"),
    "complete": _move({S.ACTIVE, S.SUSPENDED}, {S.COMPLETED}, "enrollments.approve"),
    "transfer": _move(
        {S.AWAITING_PAYMENT, S.ACTIVE, S.SUSPENDED}, {S.TRANSFERRED_OUT}, "enrollments.approve"
    ),
    "withdraw": _move(
        {S.OFFERED, S.AWAITING_PAYMENT, S.ACTIVE, S.SUSPENDED}, {S.WITHDRAWN},
        "enrollments.approve",
    ),
}  # fmt: skip
# Where the form may still be changed, and where the plan of its payments.
FORM_OPEN = frozenset({S.DRAFT})
PLAN_OPEN = frozenset(
    {S.DRAFT, S.SUBMITTED, S.WAITLISTED, S.OFFERED, S.AWAITING_PAYMENT, S.ACTIVE, S.SUSPENDED}
)


def move_refusal(move: str, by: Employee, enrollment: Enrollment) -> DomainError | None:
    """Return why `by`, who sees the enrollment, may not make this move at all, or None."""
    wanted = MOVES[move].capability
    if wanted is None or not by.has_capability(wanted):
        return RoleMayNot()
    return state_refusal(move, enrollment)


def state_refusal(move: str, enrollment: Enrollment) -> DomainError | None:
    if enrollment.state in MOVES[move].before:
        return None
    return NotInThisState(state=enrollment.state)
