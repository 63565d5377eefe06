"""Whom the clock returned: by day, pool and rule (R85)."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count
from django.db.models.functions import TruncDate

from shoal.common import clock
from shoal.organization.models import Employee

from .models import OwnershipSpell, Reason
from .querysets import household_once

MOST_DAYS = 366


def recycled(viewer: Employee, at: datetime, days: int) -> list[dict[str, Any]]:
    """Return {"day", "pool", "rule", "customers", "households", "consultants"} of the last `days`
    local days of the viewer's, today included, the latest day first.

    The numbers are those of the movements that the viewer sees (R150). One statement.
    """
    zone = viewer.zone
    first = clock.start_of_day(at, zone).date() - timedelta(days=days - 1)
    begin, _ = clock.day_bounds(first, zone)
    spells = OwnershipSpell.objects.with_holder_before().visible_to(viewer)
    rows = (
        spells.filter(start_reason=Reason.RECYCLED, started_at__gte=begin)
        .annotate(day=TruncDate("started_at", tzinfo=zone))
        .order_by("-day", "pool", "rule")
        .values("day", "pool", "pool__name", "rule")
        .annotate(
            customers=Count("pk"),
            households=Count("pk", filter=household_once()),
            consultants=Count("owner_before", distinct=True),
        )
    )
    return [
        {
            **{name: row[name] for name in ("day", "rule", "customers", "households")},
            "consultants": row["consultants"],
            "pool": {"id": row["pool"], "name": row["pool__name"]},
        }
        for row in rows
    ]
