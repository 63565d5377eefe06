"""Done, and what comes next: a plan is answered by a follow-up (R43, R130)."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from shoal.organization.models import Employee
from shoal.teaching.models import Course

from ..models import FollowUpPlan
from ..rules import planning
from ..rules.planning import PlanFacts
from . import followups, plans
from .followups import NextStep


@dataclass(frozen=True)
class Answer:
    """What came of a plan, as the follow-up will say it."""

    outcome: str
    note: str = ""
    courses: list[Course] = field(default_factory=list)
    intent_after: str = ""
    next_step: NextStep | None = None


@transaction.atomic
def check_in(*, plan_id: int, answer: Answer, by: Employee, at: datetime) -> FollowUpPlan:
    """They came for a visit or a trial lesson: write it down, close the plan, make the next one.

    Raises NotFound, NotHeld, DoNotContact, PlanClosed, NotAnAppointment, NotYetDue, Invalid.
    """
    customer, plan = plans.lock_plan(plan_id, by)
    if refusal := planning.check_in_refusal(PlanFacts.of(customer, plan, by.zone), at):
        raise refusal
    return _log(plan, answer, by, at)


@transaction.atomic
def finish_plan(*, plan_id: int, answer: Answer, by: Employee, at: datetime) -> FollowUpPlan:
    """What was planned is done: write it down, close the plan, make the next one.

    Raises NotFound, NotHeld, DoNotContact, PlanClosed, NotYetDue, Invalid.
    """
    customer, plan = plans.lock_plan(plan_id, by)
    if refusal := planning.done_refusal(PlanFacts.of(customer, plan, by.zone), at):
        raise refusal
    return _log(plan, answer, by, at)


def _log(plan: FollowUpPlan, answer: Answer, by: Employee, at: datetime) -> FollowUpPlan:
    """Every kind of plan is a method of contact. The follow-up is the event."""
    followups.log_follow_up(
        customer_id=plan.customer_id,
        method=plan.kind,
        outcome=answer.outcome,
        note=answer.note,
        courses=answer.courses,
        intent_after=answer.intent_after,
        next_step=answer.next_step,
        plan_id=plan.pk,
        by=by,
        at=at,
    )
    return plan
