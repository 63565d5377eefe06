"""Whom to call next; for those who lead, also what team.py tells (R47)."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q

from shoal.common import clock
from shoal.organization.models import Employee, EmployeeState
from shoal.organization.roles import Role

from .inbox import open_items
from .models import Consultation, Customer, Disposition
from .querysets import never_contacted
from .serializers.consultations import (
    CONSULTATION_COLUMNS,
    consultations_seen_by,
    shown_consultation,
)
from .serializers.rows import ROW_COLUMNS, annotated, row
from .team import team

SHOWN = 50
# How long before they go back to the pool Today begins to show them.
RETURNING_WITHIN = timedelta(days=3)
# What customers asked is news for so long, and until somebody has contacted them.
ASKED_WITHIN = timedelta(hours=48)
INQUIRIES_SHOWN = 10


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
    answer["inquiries"] = _inquiries(viewer, at)
    if viewer.role in (Role.MANAGER, Role.ADMIN):
        led = Employee.objects.in_scope_of(viewer)
        answer["team"] = team(viewer, at)["people"]
        answer["inbox"] = open_items(viewer, at)
        answer["registrations"] = led.filter(state=EmployeeState.PENDING).count()
    return answer


def _inquiries(viewer: Employee, at: datetime) -> dict[str, Any]:
    """Return what waits to be settled, and what those asked lately whom `viewer` answers for."""
    rows = consultations_seen_by(viewer)
    waiting = rows.filter(disposition=Disposition.UNDISPOSED)
    unanswered = Q(customer__last_contact_at__isnull=True) | Q(
        customer__last_contact_at__lt=F("created_at")
    )
    held = Customer.objects.held_in_scope_of(viewer).filter(pk=OuterRef("customer"))
    # Whoever took it knows of it.
    by_others = Q(taken_by__isnull=True) | ~Q(taken_by=viewer)
    lately = rows.filter(unanswered, by_others, Exists(held), created_at__gte=at - ASKED_WITHIN)
    shown = [
        shown_consultation(found)
        for some in (waiting.order_by("created_at", "pk"), lately.order_by("-created_at", "-pk"))
        for found in some.values("pk", *CONSULTATION_COLUMNS)[:INQUIRIES_SHOWN]
    ]
    return {"waiting": Consultation.objects.visible_to(viewer).waiting().count(), "rows": shown}
