"""Who sits on what: what each seller of a scope holds, is late with, claimed (R151, R152)."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import (
    Case,
    Count,
    DateField,
    DateTimeField,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from shoal.common import clock
from shoal.organization.models import Campus, Employee, EmployeeState, Leave
from shoal.organization.roles import Role

from .models import Customer, FollowUp, OwnershipSpell, Reason
from .querysets import never_contacted
from .rules.allowance import RowCount

RETURNING_WITHIN = timedelta(days=7)
OF_HELD = ("held", "households", "never_contacted")
FIGURES = (*OF_HELD, "overdue", "returning", "claims_today")
COLUMNS = (
    "pk", "display_name", "role", "state", "department_id", "department__name", "campus_id",
    "campus__name", "day_began", "leave_until", "last_contact_at", "overdue", "returning",
    "claims_today",
)  # fmt: skip


def team(viewer: Employee, at: datetime) -> dict[str, Any]:
    """Return the contract's Team: the people of the viewer's scope and what they add up to.

    Whoever is active and sells, and anybody else who holds somebody: managers, who has left.
    The instants are those by which lists open the rows of a figure. Constant statements.
    """
    returning_before = at + RETURNING_WITHIN
    held = _held(viewer)
    people = [
        _member(found, held.get(found["pk"], {}))
        for found in _people(viewer, at, returning_before).values(*COLUMNS)
    ]
    return {
        "at": at,
        "returning_before": returning_before,
        "people": people,
        "totals": {name: sum(person[name] for person in people) for name in FIGURES},
    }


def _held(viewer: Employee) -> dict[int, dict[str, int]]:
    """Return {employee: figures of whom they hold}, read from the index `held_at_a_glance` alone.

    Whoever has no guardian stands for a household, which is held as one (R9).
    """
    rows = Customer.objects.held_in_scope_of(viewer).order_by().values("owner")
    counted = rows.annotate(
        held=Count("pk"),
        households=Count("pk", filter=Q(guardian__isnull=True)),
        never_contacted=Count("pk", filter=never_contacted()),
    ).values_list("owner", *OF_HELD)
    return {owner: dict(zip(OF_HELD, figures, strict=True)) for owner, *figures in counted}


def _people(viewer: Employee, at: datetime, returning_before: datetime) -> QuerySet[Employee]:
    holds = Customer.objects.living().filter(owner=OuterRef("pk"))
    sells = Q(role=Role.SALES, state=EmployeeState.ACTIVE)
    people = Employee.objects.in_scope_of(viewer).filter(sells | Q(Exists(holds)))
    contacts = FollowUp.objects.filter(author=OuterRef("pk")).order_by("-occurred_at", "-pk")
    claims = OwnershipSpell.objects.filter(
        owner=OuterRef("pk"),
        start_reason=Reason.CLAIMED,
        started_at__gte=OuterRef("day_began"),
    )
    return (
        _with_days(people, at)
        .annotate(
            last_contact_at=Subquery(contacts.values("occurred_at")[:1]),
            overdue=_count(holds.filter(next_follow_up_at__lt=OuterRef("day_began"))),
            returning=_count(holds.filter(recycle_due_at__lt=returning_before)),
            # A household's one claim counts once (R5).
            claims_today=RowCount(claims.order_by().values("household", "started_at").distinct()),
        )
        .order_by("display_name", "pk")
    )


def _with_days(people: QuerySet[Employee], at: datetime) -> QuerySet[Employee]:
    """Add `day_began`, by the clock of where each of them works (R152), and `leave_until`.

    As `Employee.zone` has it: of their campus, else their department's, else the school's.
    """
    school = clock.zone_of(None).key
    zones = {school, *Campus.objects.values_list("time_zone", flat=True).distinct().order_by()}
    begins, days = [], []
    for name in sorted(zones):
        zone = clock.zone_of(name)
        begins.append(When(zone_name=name, then=Value(clock.start_of_day(at, zone))))
        days.append(When(zone_name=name, then=Value(at.astimezone(zone).date())))
    leave = Leave.objects.filter(
        employee=OuterRef("pk"), first_day__lte=OuterRef("today"), last_day__gte=OuterRef("today")
    )
    return people.annotate(
        zone_name=Coalesce("campus__time_zone", "department__campus__time_zone", Value(school)),
        day_began=Case(*begins, output_field=DateTimeField()),
        today=Case(*days, output_field=DateField()),
        leave_until=Subquery(leave.order_by("-last_day").values("last_day")[:1]),
    )


def _count(rows: QuerySet[Any]) -> Coalesce:
    counted = rows.order_by().values("owner").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _member(found: dict[str, Any], held: dict[str, int]) -> dict[str, Any]:
    """Return what goes out for one row of COLUMNS."""
    return {
        "employee": {"id": found["pk"], "name": found["display_name"]},
        **{name: found[name] for name in ("role", "state", "day_began", "leave_until")},
        "department": _ref(found["department_id"], found["department__name"]),
        "campus": _ref(found["campus_id"], found["campus__name"]),
        "last_contact_at": found["last_contact_at"],
        **{name: held.get(name, 0) for name in OF_HELD},
        **{name: found[name] for name in FIGURES if name not in OF_HELD},
    }


def _ref(pk: int | None, name: str | None) -> dict[str, Any] | None:
    return None if pk is None else {"id": pk, "name": name}
