"""What to do with a customer, and when (R43, R44).

`next_follow_up_at` is the earliest open plan, never typed: whoever touches plans refreshes it.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Case, F, OuterRef, QuerySet, Subquery, Value, When

from shoal.activity.services import record
from shoal.common.among import Among
from shoal.common.errors import Invalid, NotFound
from shoal.organization.models import Campus, Employee

from ..models import Customer, FollowUp, FollowUpPlan, PlanKind, PlanState
from ..rules import contact as rules
from ..rules import planning
from ..rules.planning import PlanFacts
from . import access


@transaction.atomic
def schedule_plan(
    *, customer_id: int, kind: str, due_at: datetime, by: Employee, at: datetime,
    campus: Campus | None = None, note: str = "",
) -> FollowUpPlan:  # fmt: skip
    """Plan a contact for whoever holds the customer.

    Raises NotFound, NotHeld, DoNotContact; Invalid for a date that is not ahead.
    """
    customer = access.lock_customer(customer_id, by)
    if refusal := rules.log_follow_up_refusal(by, customer):
        raise refusal
    plan = make_plan(customer, kind=kind, due_at=due_at, by=by, at=at, campus=campus, note=note)
    refresh_next([customer.pk])
    _record("plan.scheduled", plan, by, at, plan_kind=plan.kind)
    return plan


@transaction.atomic
def change_plan(
    *, plan_id: int, by: Employee, at: datetime, changes: dict[str, Any]
) -> FollowUpPlan:
    """Change `kind`, `due_at`, `campus` or `note` of an open plan.

    Raises NotFound, NotHeld, PlanClosed; Invalid for a date that is not ahead.
    """
    customer, plan = lock_plan(plan_id, by)
    if refusal := planning.change_refusal(PlanFacts.of(customer, plan, by.zone)):
        raise refusal
    if "due_at" in changes:
        _ahead(changes["due_at"], at, "due_at")
    changed = sorted(name for name, value in changes.items() if getattr(plan, name) != value)
    for name in changed:
        setattr(plan, name, changes[name])
    if changed:
        plan.campus = _place(plan.kind, plan.campus, customer, by)
        _touch(plan, at, *changed, "campus")
        refresh_next([customer.pk])
        _record("plan.changed", plan, by, at, fields=changed)
    return plan


@transaction.atomic
def cancel_plan(*, plan_id: int, by: Employee, at: datetime) -> FollowUpPlan:
    """Raises NotFound, NotHeld, PlanClosed."""
    customer, plan = lock_plan(plan_id, by)
    if refusal := planning.cancel_refusal(PlanFacts.of(customer, plan, by.zone)):
        raise refusal
    close(plan, PlanState.CANCELLED, at)
    _record("plan.cancelled", plan, by, at)
    return plan


@transaction.atomic
def mark_no_show(*, plan_id: int, by: Employee, at: datetime) -> FollowUpPlan:
    """The customer did not come.

    Raises NotFound, NotHeld, PlanClosed, NotAnAppointment, NotYetDue.
    """
    customer, plan = lock_plan(plan_id, by)
    if refusal := planning.no_show_refusal(PlanFacts.of(customer, plan, by.zone), at):
        raise refusal
    close(plan, PlanState.NO_SHOW, at)
    _record("plan.no_show", plan, by, at)
    return plan


def follow_holder(members: Iterable[Customer], *, to: Employee | None, at: datetime) -> None:
    """Give the open plans of a household to its new holder; in a pool there are none (R44).

    Called while the members are locked. The change of holder is the event; no further ones.
    """
    ids = [member.pk for member in members]
    if to is None:
        cancel_open(ids, at)
        return
    _open_plans(ids).exclude(assignee=to).update(assignee=to, **_touched(at))


def cancel_open(customer_ids: Sequence[int], at: datetime) -> None:
    """Cancel the open plans of locked customers: what ends them is the event (R44)."""
    cancelled = {"state": PlanState.CANCELLED, "closed_at": at, **_touched(at)}
    if _open_plans(customer_ids).update(**cancelled):
        refresh_next(customer_ids)


def give_up(customer_ids: Sequence[int], *, at: datetime) -> None:
    """Close the open plans of those whom the clock returns: what was to be done by then was
    missed, the rest is cancelled (R44). Their `next_follow_up_at` is the caller's."""
    missed = When(due_at__lte=at, then=Value(PlanState.MISSED))
    ended = Case(missed, default=Value(PlanState.CANCELLED))
    theirs = FollowUpPlan.objects.filter(Among("customer", customer_ids), state=PlanState.PLANNED)
    theirs.update(state=ended, closed_at=at, **_touched(at))


def reopen(
    ids: Collection[int], customer_ids: Sequence[int], *, cancelled_at: datetime, at: datetime
) -> None:
    """Open those of these plans again that were cancelled at that instant."""
    cancelled = FollowUpPlan.objects.filter(pk__in=ids, customer__in=customer_ids)
    cancelled.filter(state=PlanState.CANCELLED, closed_at=cancelled_at).update(
        state=PlanState.PLANNED, closed_at=None, **_touched(at)
    )
    refresh_next(customer_ids)


def rename_open(customer_ids: Sequence[int], at: datetime) -> None:
    """Tell calendars that the open plans are with somebody else, or who is called otherwise."""
    _open_plans(customer_ids).update(**_touched(at))


def refresh_next(customer_ids: Sequence[int]) -> None:
    """Recompute `next_follow_up_at` from the open plans."""
    earliest = (
        FollowUpPlan.objects.filter(customer=OuterRef("pk"), state=PlanState.PLANNED)
        .order_by("due_at")
        .values("due_at")[:1]
    )
    Customer.objects.filter(pk__in=customer_ids).update(next_follow_up_at=Subquery(earliest))


def make_plan(
    customer: Customer, *, kind: str, due_at: datetime, by: Employee, at: datetime,
    campus: Campus | None = None, note: str = "", made_by: FollowUp | None = None,
    field: str = "due_at",
) -> FollowUpPlan:  # fmt: skip
    """Write a plan for the holder. `field` is what the caller's body calls the date."""
    _ahead(due_at, at, field)
    return FollowUpPlan.objects.create(
        customer=customer,
        assignee_id=customer.owner_id,  # type: ignore[misc]  # only the held have plans
        kind=kind,
        due_at=due_at,
        campus=_place(kind, campus, customer, by),
        note=note,
        created_at=at,
        created_by=by,
        made_by=made_by,
    )


def close(
    plan: FollowUpPlan, state: str, at: datetime, answered_by: FollowUp | None = None
) -> None:
    plan.state, plan.closed_at, plan.answered_by = state, at, answered_by
    _touch(plan, at, "state", "closed_at", "answered_by")
    refresh_next([plan.customer_id])


def lock_plan(plan_id: int, by: Employee) -> tuple[Customer, FollowUpPlan]:
    """Return a plan that `by` may know of, with its customer locked. Raises NotFound.

    The customer's lock guards their plans: one order of locks for all commands. The household's,
    for what answers a plan moves the clock of all members.
    """
    found = FollowUpPlan.objects.filter(pk=plan_id).values_list("customer_id", flat=True).first()
    if found is None:
        raise NotFound()
    customer, _ = access.lock_household(found, by)
    return customer, FollowUpPlan.objects.select_related("campus").get(pk=plan_id)


def open_ids(customer_ids: Sequence[int]) -> list[int]:
    """Return the ids of their open plans."""
    return list(_open_plans(customer_ids).order_by("pk").values_list("pk", flat=True))


def _open_plans(customer_ids: Sequence[int]) -> QuerySet[FollowUpPlan]:
    return FollowUpPlan.objects.filter(customer__in=customer_ids, state=PlanState.PLANNED)


def _touch(plan: FollowUpPlan, at: datetime, *fields: str) -> None:
    """Save `fields` as a new revision: a calendar that reads the plan takes the newest."""
    plan.revision, plan.changed_at = plan.revision + 1, at
    plan.save(update_fields=[*{*fields, "revision", "changed_at"}])


def _touched(at: datetime) -> dict[str, Any]:
    """The same for many rows at once."""
    return {"revision": F("revision") + 1, "changed_at": at}


def _ahead(due_at: datetime, at: datetime, field: str) -> None:
    if due_at <= at:
        raise Invalid.field(field, "past", "A plan lies ahead.")


def _place(kind: str, campus: Campus | None, customer: Customer, by: Employee) -> Campus | None:
    """Where they come to; a call has no place."""
    if PlanKind(kind) not in planning.APPOINTMENTS:
        return None
    return campus or customer.campus or by.campus


def _record(kind: str, plan: FollowUpPlan, by: Employee, at: datetime, **data: Any) -> None:
    record(kind, subject=plan, actor=by, at=at, customer_id=plan.customer_id, **data)
