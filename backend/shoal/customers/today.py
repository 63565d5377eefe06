"""Whom to call next; for those who lead: who sits on what (R47)."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q

from shoal.common import clock
from shoal.organization.models import Employee, EmployeeState
from shoal.organization.roles import Role

from .models import Customer, OwnershipSpell, Reason
from .querysets import never_contacted
from .serializers.rows import ROW_COLUMNS, annotated, row

SHOWN = 50
# How long before they go back to the pool Today begins to show them.
RETURNING_WITHIN = timedelta(days=3)


def today(viewer: Employee, at: datetime) -> dict[str, Any]:
    """Return the contract's Today. Days are those of the viewer's campus. Constant statements."""
    begin, end = clock.day_bounds(at.astimezone(viewer.zone).date(), viewer.zone)
    due_today = Q(next_follow_up_at__gte=begin, next_follow_up_at__lt=end)
    sections = {
        "overdue": (Q(next_follow_up_at__lt=begin), "next_follow_up_at"),
        "due_today": (due_today, "next_follow_up_at"),
        "never_contacted": (never_contacted(), "owned_since"),
        "returning": (Q(recycle_due_at__lte=at + RETURNING_WITHIN), "recycle_due_at"),
    }
    mine = Customer.objects.held_by(viewer)
    counts = {name: Count("pk", filter=condition) for name, (condition, _) in sections.items()}
    answer: dict[str, Any] = {"counts": mine.aggregate(**counts)}
    for name, (condition, order) in sections.items():
        rows = annotated(mine.filter(condition), viewer).order_by(order, "pk")
        answer[name] = [row(found) for found in rows.values("pk", *ROW_COLUMNS)[:SHOWN]]
    if viewer.role in (Role.MANAGER, Role.ADMIN):
        led = Employee.objects.in_scope_of(viewer)
        answer["team"] = _team(viewer, begin)
        answer["registrations"] = led.filter(state=EmployeeState.PENDING).count()
    return answer


def _team(viewer: Employee, begin: datetime) -> list[dict[str, Any]]:
    """Return what each active seller of the scope holds, is late with, and claimed today."""
    selling = Employee.objects.in_scope_of(viewer).active().exclude(role=Role.FINANCE)
    people = list(selling.order_by("display_name", "pk").values_list("pk", "display_name", "role"))
    held = Customer.objects.living().filter(owner__in=[pk for pk, _, _ in people])
    by_owner: dict[int, dict[str, Any]] = {
        found["owner"]: {**found}
        for found in held.values("owner")
        .order_by()
        .annotate(
            held=Count("pk"),
            overdue=Count("pk", filter=Q(next_follow_up_at__lt=begin)),
            never_contacted=Count("pk", filter=never_contacted()),
        )
    }
    claims = _claims_since(begin, [pk for pk, _, _ in people])
    nothing = {"held": 0, "overdue": 0, "never_contacted": 0}
    return [
        {
            "employee": {"id": pk, "name": name},
            **{figure: by_owner.get(pk, nothing)[figure] for figure in nothing},
            "claims_today": claims.get(pk, 0),
        }
        for pk, name, role in people
        # Admins and managers stand in the list only if they hold somebody.
        if role == Role.SALES or pk in by_owner
    ]


def _claims_since(begin: datetime, people: list[int]) -> dict[int, int]:
    """Return {employee: claims}; a household's one claim counts once (R5)."""
    spells = (
        OwnershipSpell.objects.filter(
            owner__in=people, start_reason=Reason.CLAIMED, started_at__gte=begin
        )
        .values_list("owner", "household", "started_at")
        .distinct()
    )
    counts: dict[int, int] = {}
    for owner, _household, _at in spells:
        counts[owner] = counts.get(owner, 0) + 1
    return counts
