"""What may become of a plan? Each rule answers "why not?" (R43, R130)."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from shoal.common.errors import DomainError

from ..models import Customer, FollowUpPlan, PlanKind, PlanState, Status
from .contact import DoNotContact
from .holding import NotHeld


class PlanClosed(DomainError):
    detail = "This plan is {state} already."


class NotAnAppointment(DomainError):
    detail = "Only for a visit or a trial lesson do they come to us."


class NotYetDue(DomainError):
    detail = "This is still ahead."


# They come to us: with a campus, and the customer can fail to appear.
APPOINTMENTS = frozenset({PlanKind.VISIT, PlanKind.TRIAL_LESSON})
PLAN_MOVES: dict[str, frozenset[str]] = {
    PlanState.PLANNED: frozenset(
        {PlanState.DONE, PlanState.MISSED, PlanState.NO_SHOW, PlanState.CANCELLED}
    ),
}


@dataclass(frozen=True)
class PlanFacts:
    """What the rules look at, of a locked plan or of a row of a list.

    `zone` is that of the campus where they meet: an appointment's day is a day there.
    """

    owner: int | None
    customer_status: str
    kind: str
    state: str
    due_at: datetime
    zone: ZoneInfo

    @classmethod
    def of(cls, customer: Customer, plan: FollowUpPlan, elsewhere: ZoneInfo) -> "PlanFacts":
        return cls(
            owner=customer.owner_id,
            customer_status=customer.status,
            kind=plan.kind,
            state=plan.state,
            due_at=plan.due_at,
            zone=plan.campus.zone if plan.campus else elsewhere,
        )


def change_refusal(plan: PlanFacts) -> DomainError | None:
    if plan.owner is None:
        return NotHeld()
    return None if plan.state == PlanState.PLANNED else PlanClosed(state=plan.state)


def cancel_refusal(plan: PlanFacts) -> DomainError | None:
    return _move_refusal(plan, PlanState.CANCELLED)


def no_show_refusal(plan: PlanFacts, at: datetime) -> DomainError | None:
    if plan.kind not in APPOINTMENTS:
        return NotAnAppointment()
    if refusal := _move_refusal(plan, PlanState.NO_SHOW):
        return refusal
    return NotYetDue() if plan.due_at > at else None


def check_in_refusal(plan: PlanFacts, at: datetime) -> DomainError | None:
    """Return why nobody can have come for it, or None. Whoever is early is here nevertheless;
    whoever comes on another day comes for something else (R130)."""
    if plan.kind not in APPOINTMENTS:
        return NotAnAppointment()
    if refusal := _answer_refusal(plan):
        return refusal
    here = at.astimezone(plan.zone).date()
    return NotYetDue() if plan.due_at.astimezone(plan.zone).date() > here else None


def done_refusal(plan: PlanFacts, at: datetime) -> DomainError | None:
    """A call may be made before its time; an appointment is done when they came (R130)."""
    return check_in_refusal(plan, at) if plan.kind in APPOINTMENTS else _answer_refusal(plan)


def _answer_refusal(plan: PlanFacts) -> DomainError | None:
    if refusal := _move_refusal(plan, PlanState.DONE):
        return refusal
    return DoNotContact() if plan.customer_status == Status.DO_NOT_CONTACT else None


def _move_refusal(plan: PlanFacts, to: str) -> DomainError | None:
    if plan.owner is None:
        return NotHeld()
    if to not in PLAN_MOVES.get(plan.state, frozenset()):
        return PlanClosed(state=plan.state)
    return None
