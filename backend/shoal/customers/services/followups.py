"""Writing down a contact, and correcting what was written (R40–R42, R46)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Max, Q

from shoal.activity.services import record
from shoal.common.errors import Invalid, NotFound
from shoal.organization.models import Employee
from shoal.teaching.models import Course

from ..models import (
    Customer,
    CustomerEdit,
    FollowUp,
    FollowUpPlan,
    FollowUpVersion,
    PlanKind,
    PlanState,
)
from ..models.follow_up import EFFECTIVE
from ..rules import contact as rules
from ..rules import planning
from . import access, clocks, plans, status


@dataclass(frozen=True)
class NextStep:
    """What the author wants to do next, and when. `field` is what their body calls the date."""

    due_at: datetime
    kind: str = PlanKind.CALL
    note: str = ""
    field: str = "next_date"


@transaction.atomic
def log_follow_up(
    *, customer_id: int, method: str, outcome: str, by: Employee, at: datetime,
    note: str = "", courses: list[Course] | None = None, intent_after: str = "",
    occurred_at: datetime | None = None, next_step: NextStep | None = None,
    plan_id: int | None = None,
) -> FollowUp:  # fmt: skip
    """Write down one contact: clocks, status, intent and courses of interest follow, the plan it
    answers is closed and the next one made.

    Raises NotFound, NotHeld, DoNotContact, PlanClosed, Invalid.
    """
    # The household's clock follows from any member's contacts, so lock all of them.
    customer, _ = access.lock_household(customer_id, by)
    if refusal := rules.log_follow_up_refusal(by, customer):
        raise refusal
    occurred_at = _believable(occurred_at or at, customer, at)
    answered = _answered_plan(customer, plan_id, method, at)
    follow_up = FollowUp.objects.create(
        customer=customer,
        author=by,
        method=method,
        outcome=outcome,
        note=note,
        intent_after=intent_after,
        occurred_at=occurred_at,
        created_at=at,
    )
    follow_up.courses.set(courses or [])
    changed = _move_customer(customer, follow_up, courses or [], by, at)
    if answered is not None:
        plans.close(answered, PlanState.DONE, at, answered_by=follow_up)
    following = _next_plan(customer, next_step, follow_up, by, at)
    record(
        "follow_up.logged", subject=follow_up, actor=by, at=at, customer_id=customer.pk,
        method=method, outcome=outcome, fields=changed,
        plan=answered and answered.pk, next_plan=following and following.pk,
    )  # fmt: skip
    return follow_up


@transaction.atomic
def correct_follow_up(
    *, follow_up_id: int, by: Employee, at: datetime, changes: dict[str, Any]
) -> FollowUp:
    """Change `method`, `outcome`, `note` or `intent_after`; the old text stays readable (R42).

    Raises NotFound, NotHeld, NotTheAuthor.
    """
    customer, follow_up = _locked(follow_up_id, by)
    if refusal := rules.correct_follow_up_refusal(
        by, author_id=follow_up.author_id, owner_id=customer.owner_id
    ):
        raise refusal
    changed = sorted(name for name, value in changes.items() if getattr(follow_up, name) != value)
    if not changed:
        return follow_up
    _keep_version(follow_up, by, at)
    for name in changed:
        setattr(follow_up, name, changes[name])
    follow_up.version += 1
    follow_up.save(update_fields=[*changed, "version"])
    if {"outcome", "intent_after"} & set(changed):
        _move_customer(customer, follow_up, [], by, at)
    record(
        "follow_up.corrected", subject=follow_up, actor=by, at=at, customer_id=customer.pk,
        fields=changed, version=follow_up.version,
    )  # fmt: skip
    return follow_up


def _locked(follow_up_id: int, by: Employee) -> tuple[Customer, FollowUp]:
    # The customer's lock guards their follow-ups: one order of locks for all commands.
    found = FollowUp.objects.filter(pk=follow_up_id).values_list("customer_id", flat=True).first()
    if found is None:
        raise NotFound()
    customer, _ = access.lock_household(found, by)
    return customer, FollowUp.objects.get(pk=follow_up_id)


def _believable(occurred_at: datetime, customer: Customer, at: datetime) -> datetime:
    if occurred_at > at:
        raise Invalid.field("occurred_at", "future", "A contact lies in the past.")
    if occurred_at < customer.created_at - rules.BEFORE_CREATION:
        raise Invalid.field("occurred_at", "too_early", "Long before we knew this customer.")
    return occurred_at


def _answered_plan(
    customer: Customer, plan_id: int | None, method: str, at: datetime
) -> FollowUpPlan | None:
    """Return the open plan that this contact answers: the named one, else the earliest.

    An appointment that is still ahead is not answered by the call that confirms it (R43).
    """
    found = FollowUpPlan.objects.filter(customer=customer)
    if plan_id is not None:
        plan = found.filter(pk=plan_id).first()
        if plan is None:
            raise Invalid.field("plan", "does_not_exist", "This customer has no such plan.")
        if plan.state != PlanState.PLANNED:
            raise planning.PlanClosed(state=plan.state)
        return plan
    ahead = Q(kind__in=planning.APPOINTMENTS - {method}, due_at__gt=at)
    return found.filter(state=PlanState.PLANNED).exclude(ahead).order_by("due_at", "pk").first()


def _move_customer(
    customer: Customer, follow_up: FollowUp, courses: list[Course], by: Employee, at: datetime
) -> list[str]:
    """Let clocks, status, intent and courses follow; return the names of changed profile fields.

    The version counts those, not the clocks.
    """
    recompute_contacts(customer)
    edits: dict[str, list[Any]] = {}
    if (
        follow_up.intent_after
        and _is_last_judgement(follow_up)
        and customer.intent != follow_up.intent_after
    ):
        edits["intent"] = [customer.intent, follow_up.intent_after]
        customer.intent = follow_up.intent_after
    before = sorted(customer.courses.values_list("pk", flat=True)) if courses else []
    if chosen := {course.pk for course in courses} - set(before):
        edits["courses"] = [before, sorted(chosen.union(before))]
        customer.courses.add(*chosen)
    moved = rules.STATUS_AFTER.get((customer.status, follow_up.outcome))
    if edits:
        CustomerEdit.objects.create(customer=customer, editor=by, at=at, changes=edits)
        customer.version = F("version") + 1
        customer.save(update_fields=["intent", "version"])
        customer.refresh_from_db(fields=["version"])
    if moved:
        status.move(customer, moved, by=by, at=at)
    clocks.refresh_clocks([customer.household])
    return [*edits, *(["status"] if moved else [])]


def recompute_contacts(customer: Customer) -> None:
    """From all follow-ups, so that a backdated or corrected one counts for what it is."""
    latest = FollowUp.objects.filter(customer=customer).aggregate(
        any=Max("occurred_at"), effective=Max("occurred_at", filter=Q(outcome__in=EFFECTIVE))
    )
    customer.last_contact_at = latest["any"]
    customer.last_effective_contact_at = latest["effective"]
    customer.save(update_fields=["last_contact_at", "last_effective_contact_at"])


def _is_last_judgement(follow_up: FollowUp) -> bool:
    """Of the follow-ups that say an intent the latest counts."""
    later = Q(occurred_at__gt=follow_up.occurred_at) | Q(
        occurred_at=follow_up.occurred_at, pk__gt=follow_up.pk
    )
    judging = FollowUp.objects.filter(customer=follow_up.customer_id).exclude(intent_after="")
    return not judging.filter(later).exists()


def _next_plan(
    customer: Customer, step: NextStep | None, follow_up: FollowUp, by: Employee, at: datetime
) -> FollowUpPlan | None:
    if step is None:
        return None
    plan = plans.make_plan(
        customer, kind=step.kind, due_at=step.due_at, note=step.note,
        by=by, at=at, made_by=follow_up, field=step.field,
    )  # fmt: skip
    plans.refresh_next([customer.pk])
    return plan


def _keep_version(follow_up: FollowUp, by: Employee, at: datetime) -> None:
    FollowUpVersion.objects.create(
        follow_up=follow_up,
        version=follow_up.version,
        method=follow_up.method,
        outcome=follow_up.outcome,
        note=follow_up.note,
        intent_after=follow_up.intent_after,
        replaced_at=at,
        replaced_by=by,
    )
