"""What a hand-over would do: the numbers, who could take how many, and why not (R124)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from shoal.common.errors import DomainError, NotFound
from shoal.common.fields import ref
from shoal.organization.errors import OutsideYourScope
from shoal.organization.models import Employee
from shoal.organization.roles import Role
from shoal.organization.rules import departure_refusal

from .models import Customer, FollowUpPlan, HandOver, PlanState
from .rules.handing_over import Share, room_of
from .services.handing_over import begin_refusal, households_of, judged, planned

SELLING = (Role.SALES, Role.MANAGER, Role.ADMIN)
# Each costs a statement.
MOST_CANDIDATES = 200


def known_employee(employee_id: int, by: Employee) -> Employee:
    """Return whom `by` leads. Raises NotFound, OutsideYourScope."""
    known = Employee.objects.visible_to(by).select_related("department", "campus")
    found = known.filter(pk=employee_id).first()
    if found is None:
        raise NotFound()
    if not by.leads(found.department.path if found.department else None):
        raise OutsideYourScope()
    return found


def preview(
    employee_id: int, *, shares: Sequence[Share], split: Sequence[int | None], by: Employee,
    at: datetime,
) -> dict[str, Any]:  # fmt: skip
    """Return the contract's HandOverPreview. Raises NotFound, Invalid."""
    who = known_employee(employee_id, by)
    customers = Customer.objects.held_by(who)
    households = households_of(who)
    held = households.count()
    people = _people(who, by)
    wanted = planned(shares, split, held)
    plans = FollowUpPlan.objects.filter(customer__in=customers.values("pk"))
    no_leave = departure_refusal(by, who)
    no = begin_refusal(by, who, leaves=False, held=held)
    return {
        "employee": ref(who.pk, who.display_name),
        "households": held,
        "customers": customers.count(),
        "open_plans": plans.filter(state=PlanState.PLANNED).count(),
        "by_campus": _by(households, "campus_id", "campus__name"),
        "by_intent": _by(households, "intent"),
        "by_status": _by(households, "status"),
        "candidates": [_candidate(e, at) for e in people.values() if e.pk != who.pk],
        "shares": _shares(wanted, by, who, people, at),
        "to_pools": max(0, held - sum(s.households for s in wanted if s.to is not None)),
        "refusals": {"hand_over": _shown(no), "leave": _shown(no_leave)},
    }


def latest(employee_id: int, by: Employee) -> dict[str, Any]:
    """Return the contract's HandOver of the last hand-over. Raises NotFound."""
    who = known_employee(employee_id, by)
    row = HandOver.objects.filter(employee=who).select_related("by").order_by("-pk").first()
    if row is None:
        raise NotFound()
    names = dict(
        Employee.objects.filter(pk__in=[s["to"] for s in row.shares if s["to"]]).values_list(
            "pk", "display_name"
        )
    )
    return {
        "id": row.pk,
        "employee": ref(who.pk, who.display_name),
        "by": ref(row.by_id, row.by.display_name),
        "leaves": row.leaves,
        "note": row.note,
        "shares": [{**s, "to": ref(s["to"], names.get(s["to"]))} for s in row.shares],
        "moved": row.moved,
        "left": households_of(who).count(),
        "created_at": row.created_at,
        "finished_at": row.finished_at,
    }


def _people(who: Employee, by: Employee) -> dict[int, Employee]:
    """Whom `by` may give customers to, by name."""
    led = Employee.objects.in_scope_of(by).values("pk")
    rows = Employee.objects.active().filter(Q(pk__in=led) | Q(pk=by.pk), role__in=SELLING)
    found = rows.select_related("department__campus", "campus").order_by("display_name", "pk")
    return {e.pk: e for e in found[:MOST_CANDIDATES]}


def _candidate(employee: Employee, at: datetime) -> dict[str, Any]:
    room = room_of(employee, at)
    department, campus = employee.department, employee.campus
    return {
        "employee": ref(employee.pk, employee.display_name),
        "department": ref(department.pk, department.name) if department else None,
        "campus": ref(campus.pk, campus.name) if campus else None,
        "held": room.held,
        "holding_limit": room.limit,
        "room": room.left,
    }


def _shares(
    wanted: Sequence[Share], by: Employee, who: Employee, people: dict[int, Employee], at: datetime
) -> list[dict[str, Any]]:
    shown = []
    for share, refusal in judged(wanted, by, who, people, at):
        to = people.get(share.to or 0)
        shown.append(
            {
                "to": ref(to.pk, to.display_name) if to else None,
                "households": share.households,
                "held_after": room_of(to, at).held + share.households if to else None,
                "refusal": _shown(refusal),
            }
        )
    return shown


def _by(households: QuerySet[Customer], column: str, label: str = "") -> list[dict[str, Any]]:
    columns = [column, label] if label else [column]
    rows = households.order_by().values(*columns).annotate(n=Count("pk")).order_by("-n", column)
    if label:
        return [{"campus": ref(r[column], r[label]), "households": r["n"]} for r in rows]
    return [{"value": r[column], "households": r["n"]} for r in rows]


def _shown(refusal: DomainError | None) -> dict[str, Any] | None:
    return refusal.as_refusal() if refusal else None
