"""What a calendar shows: the plans of a stretch of time, and who is expected where (R131, R132)."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from shoal.organization.models import Employee

from .models import FollowUpPlan, PlanState
from .rules.planning import APPOINTMENTS
from .serializers.planning import (
    PLAN_COLUMNS,
    expected_row,
    place_zone,
    plan_row,
    plans_seen_by,
)

MOST = 2000
# Local days begin at most so long before the day of UTC, and end at most so long after it.
EASTERNMOST, WESTERNMOST = timedelta(hours=14), timedelta(hours=12)


def calendar(
    viewer: Employee, at: datetime, *, begin: datetime, end: datetime, team: bool = False,
    assignee: int | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Return {"results", "capped"}: the plans due in [begin, end), the earliest first, in one
    statement. Cancelled ones stand in no calendar."""
    rows = plans_seen_by(viewer).exclude(state=PlanState.CANCELLED)
    rows = rows.filter(_whose(viewer, team, assignee), due_at__gte=begin, due_at__lt=end)
    found = _read(rows)
    return {
        "results": [plan_row(row, viewer=viewer, at=at) for row in found[:MOST]],
        "capped": len(found) > MOST,
    }


def expected(
    viewer: Employee, at: datetime, *, day: date | None = None, campus: int | None = None
) -> dict[str, Any]:
    """Return {"results", "capped"}: visits and trial lessons of a day, by time, in one statement.

    The day is that of the campus where each of them is to be: `day`, or what is today there.
    """
    begin, end = _instants_of(day, at)
    rows = plans_seen_by(viewer).exclude(state=PlanState.CANCELLED)
    rows = rows.filter(kind__in=APPOINTMENTS, due_at__gte=begin, due_at__lt=end)
    found = _read(rows if campus is None else rows.filter(campus=campus))

    def is_that_day(row: dict[str, Any]) -> bool:
        zone = place_zone(row, viewer)
        return row["due_at"].astimezone(zone).date() == (day or at.astimezone(zone).date())

    return {
        "results": [
            expected_row(row, viewer=viewer, at=at) for row in found[:MOST] if is_that_day(row)
        ],
        "capped": len(found) > MOST,
    }


def _whose(viewer: Employee, team: bool, assignee: int | None) -> Q:
    if assignee is not None:
        return Q(assignee=assignee)
    mine = Q(assignee=viewer)
    led = Employee.objects.in_scope_of(viewer).values("pk")
    return mine | Q(assignee__in=led) if team else mine


def _instants_of(day: date | None, at: datetime) -> tuple[datetime, datetime]:
    """Return bounds between which that day lies in every zone there is."""
    if day is None:
        return at - timedelta(days=1, hours=1), at + timedelta(days=1, hours=1)
    midnight = datetime.combine(day, time.min, UTC)
    return midnight - EASTERNMOST, midnight + timedelta(days=1) + WESTERNMOST


def _read(rows: QuerySet[FollowUpPlan]) -> list[dict[str, Any]]:
    return list(rows.order_by("due_at", "pk").values("pk", *PLAN_COLUMNS)[: MOST + 1])
